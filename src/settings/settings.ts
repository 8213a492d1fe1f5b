import { Cron } from 'croner';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { GUID } from '../guid.ts';
import { parseJson } from '../parse-json.ts';
import { SafeError } from '../safe-error.ts';
import { DEFAULT_API_VERSION, DEFAULT_DAILY_SHARE } from './defaults.ts';

/** How the tables and the queue are reached: a connection string, or an identity and the addresses of the services. */
export type StorageSettings =
  | { readonly kind: 'connection_string'; readonly connectionString: string }
  | {
      readonly kind: 'identity';
      readonly tableServiceUri: string;
      readonly queueServiceUri: string;
      readonly clientId: string | undefined;
    };

/** How the blobs of the seals are reached. */
export type BlobSettings =
  | { readonly kind: 'connection_string'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly blobServiceUri: string; readonly clientId: string | undefined };
/** Who may call the HTTP functions (contract §5). */
export interface CallerSettings {
  /** App Service Authentication is on: only then may what a request says of its caller be believed. */
  readonly authentication: boolean;
  /** The Entra tenant that callers must belong to, in lower case; `undefined` when the platform alone sees to it. */
  readonly tenantId: string | undefined;
}

/** Every setting of the program (contract §4). */
export interface Settings {
  readonly hubspot: {
    readonly accessToken: string;
    readonly baseUrl: string;
    readonly apiVersion: string;
    readonly requestsPer10Seconds: number | undefined;
    /** Percent of the account's daily quota. */
    readonly dailyShare: number;
  };
  readonly storage: StorageSettings;
  /** Where the audit trail is sealed; unless set, in the account of `storage`. */
  readonly seals: BlobSettings;
  readonly policyFile: string;
  readonly schedules: {
    readonly sync: string;
    readonly clock: string;
    readonly reconcile: string;
    readonly verify: string;
  };
  readonly auditKey: string;
  /** Keys that `auditKey` replaced, or `id:…` of a lost one. */
  readonly auditKeysPrevious: readonly string[];
  readonly callers: CallerSettings;
  /** Milliseconds since 1970 at which the clock stands still; `undefined` for the system's clock. */
  readonly fixedNow: number | undefined;
}

/** Settings are missing or wrong; the message names each and says what to do, and prints no value. */
export class SettingsError extends SafeError<'invalid_settings'> {
  override readonly name = 'SettingsError';

  constructor(problems: readonly string[]) {
    super(
      'invalid_settings',
      ['Settings are missing or wrong; mend these and start again:', ...problems.map((p) => `  - ${p}`)].join('\n'),
    );
  }
}

const AUDIT_KEY_LENGTH_IN_AZURE = 32;

const required = (what: string) =>
  z
    .string({ error: `is missing: set it to ${what}` })
    .trim()
    .min(1, `is empty: set it to ${what}`);
const schedule = (fallback: string) =>
  z
    .string()
    .trim()
    .default(fallback)
    .refine(isNcrontab, 'must be an NCRONTAB expression of six fields, seconds first, such as 0 */15 * * * *');
const serviceUri = z.url({ protocol: /^https$/, error: 'must be an https address' });

const PREVIOUS_KEYS = 'must be a JSON list of the keys that AUDIT_KEY replaced, such as ["the old key"]';

const schema = z.object({
  HUBSPOT_ACCESS_TOKEN: required('the token of a HubSpot service key or private app'),
  HUBSPOT_BASE_URL: z
    .string()
    .trim()
    .default('https://api.hubapi.com')
    .refine(isSafeBaseUrl, 'must be an https address (http only on this machine)'),
  HUBSPOT_API_VERSION: z
    .string()
    .trim()
    .regex(/^\d{4}-(03|09)$/, 'must be a dated version such as 2026-09')
    .default(DEFAULT_API_VERSION),
  HUBSPOT_REQUESTS_PER_10_SECONDS: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(10_000, 'must be 10000 or less')
    .optional(),
  HUBSPOT_DAILY_SHARE: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(100, 'must be 100 or less')
    .default(DEFAULT_DAILY_SHARE),
  RegisterStorage: z.string().trim().min(1, 'is empty: set it to a storage connection string').optional(),
  RegisterStorage__tableServiceUri: serviceUri.optional(),
  RegisterStorage__queueServiceUri: serviceUri.optional(),
  RegisterStorage__clientId: z.string().trim().min(1).optional(),
  RegisterSeals: z.string().trim().min(1).optional(),
  RegisterSeals__blobServiceUri: serviceUri.optional(),
  RegisterSeals__clientId: z.string().trim().min(1).optional(),
  REGISTER_POLICY_FILE: z
    .string()
    .trim()
    .min(1, 'is empty: set it to the path of a policy file')
    .default('policy/asiakasrekisteri.json'),
  SYNC_SCHEDULE: schedule('0 */15 * * * *'),
  // Midnight in Helsinki is 22:00 UTC in winter and 21:00 in summer; Flex Consumption knows no zone but UTC.
  CLOCK_SCHEDULE: schedule('0 5 21,22 * * *'),
  RECONCILE_SCHEDULE: schedule('0 0 1 * * 0'),
  VERIFY_SCHEDULE: schedule('0 30 2 * * *'),
  AUDIT_KEY: required('a long random secret that keys the audit trail'),
  AUDIT_KEYS_PREVIOUS: z
    .string()
    .transform(parseJson)
    .pipe(z.array(z.string().trim().min(1), { error: PREVIOUS_KEYS }))
    .default([]),
  // Anything else might be the platform saying yes in other words: no start, rather than functions that are open.
  WEBSITE_AUTH_ENABLED: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['true', 'false'], 'is set by App Service and must be true or false'))
    .default('false'),
  REGISTER_TENANT_ID: z
    .string()
    .trim()
    .toLowerCase()
    .regex(GUID, 'must be the id of an Entra tenant, such as 72f988bf-86f1-41af-91ab-2d7cd011db47')
    .optional(),
  REGISTER_NOW: z.iso
    .datetime({ offset: true, error: 'must be an ISO 8601 time such as 2026-11-23T08:00:00Z' })
    .optional(),
});

