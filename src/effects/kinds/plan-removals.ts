import { changeName } from '../../audit/recorded.ts';
import type { SliceContext } from '../../facts/context.ts';
import { groupBy } from '../../group-by.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { subjectOf } from '../../register/record.ts';
import type { EngagementToErase, EraseEngagements, Rechecked, Removal } from '../effect.ts';
import { type EngagementState, engagementStates, textPropertiesOf } from './engagement-texts.ts';
import { engagementName } from './erasure-names.ts';

/**
 * Looks at engagements just before they are touched: what has come about already is done without a second intent, and of the others it
 * is known what they will become, and with what their text is overwritten.
 */
export async function planRemovals(
  context: SliceContext,
  effects: readonly EraseEngagements[],
): Promise<Rechecked<EraseEngagements>> {
  const fates = new Map<string, Fate>();
  const planned = new Map<string, EngagementToErase>();
  const all = effects.flatMap(({ record, engagements }) =>
    engagements.map((one) => ({
      one,
      name: changeName({ subject: subjectOf(record), property: engagementName(one) }),
    })),
  );
  for (const [type, some] of groupBy(all, ({ one }) => one.type)) {
    const states = await engagementStates(
      context,
      type,
      some.map(({ one }) => one.id),
    );
    const { held } = await textPropertiesOf(context, type);
    for (const { one, name } of some) {
      const plan = planOf(one, states.get(one.id), held.length > 0);
      if ('kind' in plan) fates.set(name, plan);
      else planned.set(name, plan);
    }
  }
  const go = effects.flatMap((effect) => {
    const subject = subjectOf(effect.record);
    const left = effect.engagements.flatMap(
      (one) => planned.get(changeName({ subject, property: engagementName(one) })) ?? [],
    );
    return left.length === 0 ? [] : [{ ...effect, engagements: left }];
  });
  return { go, fates };
}

function planOf(
  one: EngagementToErase,
  state: EngagementState | undefined,
  hasTexts: boolean,
): EngagementToErase | Fate {
  if (state === undefined || state.kind === 'unread')
    return { kind: 'refused', reason: state?.reason ?? 'HubSpot gave no answer for it' };
  if (state.kind === 'gone') return { kind: 'overtaken', reason: 'it was gone already', gone: true };
  const { blanks, stays, place } = state;
  const isClean = Object.keys(blanks).length === 0;
  if (place === 'bin') return inBin(isClean, stays);
  const becomes = becomesOf(one, hasTexts && stays.length === 0);
  if (becomes === 'kept_scrubbed' && isClean) return { kind: 'done', as: becomes };
  return { ...one, becomes, blanks };
}

/** Kept is only what can be rid of all its text. */
function becomesOf({ handling }: EngagementToErase, canBeCleared: boolean): Removal {
  if (!canBeCleared) return 'archived_only';
  return handling === 'archive' ? 'archived' : 'kept_scrubbed';
}

function inBin(isClean: boolean, stays: readonly string[]): Fate {
  if (!isClean) return { kind: 'overtaken', reason: 'somebody archived it with its text', gone: true };
  return { kind: 'done', as: stays.length > 0 ? 'archived_only' : 'archived' };
}
