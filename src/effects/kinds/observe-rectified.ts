import type { ChainedEvent } from '../../audit/event.ts';
import type { AuditKey } from '../../audit/key.ts';
import type { SliceContext } from '../../facts/context.ts';
import { concernsInputs } from '../../hubspot/errors.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { readRecord } from '../../hubspot/records.ts';
import { readValueDefinition, type ValueDefinition } from '../../hubspot/value-definition.ts';
import { formOf } from '../../hubspot/value-form.ts';
import { recordOf } from '../../register/record.ts';
import { OBSERVED, type Unconcluded } from '../effect.ts';

/** No call lasts as long: until then what is not there yet may still be on its way. */
const CALL_MS = 300_000;

/** Stands in the trail for a value that somebody's data was or is to be: whatever form HubSpot prints it in. */
export function hashOfValue(key: AuditKey, definition: ValueDefinition, value: string): string {
  return key.hashOfText(definition.name, formOf(definition, value));
}

/**
 * What has become of values that a call which was cut short was to put right: HubSpot's are hashed and compared with what the trail
 * has. One whose key nobody has any more stays open, and so does one that is so new that its call may still be at work.
 */
export async function observeRectified(
  { hubspot, auditKeys, now }: Pick<SliceContext, 'hubspot' | 'auditKeys' | 'now'>,
  intents: readonly Unconcluded[],
): Promise<(Fate | undefined)[]> {
  const fates: (Fate | undefined)[] = [];
  // They are few: a call makes one, and only a crash leaves it.
  for (const { events } of intents) {
    const [event] = events;
    const key = event && auditKeys.find(event.keyId);
    fates.push(event && key && (await observe(hubspot, event, key, now()).catch(unread)));
  }
  return fates;
}

/** One that cannot be read stays open, and does not keep the run from the others. */
function unread(error: unknown): undefined {
  if (!concernsInputs(error)) throw error;
}

async function observe(
  hubspot: SliceContext['hubspot'],
  { subject, property, before, after, at }: ChainedEvent,
  key: AuditKey,
  now: number,
): Promise<Fate | undefined> {
  const id = recordOf(subject)?.id ?? '';
  const definition = await readValueDefinition(hubspot, property);
  const record = await readRecord(hubspot, 'contacts', id, [property]);
  if (record === undefined || record.id !== id) return { kind: 'overtaken', reason: 'the record is gone', gone: true };
  if (definition === undefined) return { kind: 'overtaken', reason: 'the property is gone', gone: false };
  const held = record.properties[property];
  if (held === undefined) return undefined;
  const hash = hashOfValue(key, definition, held ?? '');
  if (hash === after) return { kind: 'done' };
  if (now - Date.parse(at) < CALL_MS) return undefined;
  if (hash === before) return { kind: 'refused', reason: OBSERVED };
  return { kind: 'overtaken', reason: OBSERVED, gone: false };
}
