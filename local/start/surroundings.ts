import { randomBytes } from 'node:crypto';
import { clockAt } from '../../src/clock.ts';
import { LOCAL_AUDIT_KEY } from '../../src/settings/audit-keys.ts';
import { isHubSpotSimulated } from '../../src/settings/callers.ts';
import { LOCAL_ERASURE_KEY } from '../../src/settings/erasure-keys.ts';
import { type AppSettings, readAppSettings } from '../../src/settings/settings.ts';
import type { Closing } from './closing.ts';
import { StartError } from './errors.ts';
import { inventAccounts } from './invented-accounts.ts';
import type { SimulatedCompanies } from './simulated-company.ts';

type Environment = Record<string, string | undefined>;

/** What the functions work with, and which parts of it were started here. */
export interface Surroundings {
  readonly settings: AppSettings;
  /** Whether HubSpot is the simulator. */
  readonly simulated: boolean;
  /** Whether the storage is the embedded Azurite, whose contents end with this process. */
  readonly embedded: boolean;
  /** Whether the audit trail is keyed with the well-known development key. */
  readonly developmentKey: boolean;
  /** Lets the staff of the `place`-th invented company decide whom to erase; nobody does in a real account. */
  readonly decide: SimulatedCompanies['decide'];
}

/** The simulator takes any token. */
const SIMULATOR_TOKEN = 'simulator';

/**
 * Starts the HubSpot simulator and the embedded storage unless `environment` names others, and completes `environment`
 * with how to reach them. The settings are checked before anything is started.
 * `accounts` is the number of invented companies, 0 for one without a name.
 * @throws SettingsError, or StartError `identity_storage` or `usage`.
 */
export async function prepareSurroundings(
  environment: Environment,
  closing: Closing,
  accounts = 0,
): Promise<Surroundings> {
  const simulated =
    !environment.HUBSPOT_BASE_URL && !environment.HUBSPOT_ACCESS_TOKEN && !environment.REGISTER_ACCOUNTS;
  if (accounts > 0 && !simulated)
    throw new StartError('usage', '--accounts invents companies: take the settings of HubSpot out of the environment.');
  const invented =
    accounts === 0
      ? { tokens: [SIMULATOR_TOKEN], settings: {} }
      : inventAccounts(accounts, environment.REGISTER_POLICY_FILE || 'policy/asiakasrekisteri.json');
  const embedded =
    !environment.RegisterStorage &&
    !environment.RegisterStorage__tableServiceUri &&
    !environment.RegisterStorage__queueServiceUri;
  const developmentKey = !environment.AUDIT_KEY;
  const erasureKey = environment.ERASURE_KEY ? {} : { ERASURE_KEY: LOCAL_ERASURE_KEY };
  // That of another process is of no use, and a settled one might be known.
  delete environment.REGISTER_LOCAL_SIGN_IN;
  const fixedNow = checkedNow({
    ...environment,
    ...(simulated ? { HUBSPOT_BASE_URL: 'http://localhost', HUBSPOT_ACCESS_TOKEN: SIMULATOR_TOKEN } : {}),
    ...invented.settings,
    ...(embedded ? { RegisterStorage: 'UseDevelopmentStorage=true' } : {}),
    ...(developmentKey ? { AUDIT_KEY: LOCAL_AUDIT_KEY } : {}),
    ...erasureKey,
  });
  if (developmentKey) environment.AUDIT_KEY = LOCAL_AUDIT_KEY;
  let decide: SimulatedCompanies['decide'] = () => [];
  Object.assign(environment, erasureKey);
  if (simulated) {
    const companies = await startSimulator(invented.tokens, fixedNow, closing);
    decide = companies.decide;
    environment.HUBSPOT_BASE_URL = companies.url;
    Object.assign(environment, { HUBSPOT_ACCESS_TOKEN: SIMULATOR_TOKEN }, invented.settings);
  }
  if (embedded) environment.RegisterStorage = await startStorage(closing);
  if (isHubSpotSimulated(environment)) environment.REGISTER_LOCAL_SIGN_IN = randomBytes(32).toString('base64url');
  return { settings: readAppSettings(environment), simulated, embedded, developmentKey, decide };
}

/** The fixed clock, if any, of settings that are all right. */
function checkedNow(environment: Environment): number | undefined {
  const { storage, fixedNow } = readAppSettings(environment);
  if (storage.kind === 'identity') {
    const message =
      'npm start reaches storage only by a connection string: set RegisterStorage to one, or set nothing and use the ' +
      'embedded storage. With an identity (RegisterStorage__...) run the functions with Azure Functions Core Tools.';
    throw new StartError('identity_storage', message);
  }
  return fixedNow;
}

// Both are loaded only when they are needed: that takes longer than everything else there is to load.

async function startSimulator(
  tokens: readonly string[],
  fixedNow: number | undefined,
  closing: Closing,
): Promise<SimulatedCompanies> {
  const { serveSimulatedCompanies } = await import('./simulated-company.ts');
  const companies = await serveSimulatedCompanies(tokens, clockAt(fixedNow));
  closing.add(() => companies.close());
  return companies;
}

async function startStorage(closing: Closing): Promise<string> {
  const { startAzurite } = await import('../azurite.ts');
  const azurite = await startAzurite();
  closing.add(() => azurite.close());
  return azurite.connectionString;
}
