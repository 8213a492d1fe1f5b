import type { AccountData } from '../../local/simulator/account.ts';
import { generateCompanyAccount } from '../../local/simulator/data/company-account.ts';

const generated = new Map<string, AccountData>();

/** An account of its own of the invented company: generated once in a process, which takes longer than copying it. */
export function companyAccount({ seed, now }: { seed: number; now: number }): AccountData {
  const key = `${seed} ${now}`;
  const account = generated.get(key) ?? generateCompanyAccount({ seed, now });
  generated.set(key, account);
  return structuredClone(account);
}
