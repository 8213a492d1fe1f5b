import type { ReadProperty } from './properties.ts';

/** Values of a contact as HubSpot gives them. One that is not there at all was not given, which is not the same as empty. */
export type Values = Readonly<Partial<Record<string, string | null>>>;

/** A value that was read: one of those we know, none, or one that nobody here knows. */
export type Known<Value> =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'odd'; readonly text: string };

/** Whether HubSpot gave the value, be it empty. */
export function isRead(values: Values, property: ReadProperty): boolean {
  return values[property] !== undefined;
}

/** The text of a value, without white space around it; empty when there is none. */
export function textOf(values: Values, property: ReadProperty): string {
  return values[property]?.trim() ?? '';
}

/** The value as a key of `words`, such as a status. */
export function optionOf<Words extends object>(
  values: Values,
  property: ReadProperty,
  words: Words,
): Known<keyof Words> {
  const text = textOf(values, property);
  if (text === '') return { kind: 'none' };
  return isKey(words, text) ? { kind: 'known', value: text } : { kind: 'odd', text };
}

/** Whether `text` is one of the keys of `words` itself, and nothing that every object has. */
export function isKey<Words extends object>(words: Words, text: string): text is keyof Words & string {
  return Object.hasOwn(words, text);
}

/** A yes or no; HubSpot clears it to nothing, which is no. */
export function yesOf(values: Values, property: ReadProperty): Known<true> {
  const text = textOf(values, property).toLowerCase();
  if (text === '' || text === 'false') return { kind: 'none' };
  return text === 'true' ? { kind: 'known', value: true } : { kind: 'odd', text: textOf(values, property) };
}
