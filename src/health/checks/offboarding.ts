import { type Check, checkOf } from '../check.ts';
import type { HealthFacts } from '../facts.ts';
import { unread } from './storage.ts';

/** Whether the add-on was taken out of the account: then no run keeps the register. */
export function checkOffboarding({ offboarded }: Pick<HealthFacts, 'offboarded'>): Check {
  if (!offboarded.known) return unread('offboarding', 'Whether the add-on is in use', offboarded);
  const row = offboarded.value;
  if (row === undefined) return checkOf('offboarding', [], { state: 'in_use' });
  const { state, at } = row;
  const reason =
    state === 'left'
      ? `The add-on was taken out of the account at ${at}: nothing is kept any more.`
      : `Taking the add-on out of the account was begun (${at || 'by whom and when cannot be told'}) and has not come to its end.`;
  const action =
    state === 'left'
      ? 'Take the app down, or have an administrator start a run over everything.'
      : 'Go on with npm run admin -- offboard, or have an administrator start a run over everything.';
  return checkOf('offboarding', [{ status: 'failed', reason, action }], { state, at });
}
