import type { ChainedEvent } from '../../audit/event.ts';
import type { Intent } from '../../audit/trail.ts';
import type { SliceContext } from '../../facts/context.ts';
import { gdprDelete, lookFor } from '../../hubspot/erase/gdpr-delete.ts';
import type { Fate } from '../../hubspot/fate.ts';
import type { Presence } from '../../hubspot/presence.ts';
import { recordOf, subjectOf } from '../../register/record.ts';
import { type EffectKind, type ForgetPerson, OBSERVED, type Rechecked, type Unconcluded } from '../effect.ts';
import { causeOf, PERSON } from './erasure-names.ts';
import { type Forgotten, forgetTraces } from './forget-traces.ts';
import { listErasure } from './list-erasure.ts';

/** So many people are looked for together. */
const PEOPLE = 50;

/** People erased for good (Art. 17), and with them what the program remembers of them. */
export function forgetPerson(context: SliceContext): EffectKind<ForgetPerson> {
  return {
    type: 'forget_person',
    batch: PEOPLE,
    owns: ({ subject, property }) => recordOf(subject)?.kind === 'contacts' && property === PERSON,
    intents: intentsOf,
    list: (effects, part) => listErasure(context, effects.flatMap(intentsOf), part),
    recheck: async (effects) =>
      context.resumed ? notYetForgotten(context, effects) : { go: effects, fates: new Map() },

    async carryOut(effects, tell) {
      const people = effects.map(({ record: { id }, merged }) => ({ id, merged }));
      const fates = new Map<string, Fate>();
      try {
        await gdprDelete(
          context.hubspot,
          people,
          (id, fate) => fates.set(id, fate),
          () => context.session.assertOurs(),
        );
      } finally {
        const gone = effects.filter(({ record }) => isGone(fates.get(record.id)));
        await forgetTraces(context, gone.map(goneNow));
        for (const [id, fate] of fates) tell(subjectOf({ kind: 'contacts', id }), fate);
      }
    },

    observe: (intents) => observeForgotten(context, intents),
    remember: (done) => forgetTraces(context, done.flatMap(goneBefore)),
  };
}

function intentsOf(effect: ForgetPerson): Intent[] {
  const changes = [{ property: PERSON, before: 'present', after: 'forgotten' }];
  return [{ subject: subjectOf(effect.record), cause: causeOf(effect), changes }];
}

function isGone(fate: Fate | undefined): boolean {
  return fate?.kind === 'done' || (fate?.kind === 'overtaken' && fate.gone);
}

function goneNow(effect: ForgetPerson): Forgotten {
  return { id: effect.record.id, cause: causeOf(effect) };
}

/** Of a run that was cut short: it may have come to say so. */
function goneBefore({ subject, at, cause }: ChainedEvent): Forgotten[] {
  const record = recordOf(subject);
  return record === undefined ? [] : [{ id: record.id, cause, mayBeSaidSince: at }];
}

/** When the slice was cut short before, who is gone by now is not erased a second time. */
async function notYetForgotten(
  context: SliceContext,
  effects: readonly ForgetPerson[],
): Promise<Rechecked<ForgetPerson>> {
  const { hubspot, session } = context;
  const seen = await lookFor(
    hubspot,
    effects.map(({ record }) => record.id),
  );
  const isAbsent = ({ record }: ForgetPerson) => seen.get(record.id)?.kind === 'absent';
  const gone = effects.filter(isAbsent);
  const { queuedAt } = session.run;
  await forgetTraces(
    context,
    gone.map((effect) => ({ ...goneNow(effect), mayBeSaidSince: queuedAt })),
  );
  return {
    go: effects.filter((effect) => !isAbsent(effect)),
    fates: new Map(gone.map(({ record }) => [subjectOf(record), { kind: 'done' }])),
  };
}

/** Whether people have been erased: gone, live and from the recycle bin. An id that leads to another contact tells nothing. */
async function observeForgotten(
  { hubspot }: SliceContext,
  intents: readonly Unconcluded[],
): Promise<(Fate | undefined)[]> {
  const ids = intents.map(({ subject }) => recordOf(subject)?.id ?? '');
  const seen = await lookFor(hubspot, [...new Set(ids)]);
  return ids.map((id) => fateOf(seen.get(id)));
}

function fateOf(presence: Presence | undefined): Fate | undefined {
  switch (presence?.kind) {
    case 'absent':
      return { kind: 'done' };
    case 'there':
      return { kind: 'refused', reason: OBSERVED };
    case 'other_id':
      return { kind: 'overtaken', reason: 'its id leads to another contact', gone: false };
    default:
      return undefined;
  }
}
