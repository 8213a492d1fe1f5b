import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { type Environment, givenIn } from './environment.ts';
import { SettingsError } from './error.ts';
import { secretFault, unresolvedReferences } from './secrets.ts';

/** Which of several HubSpot accounts a register is of. */
export interface Account {
  readonly name: string;
  /** `unsuffixed`: the tables of a register that was alone before. At most one account has them. */
  readonly tables: 'suffixed' | 'unsuffixed';
}

/** An account as REGISTER_ACCOUNTS describes it, with what its setting holds. */
interface GivenAccount extends Account {
  readonly accessToken: string;
  readonly policyFile: string;
}

/** A few: each has its own tables, timers and slices, and all share the instances. */
const MOST_ACCOUNTS = 20;

const SETTING_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Settings that hold a secret of something else, which is not to be sent to HubSpot. */
const NO_TOKEN = /^(AUDIT_|ERASURE_|Register|REGISTER_|WEBSITE_|AzureWebJobs|FUNCTIONS_|HUBSPOT_(?!.*TOKEN))/i;

const accountSchema = z.strictObject({
  name: z
    .string('is missing: set it to a short name of the account')
    .regex(/^[a-z][a-z0-9]{1,29}$/, 'must be 2 to 30 lower-case letters and digits, a letter first'),
  token: z
    .string('is missing: set it to the name of the setting that holds the token')
    .regex(SETTING_NAME, 'must be the name of the setting that holds the token, not the token itself')
    .refine((name) => !NO_TOKEN.test(name), 'names a setting that holds something else than a token of HubSpot'),
  policyFile: z
    .string('is missing: set it to the path of the policy file of the account')
    .trim()
    .min(1, 'is empty: set it to the path of the policy file of the account'),
  tables: z.literal('unsuffixed', 'must be unsuffixed, or be left away').optional(),
});

const LIST =
  'must be a JSON list of accounts, such as [{"name":"balentor","token":"HUBSPOT_TOKEN_BALENTOR","policyFile":"policy/balentor.json"}]';

const accountsSchema = z
  .array(accountSchema, { error: LIST })
  .min(1, LIST)
  .max(MOST_ACCOUNTS, `must name at most ${MOST_ACCOUNTS} accounts`)
  .check(({ value, issues }) => {
    const twice = (field: 'name' | 'token', what: string) =>
      value.forEach((account, place) => {
        if (value.findIndex((other) => other[field] === account[field]) !== place)
          issues.push({ code: 'custom', path: [place, field], message: what, input: undefined });
      });
    twice('name', 'is the name of another account too');
    twice('token', 'is the setting of another account too');
    const [, second] = [...value.entries()].filter(([, { tables }]) => tables === 'unsuffixed');
    if (second !== undefined) {
      const message = 'is unsuffixed of another account too: only one can keep the tables without a suffix';
      issues.push({ code: 'custom', path: [second[0], 'tables'], message, input: undefined });
    }
  });

/** What REGISTER_ACCOUNTS says: accounts, and all that is wrong; `undefined` when it is not set. */
export function accountsIn(given: Environment) {
  const { REGISTER_ACCOUNTS: text } = given;
  if (text === undefined) return undefined;
  const result = accountsSchema.safeParse(parseJson(text));
  if (!result.success) {
    const problems = result.error.issues.map(({ path, code, message, ...issue }) => {
      const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
      // Keys that were misspelt may hold a token where its setting was meant: they are not quoted.
      const told = code === 'unrecognized_keys' && 'keys' in issue ? 'holds keys that are not known' : message;
      return `REGISTER_ACCOUNTS${place} ${told}`;
    });
    return { accounts: [], problems };
  }
  const accounts = result.data.map(({ name, token, policyFile, tables }): WithSetting => {
    return { name, tables: tables ?? 'suffixed', policyFile, accessToken: (given[token] ?? '').trim(), setting: token };
  });
  return { accounts, problems: accounts.flatMap((account) => tokenProblems(account, accounts, given)) };
}

interface WithSetting extends GivenAccount {
  readonly setting: string;
}

function tokenProblems({ name, setting, accessToken }: WithSetting, all: readonly WithSetting[], given: Environment) {
  if (accessToken === '')
    return [`${setting} is missing: set it to the token of the HubSpot account ${name}, as REGISTER_ACCOUNTS says`];
  const fault = secretFault(given[setting] ?? '', 'token');
  if (fault !== undefined) return [`${setting} ${fault}`];
  const unresolved = unresolvedReferences(given, [setting]);
  if (unresolved.length > 0) return unresolved;
  const first = all.find((other) => other.accessToken === accessToken);
  if (first?.setting === setting) return [];
  return [
    `${setting} holds the token that ${first?.setting} holds: two registers of one account would undo each other`,
  ];
}

/**
 * The account with this name, for commands that need nothing else; without a name the only one, `undefined` where there are
 * no names. Where REGISTER_ACCOUNTS is not set, its tables have its name. Throws `SettingsError`, which names the accounts.
 */
export function readAccount(environment: Environment, name: string | undefined): Account | undefined {
  const parsed = accountSchema.shape.name.optional().safeParse(name);
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map(({ message }) => `--account ${message}`));
  const { REGISTER_ACCOUNTS: text } = givenIn(environment);
  if (text === undefined) return name === undefined ? undefined : { name, tables: 'suffixed' };
  const result = accountsSchema.safeParse(parseJson(text));
  if (!result.success) throw new SettingsError(accountsIn({ REGISTER_ACCOUNTS: text })?.problems ?? []);
  const [only, second] = result.data;
  const meant = name ?? (second === undefined ? only?.name : undefined);
  const found = result.data.find((account) => account.name === meant);
  if (found !== undefined) return { name: found.name, tables: found.tables ?? 'suffixed' };
  const names = result.data.map((account) => account.name).join(', ');
  const fault = name === undefined ? 'is missing: name' : 'must be';
  throw new SettingsError([`--account ${fault} one of those that REGISTER_ACCOUNTS names: ${names}`]);
}
