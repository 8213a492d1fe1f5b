import { addressOf } from '../../src/http/account-query.ts';
import type { Paths } from '../../src/hubspot/version.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { INVENTED_PEOPLE } from '../sign-in/people.ts';
import type { Surroundings } from './surroundings.ts';

/** Lines that say what runs where. `url` is that of the functions. */
export function whatRunsWhere(url: string, { settings, simulated, embedded, developmentKey }: Surroundings): string[] {
  const { registers } = settings;
  const baseUrl = registers[0]?.hubspot.baseUrl ?? '';
  const names = registers.flatMap(({ account }) => (account === undefined ? [] : [account.name]));
  const lines = [
    `Functions   ${url}/api`,
    simulated
      ? `HubSpot     ${baseUrl} (simulator with ${names.length === 0 ? 'an invented company' : `${names.length} invented companies`})`
      : `HubSpot     ${baseUrl} (your account: flags are written into it)`,
    embedded
      ? 'Storage     embedded (Azurite in memory: gone when this ends)'
      : 'Storage     yours, as RegisterStorage says',
  ];
  if (names.length > 0)
    lines.push(`Accounts    ${names.join(', ')}: each a register of its own; name one with ?account=`);
  if (developmentKey && !embedded) {
    lines.push(
      'Audit key   AUDIT_KEY is not set: the fixed development key is used, which proves nothing. Set your own.',
    );
  }
  if (settings.callers.authentication)
    lines.push(
      'Callers     as WEBSITE_AUTH_ENABLED says; but no platform stands before them here: anyone can send a principal',
    );
  return [
    ...lines,
    ...signInLines(url, settings.callers.localSignIn !== undefined),
    'Core Tools  npm install -g azure-functions-core-tools@4; npm run build; copy local.settings.example.json to ' +
      'local.settings.json; func start',
  ];
}

/** Lines that say who can be signed in, and how. */
function signInLines(url: string, isOffered: boolean): string[] {
  if (!isOffered)
    return [
      'Persons     nobody signs in here: HubSpot may hold real people, so what only a person may is done in Azure',
    ];
  const people = INVENTED_PEOPLE.map(({ id, what }) => `${id} (${what})`);
  return [
    `Persons     ${people.join(', ')}: all invented`,
    `Console     ${url}/api/console: sign in as one of them`,
    `Sign in     ${url}/.auth/login/aad, or send "Authorization: Bearer local:NAME", or npm run admin -- COMMAND --person NAME`,
  ];
}

/** Lines that say where to look after a run. `contactId` is one to look at. */
export function whereToLook(
  url: string,
  runId: string,
  { settings, simulated }: Surroundings,
  paths: Paths,
  { contactId, account }: { readonly contactId: string | undefined; readonly account: string | undefined },
): string[] {
  const address = (path: string) => addressOf(`${url}${path}`, account);
  const lines = [
    `This run     ${address(`/api/runs/${runId}`)}`,
    `Another run  curl -X POST ${shellQuoted(address('/api/resync'))} -H "Content-Type: application/json" -d "{\\"scope\\":\\"all\\"}"`,
    `Audit trail  ${address('/api/audit')}   ${address('/api/audit/verification')}`,
    `Health       ${address('/api/health')}   ${url}/api/openapi.json`,
  ];
  if (simulated && contactId !== undefined) {
    const names = CONTACT_PROPERTIES.map(({ name }) => name).join(',');
    const { baseUrl = '', accessToken = '' } =
      settings.registers.find((register) => register.account?.name === account)?.hubspot ?? {};
    const contact = `${baseUrl}${paths.object('contacts', contactId)}?properties=${names}`;
    lines.push(`A contact    curl -H "Authorization: Bearer ${accessToken}" "${contact}"`);
  }
  return lines;
}

/** An address with a query as a shell takes it. */
function shellQuoted(address: string): string {
  return address.includes('?') ? `"${address}"` : address;
}
