import { createHash } from 'node:crypto';
import { readAppSettings } from '../../../src/settings/settings.ts';
import { SettingsError } from '../../../src/settings/error.ts';
import { at, type Deployed } from '../deployed.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';
import type { Scenario } from '../scenarios.ts';
import { meant } from '../types/nearest.ts';
import { entriesOf } from '../values/instance.ts';
import { NOT_IN_AZURE, OF_THE_PLATFORM, REFUSED_ON_FLEX } from './built-in.ts';

const REFERENCE =
  /^@Microsoft\.KeyVault\((?:VaultName=[a-zA-Z0-9-]{3,24};SecretName=|SecretUri=https:\/\/[^/]+\/secrets\/)([0-9a-zA-Z-]{1,127})\/?\)$/;
const SECRET = /KEY|TOKEN|SECRET|PASSWORD/;
const EXAMPLE = 'local.settings.example.json';

/** The settings of the app as a deployment makes them: read by the program's own rules, complete, and none that Flex refuses. */
export function checkAppSettings(scenario: Scenario, files: Files): Finding[] {
  const all = scenario.deployed;
  const sites = all.filter(({ type }) => type === 'Microsoft.Web/sites');
  const inSite = sites.filter(({ body }) => at(body, 'properties', 'siteConfig', 'appSettings') !== undefined);
  const findings = inSite.map(({ place }) =>
    finding(place, 'settings in siteConfig and as a resource replace each other: use the resource'),
  );
  const deployed = all.find(({ type, name }) => type === 'Microsoft.Web/sites/config' && name === 'appsettings');
  if (deployed === undefined)
    return [
      ...findings,
      ...sites.map(({ place }) => finding(place, 'the app has no settings: no config named appsettings')),
    ];
  return [...findings, ...checkNames(deployed, scenario, files), ...checkValues(deployed, scenario)];
}

function settingsOf({ body }: Deployed): Map<string, ReturnType<typeof at>> {
  return new Map(entriesOf(at(body, 'properties')));
}

function checkNames(deployed: Deployed, { name: scenario }: Scenario, files: Files): Finding[] {
  const settings = settingsOf(deployed);
  const { place } = deployed;
  const known = new Set([...exampleNames(files), ...OF_THE_PLATFORM, ...tokensOf(settings.get('REGISTER_ACCOUNTS'))]);
  const findings: Finding[] = [];
  for (const name of settings.keys())
    if (REFUSED_ON_FLEX.has(name)) findings.push(finding(place, `the setting ${name} is refused on Flex Consumption`));
    else if (!known.has(name)) findings.push(finding(place, `the setting ${name} is unknown${meant(name, known)}`));
  const isOne = !settings.has('REGISTER_ACCOUNTS');
  const other = isOne ? ['REGISTER_ACCOUNTS'] : ['HUBSPOT_ACCESS_TOKEN', 'REGISTER_POLICY_FILE'];
  for (const name of exampleNames(files))
    if (!settings.has(name) && !NOT_IN_AZURE.has(name) && !other.includes(name))
      findings.push(finding(place, `the setting ${name} of ${EXAMPLE} is missing (${scenario})`));
  for (const name of requiredByHost(settings))
    findings.push(finding(place, `the setting ${name} is missing: the host needs it`));
  return findings;
}

function exampleNames(files: Files): string[] {
  const values: unknown = JSON.parse(files(EXAMPLE) ?? '{"Values":{}}').Values;
  return Object.keys(values ?? {});
}

/** Settings that hold tokens, as the accounts name them. */
function tokensOf(accounts: unknown): string[] {
  const list: unknown = typeof accounts === 'string' ? JSON.parse(accounts) : [];
  return Array.isArray(list) ? list.map(({ token }) => String(token)) : [];
}

function requiredByHost(settings: ReadonlyMap<string, unknown>): string[] {
  const needed = [
    'AzureWebJobsStorage__credential',
    'AzureWebJobsStorage__clientId',
    'AzureWebJobsStorage__blobServiceUri',
  ];
  needed.push('RegisterStorage__credential', 'APPLICATIONINSIGHTS_CONNECTION_STRING');
  return needed.filter((name) => !settings.has(name));
}

function checkValues(deployed: Deployed, { name: scenario }: Scenario): Finding[] {
  const { place } = deployed;
  const findings: Finding[] = [];
  const environment: Record<string, string> = { WEBSITE_SITE_NAME: 'app', WEBSITE_AUTH_ENABLED: 'true' };
  for (const [name, value] of settingsOf(deployed)) {
    if (typeof value !== 'string') {
      findings.push(
        finding(
          place,
          `the setting ${name} ${value === undefined ? 'cannot be told' : 'must be a text'} (${scenario})`,
        ),
      );
      continue;
    }
    const secret = REFERENCE.exec(value)?.[1];
    if (value.startsWith('@') && secret === undefined)
      findings.push(finding(place, `the setting ${name} is no reference to Key Vault that the platform understands`));
    else if (SECRET.test(name) && !SHARED.has(name) && secret === undefined)
      findings.push(finding(place, `the setting ${name} holds a secret and is no reference to Key Vault`));
    environment[name] = secret === undefined ? value : name.endsWith('_PREVIOUS') ? '[]' : secretLike(secret);
  }
  try {
    const { registers } = readAppSettings(environment);
    for (const { seals, storage } of registers)
      if (storage.kind === 'identity' && seals.kind === 'identity' && storage.clientId === undefined)
        findings.push(finding(place, 'no identity is named for the storage'));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    findings.push(
      ...error.message
        .split('\n')
        .slice(1)
        .map((line) => finding(place, `the app would not start (${scenario}): ${line.replace(/^\s*- /, '')}`)),
    );
  }
  return findings;
}

/** Names that sound like a secret and hold none. */
const SHARED: ReadonlySet<string> = new Set(['OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID']);

/** Something that looks like a secret, another for each name. */
function secretLike(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