/** Reads and validates all settings from environment variables. Throws `SettingsError` naming every wrong one. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = givenIn(environment);
  const result = schema.safeParse(given);
  const problems = [...problemsOf(result), ...storageProblems(given), ...azureProblems(given)];
  if (!result.success || problems.length > 0) throw new SettingsError(problems);
  const value = result.data;
  return {
    hubspot: {
      accessToken: value.HUBSPOT_ACCESS_TOKEN,
      baseUrl: value.HUBSPOT_BASE_URL.replace(/\/+$/, ''),
      apiVersion: value.HUBSPOT_API_VERSION,
      requestsPer10Seconds: value.HUBSPOT_REQUESTS_PER_10_SECONDS,
      dailyShare: value.HUBSPOT_DAILY_SHARE,
    },
    storage: storageOf(value),
    seals: sealsOf(value),
    policyFile: value.REGISTER_POLICY_FILE,
    schedules: {
      sync: value.SYNC_SCHEDULE,
      clock: value.CLOCK_SCHEDULE,
      reconcile: value.RECONCILE_SCHEDULE,
      verify: value.VERIFY_SCHEDULE,
    },
    auditKey: value.AUDIT_KEY,
    auditKeysPrevious: value.AUDIT_KEYS_PREVIOUS,
    callers: { authentication: value.WEBSITE_AUTH_ENABLED === 'true', tenantId: value.REGISTER_TENANT_ID },
    fixedNow: value.REGISTER_NOW === undefined ? undefined : DateTime.fromISO(value.REGISTER_NOW).toMillis(),
  };
}

/** Where the audit trail and its seals are. */
export interface TrailSettings {
  readonly storage:
    | Extract<StorageSettings, { kind: 'connection_string' }>
    | Omit<Extract<StorageSettings, { kind: 'identity' }>, 'queueServiceUri'>;
  readonly seals: BlobSettings;
}

/** The keys that verify the audit trail. */
export type AuditKeySettings = Pick<Settings, 'auditKey' | 'auditKeysPrevious'>;

const trailSchema = schema.pick({
  RegisterStorage: true,
  RegisterStorage__tableServiceUri: true,
  RegisterStorage__clientId: true,
  RegisterSeals: true,
  RegisterSeals__blobServiceUri: true,
  RegisterSeals__clientId: true,
});

/** Reads where the audit trail is, for commands that need nothing else. Throws `SettingsError`. */
export function readTrailSettings(environment: Environment): TrailSettings {
  const given = givenIn(environment);
  const result = trailSchema.safeParse(given);
  const isReached = given.RegisterStorage !== undefined || given.RegisterStorage__tableServiceUri !== undefined;
  const problems = isReached
    ? [...problemsOf(result), ...storageProblems({ RegisterStorage__queueServiceUri: 'none', ...given })]
    : ['RegisterStorage is missing: set it to a storage connection string, or set RegisterStorage__tableServiceUri'];
  if (!result.success || problems.length > 0) throw new SettingsError(problems);
  const value = { RegisterStorage__queueServiceUri: undefined, ...result.data };
  return { storage: storageOf(value), seals: sealsOf(value) };
}

const keysSchema = schema.pick({ AUDIT_KEY: true, AUDIT_KEYS_PREVIOUS: true });

/** Reads the keys of the audit trail, for commands that need nothing else. Throws `SettingsError`. */
export function readAuditKeys(environment: Environment): AuditKeySettings {
  const result = keysSchema.safeParse(givenIn(environment));
  if (!result.success) throw new SettingsError(problemsOf(result));
  return { auditKey: result.data.AUDIT_KEY, auditKeysPrevious: result.data.AUDIT_KEYS_PREVIOUS };
}

function givenIn(environment: Environment): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}

