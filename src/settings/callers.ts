import { z } from 'zod';
import { GUID } from '../guid.ts';
import { type Environment, runsInAzure } from './environment.ts';
import { isLoopback } from './loopback.ts';

/** Who may call the HTTP functions. */
export interface CallerSettings {
  /** App Service Authentication is on: only then may what a request says of its caller be believed. */
  readonly authentication: boolean;
  /** The Entra tenant that callers must belong to, in lower case; `undefined` when the platform alone sees to it. */
  readonly tenantId: string | undefined;
  /** The secret by which the sign-in of `npm start` is known; `undefined` where there is none, as always in Azure. */
  readonly localSignIn: string | undefined;
  /**
   * Whether a caller may do what only a person may: in Azure, and elsewhere only with HubSpot on this machine. Anyone
   * can say there who they are, and an invented officer must not erase real people.
   */
  readonly personsTrusted: boolean;
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
  REGISTER_LOCAL_SIGN_IN: z
    .string()
    .regex(/^[\w-]{43,}$/, 'is set by npm start alone: take it out')
    .optional(),
};

const valuesSchema = z.object({ ...callerShape, HUBSPOT_BASE_URL: z.string() });

/** Who may call, as the program names it. `given` tells where it runs. */
export function callersOf(value: z.infer<typeof valuesSchema>, given: Environment): CallerSettings {
  return {
    authentication: value.WEBSITE_AUTH_ENABLED === 'true',
    tenantId: value.REGISTER_TENANT_ID,
    localSignIn: value.REGISTER_LOCAL_SIGN_IN,
    personsTrusted: runsInAzure(given) || isOnThisMachine(value.HUBSPOT_BASE_URL),
  };
}

/** Whether HubSpot is one of this machine, outside Azure, that holds nobody real: invented people may be let in then, and its limits be others. */
export function isHubSpotSimulated(given: Environment): boolean {
  return !runsInAzure(given) && isOnThisMachine(given.HUBSPOT_BASE_URL);
}

/** What is wrong with a local sign-in. */
export function localSignInProblems(given: Environment): string[] {
  if (!given.REGISTER_LOCAL_SIGN_IN || isHubSpotSimulated(given)) return [];
  const where = runsInAzure(given) ? 'in Azure' : 'unless HUBSPOT_BASE_URL is this machine';
  return [`REGISTER_LOCAL_SIGN_IN must not be set ${where}: it lets invented people in`];
}

/** Whether an address of HubSpot is on this machine; nothing is HubSpot itself. */
function isOnThisMachine(baseUrl: string | undefined): boolean {
  const url = baseUrl === undefined ? null : URL.parse(baseUrl.trim());
  return url !== null && isLoopback(url.hostname);
}
