import { parseJson } from '../../../src/parse-json.ts';
import { readAppSettings } from '../../../src/settings/settings.ts';
import { SettingsError } from '../../../src/settings/error.ts';
import { at, type Deployed } from '../deployed.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';
import type { Scenario } from '../scenarios.ts';
import { meant } from '../types/nearest.ts';
import { entriesOf } from '../values/instance.ts';
import { isList, valueOfJson } from '../values/value.ts';
import { faultOfSecret, resolved } from './references.ts';
import { NOT_IN_AZURE, OF_THE_PLATFORM, REFUSED_ON_FLEX } from './built-in.ts';

const EXAMPLE = 'local.settings.example.json';

/** What the program said of settings that were the same in another deployment: reading them is dear. */
export type SettingsRead = Map<string, readonly string[]>;

/** The settings of the app as a deployment makes them: read by the program's own rules, complete, and none that Flex refuses. */
export function checkAppSettings(scenario: Scenario, files: Files, read: SettingsRead): Finding[] {
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
  return [
    ...findings,
    ...checkNames(deployed, scenario, files),
    ...checkAccounts(deployed, scenario),
    ...checkValues(deployed, scenario, { files, read }),
  ];
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
    else if ([...settings.keys()].some((other) => other.startsWith(`${name}__`)))
      findings.push(
        finding(place, `the setting ${name} stands beside those of an identity: the connection is taken from one`),
      );
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
  return entriesOf(at(valueOfJson(parseJson(files(EXAMPLE) ?? '')), 'Values')).map(([name]) => name);
}

/** Settings that hold tokens, as the accounts name them. */
function tokensOf(accounts: unknown): string[] {
  const list = typeof accounts === 'string' ? valueOfJson(parseJson(accounts)) : [];
  return isList(list) ? list.map((account) => String(at(account, 'token'))) : [];
}

/** The accounts reach the app as they were given, with the setting that holds the token. */
function checkAccounts(deployed: Deployed, { instance, name }: Scenario): Finding[] {
  const given = instance.value({ ...deployed.place, kind: 'name', name: 'accounts' });
  const told = settingsOf(deployed).get('REGISTER_ACCOUNTS');
  if (!isList(given) || given.length === 0 || typeof told !== 'string') return [];
  const accounts = valueOfJson(parseJson(told));
  const areSame =
    isList(accounts) &&
    accounts.length === given.length &&
    given.every((account, place) => entriesOf(account).every(([key, value]) => at(accounts[place], key) === value));
  return areSame ? [] : [finding(deployed.place, `REGISTER_ACCOUNTS loses what the accounts were given (${name})`)];
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

function checkValues(
  deployed: Deployed,
  scenario: Scenario,
  { files, read }: { files: Files; read: SettingsRead },
): Finding[] {
  const { place } = deployed;
  const report = (message: string) => finding(place, `${message} (${scenario.name})`);
  const vaults = scenario.deployed.flatMap(({ type, name }) => (type === 'Microsoft.KeyVault/vaults' ? [name] : []));
  const findings: Finding[] = [];
  const environment: Record<string, string> = { WEBSITE_SITE_NAME: 'app', WEBSITE_AUTH_ENABLED: 'true' };
  for (const [name, value] of settingsOf(deployed)) {
    if (typeof value === 'string') {
      const fault =
        name.endsWith('__credential') && value !== 'managedidentity'
          ? 'must be managedidentity'
          : faultOfSecret(name, value, vaults);
      if (fault !== undefined) findings.push(report(`the setting ${name} ${fault}`));
      environment[name] = resolved(value);
    } else findings.push(report(`the setting ${name} ${value === undefined ? 'cannot be told' : 'must be a text'}`));
  }
  const key = JSON.stringify(environment);
  const said = read.get(key) ?? readBy(environment, files);
  read.set(key, said);
  return [...findings, ...said.map(report)];
}

/** What the program itself says of its settings. */
function readBy(environment: Readonly<Record<string, string>>, files: Files): string[] {
  try {
    return readAppSettings(environment).registers.flatMap(({ policyFile }) =>
      files(policyFile) === undefined ? [`there is no policy file ${policyFile}`] : [],
    );
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const problems = error.message.split('\n').slice(1);
    return problems.map((line) => `the app would not start: ${line.replace(/^\s*- /, '')}`);
  }
}