function problemsOf(result: z.ZodSafeParseResult<unknown>): string[] {
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
}

type StorageValues = Pick<
  z.infer<typeof schema>,
  | 'RegisterStorage'
  | 'RegisterStorage__tableServiceUri'
  | 'RegisterStorage__queueServiceUri'
  | 'RegisterStorage__clientId'
>;
type SealValues = Omit<StorageValues, 'RegisterStorage__queueServiceUri'> &
  Pick<z.infer<typeof schema>, 'RegisterSeals' | 'RegisterSeals__blobServiceUri' | 'RegisterSeals__clientId'>;

function storageOf(value: StorageValues): StorageSettings {
  if (value.RegisterStorage !== undefined)
    return { kind: 'connection_string', connectionString: value.RegisterStorage };
  return {
    kind: 'identity',
    tableServiceUri: value.RegisterStorage__tableServiceUri ?? '',
    queueServiceUri: value.RegisterStorage__queueServiceUri ?? '',
    clientId: value.RegisterStorage__clientId,
  };
}

/** Seals belong where an immutability policy is, with an identity of their own; without settings they are beside the tables. */
function sealsOf(value: SealValues): BlobSettings {
  if (value.RegisterSeals !== undefined) return { kind: 'connection_string', connectionString: value.RegisterSeals };
  const clientId = value.RegisterSeals__clientId ?? value.RegisterStorage__clientId;
  if (value.RegisterSeals__blobServiceUri !== undefined) {
    return { kind: 'identity', blobServiceUri: value.RegisterSeals__blobServiceUri, clientId };
  }
  if (value.RegisterStorage !== undefined) {
    return { kind: 'connection_string', connectionString: value.RegisterStorage };
  }
  const blobServiceUri = (value.RegisterStorage__tableServiceUri ?? '').replace('.table.', '.blob.');
  return { kind: 'identity', blobServiceUri, clientId };
}

type Environment = Readonly<Record<string, string | undefined>>;

function storageProblems(environment: Environment): string[] {
  if (environment.RegisterStorage) return [];
  if (!environment.RegisterSeals && !environment.RegisterSeals__blobServiceUri) {
    const tables = environment.RegisterStorage__tableServiceUri;
    if (tables?.startsWith('https://') && !tables.includes('.table.'))
      return ['RegisterSeals__blobServiceUri is missing: set it to the address of the blob service'];
  }
  const parts = ['RegisterStorage__tableServiceUri', 'RegisterStorage__queueServiceUri'];
  const missing = parts.filter((name) => !environment[name]);
  if (missing.length === parts.length) {
    return [`RegisterStorage is missing: set it to a storage connection string, or set ${parts.join(' and ')}`];
  }
  return missing.map((name) => `${name} is missing: an identity-based connection needs both addresses`);
}

/** The key that `npm start` uses when none is set. It is public, so it proves nothing. */
export const LOCAL_AUDIT_KEY = 'local-development-key-not-for-production';

function azureProblems(environment: Environment): string[] {
  if (!runsInAzure(environment)) return [];
  const problems: string[] = [];
  if (environment.REGISTER_NOW) problems.push('REGISTER_NOW must not be set in Azure: it stops the clock');
  if (environment.AUDIT_KEY?.trim() === LOCAL_AUDIT_KEY)
    problems.push('AUDIT_KEY is the public one of local development: use a secret of your own');
  if (environment.AUDIT_KEY && environment.AUDIT_KEY.trim().length < AUDIT_KEY_LENGTH_IN_AZURE) {
    problems.push(`AUDIT_KEY is too short: use a random secret of at least ${AUDIT_KEY_LENGTH_IN_AZURE} characters`);
  }
  return problems;
}

/** Set by the platform: by App Service and Functions on every plan, and by Container Apps. */
function runsInAzure(environment: Environment): boolean {
  return Boolean(environment.WEBSITE_INSTANCE_ID || environment.WEBSITE_SITE_NAME || environment.CONTAINER_APP_NAME);
}

/** One field of NCRONTAB: `*`, numbers or three-letter names, as ranges, steps and lists. */
const NCRONTAB_FIELD = /^(\*|\w{1,3}(-\w{1,3})?)(\/\d+)?(,(\*|\w{1,3}(-\w{1,3})?)(\/\d+)?)*$/;

/** Croner knows more than the Functions host: `L`, `W`, `#`, `?`, dates, and Sunday as 7. Those are refused first. */
function isNcrontab(expression: string): boolean {
  const fields = expression.split(/\s+/);
  if (!fields.every((field) => NCRONTAB_FIELD.test(field) && !/\d[LW]|^[LW]+$/i.test(field))) return false;
  if (/(^|[,-])7/.test(fields.at(-1) ?? '')) return false;
  try {
    new Cron(expression, { paused: true, mode: '6-part' }).stop();
    return true;
  } catch {
    return false;
  }
}

function isSafeBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search } = new URL(text);
  if (username || password || search) return false;
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
