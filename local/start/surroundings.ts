import { clockAt } from '../../src/clock.ts';
import { LOCAL_AUDIT_KEY, readSettings, type Settings } from '../../src/settings/settings.ts';
import type { Closing } from './closing.ts';
import { StartError } from './errors.ts';

type Environment = Record<string, string | undefined>;

/** What the functions work with, and which parts of it were started here. */
export interface Surroundings {
  readonly settings: Settings;
  /** Whether HubSpot is the simulator. */
  readonly simulated: boolean;
  /** Whether the storage is the embedded Azurite, whose contents end with this process. */
  readonly embedded: boolean;
  /** Whether the audit trail is keyed with the well-known development key. */
  readonly developmentKey: boolean;
}

/** The simulator takes any token. */
export const SIMULATOR_TOKEN = 'simulator';

/**
 * Starts the HubSpot simulator and the embedded storage unless `environment` names others, and completes `environment`
 * with how to reach them. The settings are checked before anything is started.
 * @throws SettingsError, or StartError `identity_storage`.
 */
export async function prepareSurroundings(environment: Environment, closing: Closing): Promise<Surroundings> {
  const simulated = !environment.HUBSPOT_BASE_URL && !environment.HUBSPOT_ACCESS_TOKEN;
  const embedded =
    !environment.RegisterStorage &&
    !environment.RegisterStorage__tableServiceUri &&
    !environment.RegisterStorage__queueServiceUri;
  const developmentKey = !environment.AUDIT_KEY;
  const fixedNow = checkedNow({
    ...environment,
    ...(simulated ? { HUBSPOT_BASE_URL: 'http://localhost', HUBSPOT_ACCESS_TOKEN: SIMULATOR_TOKEN } : {}),
    ...(embedded ? { RegisterStorage: 'UseDevelopmentStorage=true' } : {}),
    ...(developmentKey ? { AUDIT_KEY: LOCAL_AUDIT_KEY } : {}),
  });
  if (developmentKey) environment.AUDIT_KEY = LOCAL_AUDIT_KEY;
  if (simulated) {
    environment.HUBSPOT_BASE_URL = await startSimulator(fixedNow, closing);
    environment.HUBSPOT_ACCESS_TOKEN = SIMULATOR_TOKEN;
  }
  if (embedded) environment.RegisterStorage = await startStorage(closing);
  return { settings: readSettings(environment), simulated, embedded, developmentKey };
}

/** The fixed clock, if any, of settings that are all right. */
function checkedNow(environment: Environment): number | undefined {
  const { storage, fixedNow } = readSettings(environment);
  if (storage.kind === 'identity') {
    const message =
      'npm start reaches storage only by a connection string: set RegisterStorage to one, or set nothing and use the ' +
      'embedded storage. With an identity (RegisterStorage__...) run the functions with Azure Functions Core Tools.';
    throw new StartError('identity_storage', message);
  }
  return fixedNow;
}

// Both are loaded only when they are needed: that takes longer than everything else there is to load.

async function startSimulator(fixedNow: number | undefined, closing: Closing): Promise<string> {
  const { serveSimulatedCompany } = await import('./simulated-company.ts');
  const served = await serveSimulatedCompany(clockAt(fixedNow));
  closing.add(() => served.close());
  return served.url;
}

async function startStorage(closing: Closing): Promise<string> {
  const { startAzurite } = await import('../azurite.ts');
  const azurite = await startAzurite();
  closing.add(() => azurite.close());
  return azurite.connectionString;
}
