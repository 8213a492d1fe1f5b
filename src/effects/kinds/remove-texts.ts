import { chunk } from '../../chunk.ts';
import type { SliceContext } from '../../facts/context.ts';
import { archiveEngagements } from '../../hubspot/erase/archive.ts';
import { overwriteTexts } from '../../hubspot/erase/texts.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import { Refusals } from '../../hubspot/refusals.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import type { EngagementToErase } from '../effect.ts';

/** HubSpot's word for a value that nobody may set, though the definition said otherwise. */
const READ_ONLY = 'READ_ONLY_VALUE';

/**
 * Overwrites the texts of engagements of one type, and archives those that are not to be kept, a hundred to a request. Nothing is
 * archived whose text could be overwritten and is not: in the recycle bin nobody can change it any more.
 */
export async function removeTexts(
  { hubspot, session }: SliceContext,
  type: ActivityType,
  engagements: readonly EngagementToErase[],
  tell: (id: string, fate: Fate) => void,
): Promise<void> {
  const refusals = new Refusals();
  const toArchive = new Map<string, Fate>();
  const decide = ({ id, becomes }: EngagementToErase, fate: Fate) => {
    if (fate.kind === 'done' && becomes !== 'kept_scrubbed') toArchive.set(id, { kind: 'done', as: becomes });
    else if (fate.kind === 'done') tell(id, { kind: 'done', as: becomes });
    else if (fate.kind === 'refused' && fate.codes?.includes(READ_ONLY)) toArchive.set(id, archivedOnly(fate.reason));
    else tell(id, fate);
  };
  const hasText = ({ blanks = {} }: EngagementToErase) => Object.keys(blanks).length > 0;
  for (const one of engagements.filter((each) => !hasText(each))) decide(one, { kind: 'done' });
  for (const batch of chunk(engagements.filter(hasText), RECORD_BATCH)) {
    session.assertOurs();
    const updates = batch.map(({ id, blanks = {} }) => ({ id, properties: blanks }));
    const fates = await overwriteTexts(hubspot, type, updates, refusals);
    for (const one of batch) decide(one, fates.get(one.id) ?? { kind: 'unsure', reason: 'it has no answer' });
  }
  for (const ids of chunk([...toArchive.keys()], RECORD_BATCH)) {
    session.assertOurs();
    const fates = await archiveEngagements(hubspot, type, ids);
    for (const id of ids) {
      const fate = fates.get(id) ?? { kind: 'unsure', reason: 'it has no answer' };
      tell(id, fate.kind === 'done' ? (toArchive.get(id) ?? fate) : fate);
    }
  }
}

function archivedOnly(reason: string): Fate {
  return { kind: 'done', as: 'archived_only', reason: `archived only: HubSpot refused to overwrite it (${reason})` };
}
