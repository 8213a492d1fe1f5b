import { z } from 'zod';

/** A value that a template has, as far as it can be known before there is a deployment; `undefined` is unknown. */
export type Value = string | number | boolean | null | readonly Value[] | ValueObject | undefined;

export interface ValueObject {
  readonly [key: string]: Value;
}

export function isObject(value: Value): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** What a JSON text says, as a value. */
export function valueOfJson(json: unknown): Value {
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

const schema = z.json();

/** Whether all of it is known. */
export function isKnown(value: Value): boolean {
  if (value === undefined) return false;
  if (isList(value)) return value.every(isKnown);
  return isObject(value) ? Object.values(value).every(isKnown) : true;
}
