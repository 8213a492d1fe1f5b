import { z } from 'zod';
import { GUID } from '../guid.ts';

/** Who may call the HTTP functions. */
export interface CallerSettings {
  /** App Service Authentication is on: only then may what a request says of its caller be believed. */
  readonly authentication: boolean;
  /** The Entra tenant that callers must belong to, in lower case; `undefined` when the platform alone sees to it. */
  readonly tenantId: string | undefined;
}

/** Settings of who may call. */
export const callerShape = {
  // Anything else might be the platform saying yes in other words: no start, rather than functions that are open.
  WEBSITE_AUTH_ENABLED: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['true', 'false'], 'is set by App Service and must be true or false'))
    .default('false'),
  REGISTER_TENANT_ID: z
    .string()
    .trim()
    .toLowerCase()
    .regex(GUID, 'must be the id of an Entra tenant, such as 72f988bf-86f1-41af-91ab-2d7cd011db47')
    .optional(),
};

const valuesSchema = z.object(callerShape);

/** Who may call, as the program names it. */
export function callersOf(value: z.infer<typeof valuesSchema>): CallerSettings {
  return { authentication: value.WEBSITE_AUTH_ENABLED === 'true', tenantId: value.REGISTER_TENANT_ID };
}
