import { resolve } from 'node:path';
import type { Now } from '../../src/clock.ts';
import { type Check, checkOf, type Problem } from '../../src/health/check.ts';
import { checkSeals } from '../../src/health/checks/seals.ts';
import { checkSettings } from '../../src/health/checks/settings.ts';
import { known } from '../../src/health/known.ts';
import { pathsOf } from '../../src/hubspot/version.ts';
import { findingsOf } from '../../src/notice/findings.ts';
import { loadPolicy, PolicyError } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/schema.ts';
import type { Environment } from '../../src/settings/environment.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { tableAddress } from './addresses.ts';
import { clockCheck } from './clock-checks.ts';
import { type GivenSettings, readGivenSettings } from './given-settings.ts';
import { hubspotChecks } from './hubspot-checks.ts';
import { sealContainerCheck, storageCheck } from './storage-checks.ts';

/** Versions that the add-on is tried with. */
const NODE_FROM = 22;

/** Looks at everything that can be looked at: what is wrong with one thing does not keep the others from it. Writes nothing. */
export async function examine(environment: Environment, now: Now): Promise<Check[]> {
  const given = readGivenSettings(environment);
  const registers = given.settings?.registers ?? [];
  const [first] = registers;
  const shared = first === undefined ? [] : await sharedChecks(given, first, now);
  const ofEach = await Promise.all(registers.map((register) => registerChecks(given, register, now)));
  return [nodeCheck(), settingsCheck(given, first), ...shared, ...ofEach.flat()];
}

function nodeCheck(): Check {
  const version = process.versions.node;
  const isOld = Number(version.split('.')[0]) < NODE_FROM;
  const action = `Use Node.js ${NODE_FROM} or later.`;
  return checkOf('node', isOld ? [{ status: 'failed', reason: `Node.js ${version} is too old.`, action }] : [], {
    version,
  });
}

function settingsCheck({ problems }: GivenSettings, first: Settings | undefined): Check {
  const wrong = problems.map((reason): Problem => ({ status: 'failed', reason: `${reason}.`, action: MEND_SETTINGS }));
  if (wrong.length > 0) return checkOf('settings', wrong);
  return first === undefined ? checkOf('settings', wrong) : checkSettings(first);
}

const MEND_SETTINGS = 'Mend the settings that are named (local.settings.example.json has all of them).';

async function sharedChecks({ isWrong }: GivenSettings, first: Settings, now: Now): Promise<Check[]> {
  const { baseUrl, apiVersion } = first.hubspot;
  const address = isWrong('RegisterStorage') ? undefined : tableAddress(first.storage);
  return [
    await clockCheck('hubspotClock', new URL(pathsOf(apiVersion).accountDetails(), baseUrl).href, now),
    ...(address === undefined ? [] : [await clockCheck('storageClock', address, now)]),
  ];
}

async function registerChecks({ isWrong }: GivenSettings, settings: Settings, now: Now): Promise<Check[]> {
  const { check, policy } = await policyCheck(settings, now());
  const hasToken = !isWrong('HUBSPOT') && !isWrong('REGISTER_ACCOUNTS');
  const hubspot = policy !== undefined && hasToken ? await hubspotChecks(settings.hubspot, policy, now) : [];
  const hasStorage = !isWrong('RegisterStorage');
  const storage = hasStorage ? [await storageCheck(settings)] : [];
  const seals =
    hasStorage && !isWrong('RegisterSeals')
      ? [checkSeals({ settings, unsealed: known(undefined) }, now()), await sealContainerCheck(settings)]
      : [];
  const all = [check, ...hubspot, ...storage, ...seals];
  const name = settings.account?.name;
  return name === undefined ? all : all.map((one) => ({ ...one, name: `${one.name} (${name})` }));
}

async function policyCheck(
  { policyFile }: Settings,
  now: number,
): Promise<{ readonly check: Check; readonly policy: Policy | undefined }> {
  try {
    const policy = await loadPolicy(resolve(policyFile));
    const findings = findingsOf(policy, now);
    const codes = findings
      .filter(({ severity }) => severity !== 'advice')
      .map(({ code, article }) => `${code} (${article})`);
    return { check: checkOf('policy', [], { register: policy.register, findings: codes }), policy };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const action = 'Mend the policy file, or REGISTER_POLICY_FILE.';
    return { check: checkOf('policy', [{ status: 'failed', reason: error.message, action }]), policy: undefined };
  }
}
