import { createHmac } from 'node:crypto';
import type { Account } from '../settings/accounts.ts';

const DOMAIN = 'rekisteri-account-v1';

/**
 * The secret of one account's trail, of the secret that all accounts share: the trail of one company must not pass for that
 * of another. A register that was alone before, and keeps its tables, keeps the secret as it is. `id:…` of a lost one stays.
 * See docs/audit-format.md. Other secrets have a `domain` of their own.
 */
export function accountSecret(secret: string, account: Account | undefined, domain = DOMAIN): string {
  if (account === undefined || account.tables === 'unsuffixed' || secret.startsWith('id:')) return secret;
  return createHmac('sha256', secret).update(`${domain}\n${account.name}`).digest('hex');
}
