import { MOST_ACCOUNTS } from './options.ts';

const NAMES = ['taitotalo', 'osaamo', 'oppila', 'kurssila', 'valmentamo'].slice(0, MOST_ACCOUNTS);

/** The HubSpot accounts of invented companies, and the settings by which the app reaches them. */
export interface InventedAccounts {
  readonly tokens: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
}

/** Accounts for so many companies. They share a policy, as companies of a group may. */
export function inventAccounts(count: number, policyFile: string): InventedAccounts {
  const accounts = NAMES.slice(0, count).map((name) => {
    return { name, token: `HUBSPOT_TOKEN_${name.toUpperCase()}`, policyFile };
  });
  const tokens = accounts.map(({ name }) => `simulator-${name}`);
  const settings = Object.fromEntries(accounts.map(({ token, name }) => [token, `simulator-${name}`]));
  return { tokens, settings: { ...settings, REGISTER_ACCOUNTS: JSON.stringify(accounts) } };
}
