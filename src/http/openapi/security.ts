import { ADMIN, AUDITOR, OFFICER } from '../authorise.ts';
import type { Method } from './operation.ts';

const KEY_SCHEMES = {
  functionKey: { type: 'apiKey', in: 'header', name: 'x-functions-key', description: 'Key of the function app.' },
  functionKeyInQuery: { type: 'apiKey', in: 'query', name: 'code', description: 'The same in the address.' },
} as const;

const TOKEN_SCHEMES = {
  entra: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `A token of Microsoft Entra ID for this application, with the role ${ADMIN}, ${OFFICER} or ${AUDITOR}.`,
  },
} as const;

/** How callers are known here: what the platform asks for depends on whether App Service Authentication is on. */
export function securitySchemes(authentication: boolean) {
  return authentication ? TOKEN_SCHEMES : KEY_SCHEMES;
}

/** What one operation asks for: any of these. Roles are named as OpenAPI 3.1 has it. */
export function securityOf(
  method: Method,
  authentication: boolean,
  openWithoutRole: boolean,
): readonly Readonly<Record<string, readonly string[]>>[] {
  if (!authentication) return Object.keys(KEY_SCHEMES).map((name) => ({ [name]: [] }));
  if (openWithoutRole) return [{ entra: [] }];
  return [{ entra: [ADMIN] }, ...(method === 'GET' ? [{ entra: [OFFICER] }, { entra: [AUDITOR] }] : [])];
}
