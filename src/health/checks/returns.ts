import { type Check, checkOf, type Problem } from '../check.ts';
import type { HealthFacts, ReturnFacts } from '../facts.ts';
import { unread } from './storage.ts';

/** So many ids are told; GET /api/returns has them all. */
const MOST_IDS = 20;

const NAME_KEY =
  'Find that key and name it in ERASURE_KEYS_PREVIOUS. If it is lost for good, name it there as "id:…": those people are not recognised any more.';

/** Whether everybody who was erased would be recognised, and whoever has come back has been looked at. */
export function checkReturns({ returns }: Pick<HealthFacts, 'returns'>): Check {
  if (!returns.known) return unread('returns', 'What is kept of erased people', returns);
  const { hasKey, open, toErase } = returns.value;
  const facts = { key: hasKey ? 'set' : 'not set', open: open.length, returns: open.slice(0, MOST_IDS) };
  const problems = [...keyProblems(returns.value), ...openProblems(open), ...unrequested(toErase)];
  const check = checkOf('returns', problems, facts);
  if (hasKey || problems.length > 0) return check;
  return { ...check, reason: 'ERASURE_KEY is not set: nobody can be erased.', action: 'Set it to a random secret.' };
}

function keyProblems({ hasKey, lostKeys, admittedKeys }: ReturnFacts): Problem[] {
  const status = 'failed';
  const who = `people were erased under a key that is not known (${lostKeys.join(', ')}), and are not noticed when they come back`;
  if (lostKeys.length > 0 && !hasKey)
    return [
      { status, reason: `ERASURE_KEY is not set: ${who}.`, action: 'Set ERASURE_KEY to the key that was there.' },
    ];
  if (lostKeys.length > 0) return [{ status, reason: `${upper(who)}.`, action: NAME_KEY }];
  if (admittedKeys.length === 0) return [];
  const reason = `The key ${admittedKeys.join(', ')} is lost: who was erased under it is not noticed when they come back.`;
  return [{ status: 'degraded', reason, action: 'Nothing can be done; this ends when those hashes are pruned.' }];
}

function openProblems(open: readonly string[]): Problem[] {
  if (open.length === 0) return [];
  const reason = `${open.length} contacts have an address of somebody who was erased, and no officer has said what that means.`;
  const action = 'See GET /api/returns, and answer each: new_relationship or erase_again.';
  return [{ status: 'degraded', reason, action }];
}

function unrequested(toErase: readonly string[]): Problem[] {
  if (toErase.length === 0) return [];
  const reason = `${toErase.length} contacts are to be erased again, and no request of theirs is under way.`;
  const action = 'Requests cannot be opened by this version: keep track of them by GET /api/returns.';
  return [{ status: 'degraded', reason, action }];
}

function upper(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
