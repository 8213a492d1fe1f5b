import { ADMIN } from '../../src/http/roles.ts';
import { PRINCIPAL_HEADER } from '../../src/http/principal.ts';
import type { CallerSettings } from '../../src/settings/callers.ts';

/** Nobody of Entra has it: it stands in the audit trail for `npm start` itself. */
const OBJECT_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Headers with which `npm start` calls the functions. Where `WEBSITE_AUTH_ENABLED` is set to try it out, no platform stands
 * before them: this is what it would send for an administrator.
 */
export function callerHeaders({ authentication, tenantId }: CallerSettings): Readonly<Record<string, string>> {
  if (!authentication) return {};
  const tenant = tenantId === undefined ? [] : [{ typ: 'tid', val: tenantId }];
  const claims = [{ typ: 'oid', val: OBJECT_ID }, { typ: 'roles', val: ADMIN }, ...tenant];
  const principal = JSON.stringify({ auth_typ: 'aad', role_typ: 'roles', claims });
  return { [PRINCIPAL_HEADER]: Buffer.from(principal).toString('base64') };
}
