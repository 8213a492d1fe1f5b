import { DateTime } from 'luxon';
import { z } from 'zod';
import { type Account, accountsIn } from './accounts.ts';
import { type AuditKeySettings, auditKeyProblems, auditKeyShape, auditKeysOf } from './audit-keys.ts';
import { type CallerSettings, callerShape, callersOf, localSignInProblems } from './callers.ts';
import { type Environment, givenIn, problemsOf, required, runsInAzure } from './environment.ts';
import { type ErasureKeySettings, erasureKeyProblems, erasureKeyShape, erasureKeysOf } from './erasure-keys.ts';
import { SettingsError } from './error.ts';
import { type HubSpotSettings, hubspotOf, hubspotShape, simulatedRateProblems } from './hubspot.ts';
import { type Schedules, scheduleShape, schedulesOf } from './schedules.ts';
import { secretFault, unresolvedReferences } from './secrets.ts';
import {
  type BlobSettings,
  type StorageSettings,
  copiesOf,
  sealsOf,
  storageOf,
  storageProblems,
  storageShape,
} from './storage.ts';

/** Every setting of one register. */
export interface Settings extends AuditKeySettings, ErasureKeySettings {
  /** `undefined` when there is one HubSpot account only. */
  readonly account: Account | undefined;
  readonly hubspot: HubSpotSettings;
  readonly storage: StorageSettings;
  /** Where the audit trail is sealed; unless set, in the account of `storage`. */
  readonly seals: BlobSettings;
  /** Where copies for people lie until they are fetched. */
  readonly copies: BlobSettings;
  readonly policyFile: string;
  readonly schedules: Schedules;
  readonly callers: CallerSettings;
  /** Milliseconds since 1970 at which the clock stands still; `undefined` for the system's clock. */
  readonly fixedNow: number | undefined;
}

/** Every setting of the app: what all registers share, and each of them. */
export interface AppSettings extends Pick<Settings, 'callers' | 'schedules' | 'storage' | 'fixedNow'> {
  /** One, or as many as REGISTER_ACCOUNTS names, in its order. */
  readonly registers: readonly Settings[];
}

const shape = {
  HUBSPOT_ACCESS_TOKEN: required('the token of a HubSpot service key or private app'),
  ...hubspotShape,
  ...storageShape,
  REGISTER_POLICY_FILE: z
    .string()
    .trim()
    .min(1, 'is empty: set it to the path of a policy file')
    .default('policy/asiakasrekisteri.json'),
  ...scheduleShape,
  ...auditKeyShape,
  ...erasureKeyShape,
  ...callerShape,
  REGISTER_NOW: z.iso
    .datetime({ offset: true, error: 'must be an ISO 8601 time such as 2026-11-23T08:00:00Z' })
    .optional(),
};

const schema = z.object(shape);
const severalSchema = schema.extend({ HUBSPOT_ACCESS_TOKEN: z.string().trim().optional() });
const NAMES = [...Object.keys(shape), 'REGISTER_ACCOUNTS'];

/** Reads and validates all settings from environment variables. Throws `SettingsError` naming every wrong one. */
export function readAppSettings(environment: Environment): AppSettings {
  const given = givenIn(environment);
  const unresolved = unresolvedReferences(given, NAMES);
  const several = unresolvedReferences(given, ['REGISTER_ACCOUNTS']).length > 0 ? undefined : accountsIn(given);
  const result = (several === undefined ? schema : severalSchema).safeParse(given);
  const problems = [
    ...unresolved,
    // A reference that was not resolved is wrong in every way there is; one of them is enough.
    ...[...problemsOf(result), ...problemsOfValues(given)].filter(
      (problem) => !unresolved.some((other) => nameIn(other) === nameIn(problem)),
    ),
    ...(several?.problems ?? []),
    ...azureProblems(given),
    ...localSignInProblems(given),
    ...simulatedRateProblems(given),
  ];
  if (!result.success || problems.length > 0) throw new SettingsError(problems);
  const value = result.data;
  const shared = {
    storage: storageOf(value),
    seals: sealsOf(value),
    copies: copiesOf(value),
    schedules: schedulesOf(value),
    ...auditKeysOf(value),
    ...erasureKeysOf(value),
    callers: callersOf(value, given),
    fixedNow: value.REGISTER_NOW === undefined ? undefined : DateTime.fromISO(value.REGISTER_NOW).toMillis(),
  };
  const alone = {
    account: undefined,
    accessToken: value.HUBSPOT_ACCESS_TOKEN ?? '',
    policyFile: value.REGISTER_POLICY_FILE,
  };
  const accounts = several?.accounts.map(({ name, tables, accessToken, policyFile }) => {
    return { account: { name, tables }, accessToken, policyFile };
  }) ?? [alone];
  const registers = accounts.map(({ account, accessToken, policyFile }) => {
    return { ...shared, account, hubspot: { accessToken, ...hubspotOf(value) }, policyFile };
  });
  return { ...shared, registers };
}

/** The settings of an app with one HubSpot account. Throws `SettingsError`. */
export function readSettings(environment: Environment): Settings {
  const [settings, second] = readAppSettings(environment).registers;
  if (settings === undefined || second !== undefined)
    throw new SettingsError(['REGISTER_ACCOUNTS names several accounts where one is meant']);
  return settings;
}

function problemsOfValues(given: Environment): string[] {
  return [...storageProblems(given), ...tokenProblems(given), ...auditKeyProblems(given), ...erasureKeyProblems(given)];
}

function nameIn(problem: string): string | undefined {
  return problem.split(' ', 1)[0];
}

function tokenProblems({ HUBSPOT_ACCESS_TOKEN: token, REGISTER_ACCOUNTS: accounts }: Environment): string[] {
  const fault = token === undefined || accounts !== undefined ? undefined : secretFault(token, 'token');
  return fault === undefined ? [] : [`HUBSPOT_ACCESS_TOKEN ${fault}`];
}

function azureProblems(given: Environment): string[] {
  if (!runsInAzure(given) || !given.REGISTER_NOW) return [];
  return ['REGISTER_NOW must not be set in Azure: it stops the clock'];
}
