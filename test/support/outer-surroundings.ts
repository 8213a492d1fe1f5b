import { serve } from '../../local/simulator/serve.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../local/simulator/simulator.ts';
import type { Closing } from '../../local/start/closing.ts';
import { companyAccount } from './company-account.ts';
import { serveStorage } from './serve-storage.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');

/** A HubSpot account outside the program, with the settings that lead there. Closed with `closing`. */
export async function outerHubSpot(
  closing: Closing,
  options: Partial<SimulatorOptions> = {},
): Promise<{ simulator: Simulator; settings: Record<string, string> }> {
  const account = companyAccount({ seed: 1, now: NOW });
  const simulator = createSimulator({ account, now: () => NOW, ...options });
  const served = await serve(simulator);
  closing.add(() => served.close());
  const settings = {
    HUBSPOT_BASE_URL: served.url,
    HUBSPOT_ACCESS_TOKEN: 'given-token',
    REGISTER_NOW: new Date(NOW).toISOString(),
  };
  return { simulator, settings };
}

/** A storage account outside the program, with the settings that lead there. Closed with `closing`. */
export async function outerStorage(
  closing: Closing,
): Promise<{ connectionString: string; settings: Record<string, string> }> {
  const { connectionString, close } = await serveStorage();
  closing.add(close);
  return { connectionString, settings: { RegisterStorage: connectionString, AUDIT_KEY: 'key-of-a-test' } };
}
