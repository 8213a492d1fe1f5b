import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Closing } from './closing.ts';
import { StartError } from './errors.ts';

/**
 * Names in `environment` a copy of its policy by which lists of people are carried out as soon as they are approved, so that it can be
 * watched. Only for invented people.
 * @throws StartError `usage` where HubSpot may be a real one, and what `loadPolicy` throws.
 */
export async function withoutDelay(environment: Record<string, string | undefined>, closing: Closing): Promise<void> {
  if (environment.HUBSPOT_BASE_URL || environment.HUBSPOT_ACCESS_TOKEN || environment.REGISTER_ACCOUNTS)
    throw new StartError(
      'usage',
      '--no-delay is for invented people: take the settings of HubSpot out of the environment.',
    );
  const file = environment.REGISTER_POLICY_FILE || 'policy/asiakasrekisteri.json';
  const policy = await loadPolicy(file);
  const folder = await mkdtemp(join(tmpdir(), 'rekisteri-policy-'));
  closing.add(() => rm(folder, { recursive: true, force: true }));
  environment.REGISTER_POLICY_FILE = join(folder, 'policy.json');
  const copy = { ...policy, erasure: { ...policy.erasure, delayHours: 0 } };
  await writeFile(environment.REGISTER_POLICY_FILE, JSON.stringify(copy));
}
