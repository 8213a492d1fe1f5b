import type { PropertyType } from '../record-view.ts';

/** What values compare by. Whole numbers too long for `number`, as ids may be, keep all their digits. */
export type Key = number | bigint | string;

/** How values of a type compare: instants and numbers as numbers, the rest as lower-case text. */
export function keyOf(kind: PropertyType): (value: string) => Key {
  if (kind === 'number') return (value) => (/^-?\d{16,}$/u.test(value) ? BigInt(value) : Number(value));
  if (kind === 'date' || kind === 'datetime') return instantOf;
  return (value) => value.toLowerCase();
}

/** Epoch ms of a date or instant in ISO 8601, or of epoch ms. The dash after the year tells them apart at once. */
function instantOf(value: string): number {
  return value[4] === '-' || !/^-?\d+$/u.test(value) ? Date.parse(value) : Number(value);
}
