import type { SliceContext } from '../../facts/context.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { differences } from '../../register/difference.ts';
import { type RecordKind, subjectOf } from '../../register/record.ts';
import type { Rechecked, SetValues } from '../effect.ts';
import { readHeldNow } from './held-now.ts';
import { readHoldsNow } from './holds-now.ts';
import { PROPERTIES_OF } from './properties-of.ts';

/**
 * Asks again before values are set. Where they would end somebody long after the contact was read, the hold is read anew: staff
 * may have set one in between, and a wrong `ended` may get somebody erased. When the slice was cut short before, what HubSpot
 * holds is read anew too, so that nothing is written twice.
 */
export async function recheckValues(
  context: SliceContext,
  on: RecordKind,
  effects: readonly SetValues[],
): Promise<Rechecked<SetValues>> {
  const fates = new Map<string, Fate>();
  const unheld = await withSameHold(context, effects, fates);
  const go = context.resumed ? await notYetWritten(context, on, unheld, fates) : unheld;
  return { go, fates };
}

async function withSameHold(
  context: SliceContext,
  effects: readonly SetValues[],
  fates: Map<string, Fate>,
): Promise<readonly SetValues[]> {
  // A run that reads and writes in one slice has just read it.
  if (context.session.run.slice === 0 && !context.resumed) return effects;
  const ids = effects.filter(({ restsOn }) => restsOn !== undefined).map(({ record }) => record.id);
  const holds = await readHoldsNow(context, ids);
  return effects.filter(({ record, restsOn }) => {
    const isSame = restsOn === undefined || !holds.has(record.id) || holds.get(record.id) === restsOn.holdUntil;
    if (!isSame) {
      const reason = 'the hold has changed since the contact was read';
      fates.set(subjectOf(record), { kind: 'overtaken', reason, gone: false });
    }
    return isSame;
  });
}

async function notYetWritten(
  context: SliceContext,
  on: RecordKind,
  effects: readonly SetValues[],
  fates: Map<string, Fate>,
): Promise<readonly SetValues[]> {
  if (effects.length === 0) return effects;
  const properties = PROPERTIES_OF[on];
  const ids = effects.map(({ record }) => record.id);
  const now = await readHeldNow(context, on, properties, ids);
  return effects.flatMap((effect) => {
    const { record, changes } = effect;
    const held = now.held.get(record.id);
    if (held === undefined) {
      fates.set(subjectOf(record), unseen(now.gone.has(record.id)));
      return [];
    }
    const wanted = Object.fromEntries(changes.map(({ property, after }) => [property, after]));
    const causes = new Map(changes.map(({ property, cause }) => [property, cause]));
    const rest = differences(held, wanted, properties);
    if (rest.length === 0) fates.set(subjectOf(record), { kind: 'done' });
    const caused = rest.map((change) => ({ ...change, cause: causes.get(change.property) ?? effect.cause }));
    return rest.length === 0 ? [] : [{ ...effect, changes: caused }];
  });
}

function unseen(isGone: boolean): Fate {
  if (isGone) return { kind: 'overtaken', reason: 'no longer there: merged, archived or deleted', gone: true };
  return { kind: 'refused', reason: 'it could not be read again after an interruption' };
}
