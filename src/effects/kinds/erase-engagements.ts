import { changeName } from '../../audit/recorded.ts';
import type { Intent } from '../../audit/trail.ts';
import { chunk } from '../../chunk.ts';
import type { SliceContext } from '../../facts/context.ts';
import { groupBy } from '../../group-by.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { recordOf, subjectOf } from '../../register/record.ts';
import { type EffectKind, type EraseEngagements, MOST_CHANGES } from '../effect.ts';
import { causeOf, engagementIn, engagementName } from './erasure-names.ts';
import { forgetDue } from './forget-due.ts';
import { listErasure } from './list-erasure.ts';
import { observeRemovals } from './observe-removals.ts';
import { planRemovals } from './plan-removals.ts';
import { removeTexts } from './remove-texts.ts';

/** So many people are gone through together, so that batches of their engagements are full. */
const PEOPLE = 50;
/** A reason stands in an exception of the trail, of which there may be many. */
const LONGEST_REASON = 150;

/** Engagements of people who are erased: text overwritten, then archived or kept without it (Art. 17). */
export function eraseEngagements(context: SliceContext): EffectKind<EraseEngagements> {
  return {
    type: 'erase_engagements',
    batch: PEOPLE,
    byChange: true,
    owns: ({ subject, property }) => recordOf(subject)?.kind === 'contacts' && engagementIn(property) !== undefined,
    intents: intentsOf,
    list: (effects, part) => listErasure(context, effects.flatMap(intentsOf), part),
    recheck: (effects) => planRemovals(context, effects),

    async carryOut(effects, tell) {
      const all = effects.flatMap(({ record, engagements }) => engagements.map((one) => ({ record, one })));
      for (const [type, some] of groupBy(all, ({ one }) => one.type)) {
        const subjects = new Map(some.map(({ record, one }) => [one.id, subjectOf(record)]));
        const archived: string[] = [];
        const engagements = some.map(({ one }) => one);
        await removeTexts(context, type, engagements, (id, fate) => {
          const property = engagementName({ type, id });
          if (fate.kind === 'done' && fate.as !== 'kept_scrubbed') archived.push(property);
          tell(changeName({ subject: subjects.get(id) ?? '', property }), withShortReason(fate));
        });
        await forgetDue(context, archived);
      }
    },

    observe: (intents) => observeRemovals(context, intents),
    remember: (done) =>
      forgetDue(
        context,
        done.map(({ property }) => property),
      ),
  };
}

function withShortReason(fate: Fate): Fate {
  return fate.reason === undefined ? fate : { ...fate, reason: fate.reason.slice(0, LONGEST_REASON) };
}

/** One intent for each hundred engagements. */
function intentsOf(effect: EraseEngagements): Intent[] {
  const changes = effect.engagements.map(({ becomes, handling, class: before, ...one }) => {
    const after = becomes ?? (handling === 'archive' ? 'archived' : 'kept_scrubbed');
    return { property: engagementName(one), before, after };
  });
  const said = { subject: subjectOf(effect.record), cause: causeOf(effect) };
  return chunk(changes, MOST_CHANGES).map((some) => ({ ...said, changes: some }));
}
