import type { Intent } from '../../audit/trail.ts';
import type { SliceContext } from '../../facts/context.ts';
import { changeContact } from '../../hubspot/change-contact.ts';
import { HubSpotError } from '../../hubspot/errors.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { readRecord } from '../../hubspot/records.ts';
import { formOf } from '../../hubspot/value-form.ts';
import { recordOf, subjectOf } from '../../register/record.ts';
import type { EffectKind, Rechecked, RectifyValue } from '../effect.ts';
import { mergedInto, rectified, rectifiedAs } from '../rectified.ts';
import { isOurs } from './properties-of.ts';
import { hashOfValue, observeRectified } from './observe-rectified.ts';

/** A lost answer is followed by a look, and the same value is sent once more: that does no harm. */
const SENDS = 2;

/** A wrong value of somebody's, put right (Art. 16). The trail has before and after as keyed hashes, and no value. */
export function rectifyValue(
  context: Pick<SliceContext, 'hubspot' | 'auditKey' | 'auditKeys' | 'now'>,
): EffectKind<RectifyValue> {
  return {
    type: 'rectify_value',
    batch: 1,
    owns: ({ subject, property }) =>
      recordOf(subject)?.kind === 'contacts' && !property.includes(':') && !isOurs(property),
    intents: (effect) => [intentOf(effect, context.auditKey)],
    list: () => Promise.reject(new TypeError('What a person has put right is in no dry run.')),
    recheck: (effects) => recheck(context, effects),

    async carryOut(effects, tell) {
      for (const effect of effects) await change(context, effect, (fate) => tell(subjectOf(effect.record), fate));
    },

    observe: (intents) => observeRectified(context, intents),
  };
}

function intentOf({ record, requestId, definition, value, before = '' }: RectifyValue, key: SliceContext['auditKey']) {
  const hash = (text: string) => hashOfValue(key, definition, text);
  const change = { property: definition.name, before: hash(before), after: hash(value) };
  return { subject: subjectOf(record), cause: `request=${requestId}`, changes: [change] } satisfies Intent;
}

/** What HubSpot holds just before: a contact that is gone, or answered under another id, is left alone. */
async function recheck(
  { hubspot }: Pick<SliceContext, 'hubspot'>,
  effects: readonly RectifyValue[],
): Promise<Rechecked<RectifyValue>> {
  const fates = new Map<string, Fate>();
  const go: RectifyValue[] = [];
  for (const effect of effects) {
    const { record, definition, value } = effect;
    const held = await readRecord(hubspot, 'contacts', record.id, [definition.name]);
    const shown = held?.properties[definition.name];
    const before = shown ?? '';
    const tell = (fate: Fate) => fates.set(subjectOf(record), fate);
    if (held === undefined || held.archived === true)
      tell({ kind: 'overtaken', reason: 'no longer there', gone: true });
    else if (held.id !== record.id) tell(mergedInto(held.id));
    else if (held.odd !== undefined || shown === undefined) tell({ kind: 'refused', reason: 'it could not be read' });
    else if (formOf(definition, before) === formOf(definition, value)) tell(rectified('already_there'));
    else go.push({ ...effect, before });
  }
  return { go, fates };
}

/** Tells the fate, and throws when HubSpot refuses: the caller says in words why. */
async function change(
  { hubspot }: Pick<SliceContext, 'hubspot'>,
  effect: RectifyValue,
  tell: (fate: Fate) => void,
): Promise<void> {
  const { record, definition, value } = effect;
  for (let sent = 1; ; sent += 1) {
    try {
      const answer = await changeContact(hubspot, record.id, definition.name, value);
      if (answer.id !== record.id) return tell(mergedInto(answer.id));
      return tell(await readBack(hubspot, effect, answer.properties[definition.name] ?? undefined));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const isRefused = error.code === 'rejected' || error.code === 'not_found';
      if (isRefused || (sent === 1 && error.code !== 'outcome_unknown')) {
        tell({ kind: 'refused', reason: error.reason });
        throw error;
      }
      const seen = await readBack(hubspot, effect, undefined);
      if (rectifiedAs(seen) === 'written' || seen.kind === 'overtaken') return tell(seen);
      // What was sent before may still be on its way.
      if (seen.kind !== 'refused' || sent >= SENDS) return tell({ kind: 'unsure', reason: error.reason });
    }
  }
}

/** What HubSpot holds afterwards. `answered` is what it said, which stands where it cannot be asked any more. */
async function readBack(
  hubspot: SliceContext['hubspot'],
  { record, definition, value, before = '' }: RectifyValue,
  answered: string | undefined,
): Promise<Fate> {
  const form = (text: string) => formOf(definition, text);
  const seen = await readRecord(hubspot, 'contacts', record.id, [definition.name]).catch((error: unknown) => {
    if (!(error instanceof HubSpotError)) throw error;
    return error;
  });
  if (seen instanceof HubSpotError) {
    if (answered !== undefined && form(answered) === form(value)) return rectified('written');
    return { kind: 'unsure', reason: seen.reason };
  }
  if (seen === undefined) return { kind: 'overtaken', reason: 'no longer there', gone: true };
  if (seen.id !== record.id) return mergedInto(seen.id);
  const now = seen.properties[definition.name];
  if (now === undefined) return { kind: 'unsure', reason: 'HubSpot does not show it' };
  if (form(now ?? '') === form(value)) return rectified('written');
  if (form(now ?? '') === form(before)) return { kind: 'refused', reason: 'HubSpot answered without writing it' };
  return rectified('in_another_form');
}
