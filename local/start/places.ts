import type { Paths } from '../../src/hubspot/version.ts';
import { CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { SIMULATOR_TOKEN, type Surroundings } from './surroundings.ts';

/** Lines that say what runs where. `url` is that of the functions. */
export function whatRunsWhere(url: string, { settings, simulated, embedded, developmentKey }: Surroundings): string[] {
  const { baseUrl } = settings.hubspot;
  const lines = [
    `Functions   ${url}/api`,
    simulated
      ? `HubSpot     ${baseUrl} (simulator with an invented company)`
      : `HubSpot     ${baseUrl} (your account: flags are written into it)`,
    embedded
      ? 'Storage     embedded (Azurite in memory: gone when this ends)'
      : 'Storage     yours, as RegisterStorage says',
  ];
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
    'Core Tools  npm install -g azure-functions-core-tools@4; npm run build; copy local.settings.example.json to ' +
      'local.settings.json; func start',
  ];
}

/** Lines that say where to look after a run. `contactId` is one to look at. */
export function whereToLook(
  url: string,
  runId: string,
  { settings, simulated }: Surroundings,
  paths: Paths,
  contactId: string | undefined,
): string[] {
  const lines = [
    `This run     ${url}/api/runs/${runId}`,
    `Another run  curl -X POST ${url}/api/resync -H "Content-Type: application/json" -d "{\\"scope\\":\\"all\\"}"`,
    `Audit trail  ${url}/api/audit   ${url}/api/audit/verification`,
    `Health       ${url}/api/health   ${url}/api/openapi.json`,
  ];
  if (simulated && contactId !== undefined) {
    const names = CONTACT_PROPERTIES.map(({ name }) => name).join(',');
    const address = `${settings.hubspot.baseUrl}${paths.object('contacts', contactId)}?properties=${names}`;
    lines.push(`A contact    curl -H "Authorization: Bearer ${SIMULATOR_TOKEN}" "${address}"`);
  }
  return lines;
}
