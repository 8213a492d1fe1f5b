import type { SliceContext } from '../../facts/context.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { differences } from '../../register/difference.ts';
import { type RecordKind, subjectOf } from '../../register/record.ts';
import type { Rechecked, SetValues } from '../effect.ts';
import type { EndsNow } from './ends-now.ts';
import { readHeldNow } from './held-now.ts';
import { PROPERTIES_OF } from './properties-of.ts';

/**
 * Asks again before values are set. Where they would end somebody, what that rests on is read anew: staff may have set a hold,
 * merged or moved the contact or a colleague, or served one of them since they were read, and a wrong `ended` may get somebody erased. When the slice was cut
 * short before, what HubSpot holds is read anew too, so that nothing is written twice.
 */
export async function recheckValues(
  context: SliceContext,
  on: RecordKind,
  effects: readonly SetValues[],
  endsNow: EndsNow,
): Promise<Rechecked<SetValues>> {
  const fates = new Map<string, Fate>();
  const grounded = await onSameGrounds(context, effects, endsNow, fates);
  const go = context.resumed ? await notYetWritten(context, on, grounded, fates) : grounded;
  return { go, fates };
}

async function onSameGrounds(
  context: SliceContext,
  effects: readonly SetValues[],
  endsNow: EndsNow,
  fates: Map<string, Fate>,
): Promise<readonly SetValues[]> {
  const endings = effects.flatMap(({ record, restsOn }) => (restsOn ? [{ id: record.id, restsOn }] : []));
  const { gone, changed } = await endsNow.look(context, endings);
  return effects.filter(({ record, restsOn }) => {
    if (restsOn === undefined) return true;
    const why = changed.get(record.id);
    // An id that leads to another contact by now must not carry this one's end to it.
    if (gone.has(record.id)) fates.set(subjectOf(record), unseen(true));
    else if (why !== undefined) fates.set(subjectOf(record), { kind: 'overtaken', reason: why, gone: false });
    else return true;
    return false;
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
