import type { ChainedEvent } from '../../audit/event.ts';
import { digestOf } from '../../digest.ts';
import type { Definitions } from '../../hubspot/definitions.ts';
import type { Fate } from '../../hubspot/fate.ts';
import type { RecordKind } from '../../register/record.ts';
import { OBSERVED } from '../effect.ts';

const PREFIX = 'definitions:';

/** The subject of a definition in the audit trail: `definitions:contacts.rekisteri_hold_until`. */
export function definitionSubject(on: RecordKind, name: string): string {
  return `${PREFIX}${on}.${name}`;
}

/** The definition that a subject names; `undefined` when it is something else. */
export function definitionOf(subject: string): { readonly on: string; readonly name: string } | undefined {
  if (!subject.startsWith(PREFIX)) return undefined;
  const [on = '', name = ''] = subject.slice(PREFIX.length).split('.');
  return { on, name };
}

/** A definition or what is to become of it, as far as the add-on sees to it. */
type Aspects = Readonly<Record<string, unknown>>;

/**
 * Aspects of a definition as the trail holds them: their names, and a digest, for people write labels. The places of options
 * are left out, which HubSpot may count anew.
 */
export function aspectsText(aspects: Aspects, names: readonly string[] = Object.keys(aspects).sort()): string {
  return `${names.join(',')} ${digestOf(names.map((name) => comparable(name, aspects[name])))}`;
}

function comparable(name: string, value: unknown): unknown {
  if (name !== 'options' || !Array.isArray(value)) return value ?? '';
  const options = value.map(({ value: option, label, hidden }: Record<string, unknown>) => [
    option,
    label,
    hidden ?? false,
  ]);
  return options.map((option) => JSON.stringify(option)).sort();
}

/** What became of a definition, by what HubSpot holds now; of one that was to be made or removed, whether it is there says it. */
export function fateOfDefinition({ property, before, after }: ChainedEvent, held: Definitions): Fate {
  const there =
    held.properties.find(({ name }) => name === property) ?? held.groups.find(({ name }) => name === property);
  if (after === '') return there === undefined ? { kind: 'done' } : notDone();
  if (before === '') return there === undefined ? notDone() : { kind: 'done' };
  if (there === undefined) return { kind: 'overtaken', reason: 'it is gone', gone: true };
  const names = (text: string) => text.split(' ')[0]?.split(',') ?? [];
  if (aspectsText({ ...there }, names(after)) === after) return { kind: 'done' };
  if (aspectsText({ ...there }, names(before)) === before) return notDone();
  return { kind: 'overtaken', reason: OBSERVED, gone: false };
}

function notDone(): Fate {
  return { kind: 'refused', reason: OBSERVED };
}
