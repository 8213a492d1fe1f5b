import { formatInstant } from '../../../src/register/instant.ts';
import type { ListState } from '../../../src/rights/erasure/list.ts';
import { type ErasureStores, erasureStores } from '../../../src/rights/erasure/stores.ts';
import { subjectOfList } from '../../../src/rights/erasure/subject.ts';
import { BackupError } from '../errors.ts';
import type { Restored } from './register.ts';

const UNFINISHED: readonly ListState[] = ['preparing', 'awaiting_approval', 'checking', 'approved', 'executing'];
const ACTOR = 'restore';

/**
 * Cancels every list that had not ended: what was approved may have been carried out, or called off, since. The event comes first.
 * Gives how many; safe to repeat.
 */
export async function cancelLists(register: Restored): Promise<number> {
  const { lists, items } = erasureStores(register);
  const unfinished = await lists.inStates(UNFINISHED);
  for (const { id, state } of unfinished) {
    const stored = await lists.find(id);
    const event = {
      action: 'erasure_cancelled',
      subject: subjectOfList(id),
      cause: `state=${state} restored`,
    } as const;
    await register.audit.record([event], { runId: '', actor: ACTOR });
    const at = formatInstant(register.now());
    const change = { state: 'cancelled', cancellation: { by: ACTOR, at }, finishedAt: at } as const;
    const saved = stored && (await lists.save(stored, change));
    if (saved?.kind !== 'saved')
      throw new BackupError('tables_busy', `Somebody else changed the list ${id}: stop the app.`);
  }
  for (const { id } of unfinished) await items.forgetEngagements(id);
  return unfinished.length;
}

/**
 * Decides what becomes of hashes that did not count yet, now that no list goes on. Whoever had been begun with, or may have been since the
 * backup, counts as erased: if they are there all the same, an officer is asked. Of others nothing is kept. Gives how many count.
 */
export async function settleHashes(register: Restored, inBackup: ReadonlySet<string>): Promise<number> {
  const { erasedAddresses } = register;
  const { items } = erasureStores(register);
  let counted = 0;
  for (const { erasureId, contactId } of await erasedAddresses.pending()) {
    if (inBackup.has(`${contactId}|${erasureId}`) && (await isUntouched(items, erasureId, contactId)))
      await erasedAddresses.drop(erasureId, contactId);
    else {
      await erasedAddresses.confirm(erasureId, contactId);
      counted += 1;
    }
  }
  return counted;
}

async function isUntouched(items: ErasureStores['items'], erasureId: string, contactId: string): Promise<boolean> {
  return (await items.find(erasureId, contactId))?.begun === false;
}
