/** The application roles of Entra that open the functions; `Register.Officer.balentor` opens one account only. */
export const ADMIN = 'Register.Admin';
export const OFFICER = 'Register.Officer';
export const AUDITOR = 'Register.Auditor';

/** `admin` runs the app, `officer` handles register matters (§2), `auditor` looks. One caller may hold several. */
export type Role = 'admin' | 'officer' | 'auditor';

/** What each role is called in Entra. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = { admin: ADMIN, officer: OFFICER, auditor: AUDITOR };

export const ROLES: readonly Role[] = ['admin', 'officer', 'auditor'];

/** The roles among what a principal holds; one that is limited to an account counts where that is one of `accounts`. */
export function rolesIn(held: ReadonlySet<string>, accounts: readonly string[]): ReadonlySet<Role> {
  const holds = (name: string) => held.has(name) || accounts.some((account) => held.has(`${name}.${account}`));
  return new Set(ROLES.filter((role) => holds(ROLE_NAMES[role])));
}
