import type { Intent } from '../../audit/trail.ts';
import type { SliceContext } from '../../facts/context.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import { laterFloor } from '../../register/floor.ts';
import { formatInstant, parseInstant } from '../../register/instant.ts';
import { subjectOf } from '../../register/record.ts';
import { rememberWritten } from '../../remembered/remember-written.ts';
import type { EffectKind, KeepFloor, Rechecked, SetValues } from '../effect.ts';
import { modeOf } from '../mode.ts';
import { causeOf } from './erasure-names.ts';
import { readHeldNow } from './held-now.ts';
import { PROPERTIES_OF } from './properties-of.ts';
import { setValues } from './set-values.ts';

const PROPERTY = 'rekisteri_erased_contact_at';

/**
 * What erased people leave behind at their companies (§7), in `RegisterErasures` first and then in HubSpot. It only rises. Of several
 * people of one company the latest counts, and they have one fate.
 */
export function keepFloor(context: SliceContext): EffectKind<KeepFloor> {
  const values = setValues(context, 'companies');
  return {
    type: 'keep_floor',
    batch: RECORD_BATCH,
    owns: values.owns,
    intents: intentsOf,
    list: (effects, part) => values.list(effects.map(valuesOf), part),
    recheck: (effects) => recheckFloors(context, effects),

    async carryOut(effects, tell) {
      for (const { record, at } of effects) await context.floors.raise(record.id, at);
      const fates = new Map<string, Fate>();
      await values.carryOut(effects.map(valuesOf), (subject, fate) => fates.set(subject, fate));
      // Else the next run would take its own value for somebody else's.
      const isDone = ({ subject }: Intent) => fates.get(subject)?.kind === 'done';
      const done = effects.flatMap(intentsOf).filter(isDone);
      await rememberWritten(
        context.state,
        done.flatMap(({ subject, changes }) => changes.map((change) => ({ subject, ...change }))),
      );
      for (const [subject, fate] of fates) tell(subject, fate);
    },

    observe: values.observe,
    ...(values.remember && { remember: values.remember }),
  };
}

function valuesOf(effect: KeepFloor): SetValues {
  const { record, at, held = '' } = effect;
  const cause = causeOf(effect);
  const changes = [{ property: PROPERTY, before: held, after: formatInstant(at), cause }];
  return { type: 'set_values', record, changes, cause };
}

function intentsOf(effect: KeepFloor): Intent[] {
  const { record, changes, cause } = valuesOf(effect);
  return [{ subject: subjectOf(record), cause, changes }];
}

/** One for each company: those that are as late already are done, once the table says so too. */
async function recheckFloors(context: SliceContext, effects: readonly KeepFloor[]): Promise<Rechecked<KeepFloor>> {
  const latest = new Map<string, KeepFloor>();
  for (const effect of effects) {
    const { id } = effect.record;
    if (effect.at > (latest.get(id)?.at ?? Number.NEGATIVE_INFINITY)) latest.set(id, effect);
  }
  const properties = PROPERTIES_OF.companies.filter(({ name }) => name === PROPERTY);
  const now = await readHeldNow(context, 'companies', properties, [...latest.keys()]);
  const rows = await context.floors.read();
  const fates = new Map<string, Fate>();
  const go: KeepFloor[] = [];
  for (const [id, effect] of latest) {
    const held = now.held.get(id)?.[PROPERTY] ?? '';
    const heldAt = held === '' ? undefined : parseInstant(held);
    const wanted = laterFloor({ at: effect.at }, rows.get(id));
    const refuse = (reason: string) => fates.set(subjectOf(effect.record), { kind: 'refused', reason });
    if (wanted === undefined || 'unread' in wanted) refuse('its floor could not be read');
    else if (!now.held.has(id) && !now.gone.has(id)) refuse('it could not be read');
    else if (held !== '' && heldAt === undefined) refuse(`its ${PROPERTY} is no date and time`);
    else if (heldAt === undefined || heldAt < wanted.at) go.push({ ...effect, at: wanted.at, held });
    else {
      if (modeOf(context) === 'carry_out') await context.floors.raise(id, heldAt);
      fates.set(subjectOf(effect.record), { kind: 'done' });
    }
  }
  return { go, fates };
}
