import { guidOf, hashOf } from './guid-of.ts';
import { SURROUNDINGS } from './runtime.ts';
import { isKnown, isList, isObject, type Value } from './value.ts';

type Call = (...args: Value[]) => Value;

const ofText =
  (apply: (text: string) => Value): Call =>
  (text) =>
    typeof text === 'string' ? apply(text) : undefined;

/** Letters and digits as `uniqueString` gives them, thirteen; not the ones that Azure computes. */
function uniqueString(...args: Value[]): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const bytes = [...Buffer.from(hashOf(args), 'hex')];
  return bytes
    .slice(0, 13)
    .map((byte) => letters[byte % letters.length])
    .join('');
}

function union(...args: Value[]): Value {
  if (args.every(isObject)) return Object.assign({}, ...args);
  return args.every(isList) ? [...new Set(args.flat())] : undefined;
}

function concat(...args: Value[]): Value {
  if (args.every(isList)) return args.flat();
  return args.every((arg) => typeof arg === 'string') ? args.join('') : undefined;
}

function empty(value: Value): Value {
  if (value === null || value === '') return true;
  if (isList(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === undefined ? undefined : false;
}

function contains(value: Value, item: Value): Value {
  if (isList(value)) return value.includes(item);
  if (typeof item !== 'string') return undefined;
  if (isObject(value)) return Object.hasOwn(value, item);
  return typeof value === 'string' ? value.includes(item) : undefined;
}

function length(value: Value): Value {
  if (isObject(value)) return Object.keys(value).length;
  return isList(value) || typeof value === 'string' ? value.length : undefined;
}

function text(value: Value): Value {
  if (!isKnown(value)) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `{0}` and the like; braces that are doubled, and ways to print a number, are not used here. */
function format(...[pattern, ...values]: Value[]): Value {
  if (typeof pattern !== 'string' || !values.every(isKnown)) return undefined;
  return pattern.replace(/\{(\d+)\}/g, (_, place: string) => String(text(values[Number(place)])));
}

function range(from: Value, count: Value): Value {
  if (typeof from !== 'number' || typeof count !== 'number') return undefined;
  return Array.from({ length: count }, (_, place) => from + place);
}

function last(value: Value): Value {
  return isList(value) || typeof value === 'string' ? value.at(-1) : undefined;
}

function int(value: Value): Value {
  return typeof value === 'number' ? value : typeof value === 'string' ? Number.parseInt(value, 10) : undefined;
}

function substring(of: Value, from: Value, count: Value): Value {
  if (typeof of !== 'string' || typeof from !== 'number') return undefined;
  return of.slice(from, typeof count === 'number' ? from + count : undefined);
}

function skip(of: Value, count: Value): Value {
  return isList(of) || typeof of === 'string' ? of.slice(Number(count)) : undefined;
}

function coalesce(...values: Value[]): Value {
  const place = values.findIndex((value) => value !== null);
  return values.slice(0, place + 1).includes(undefined) ? undefined : (values[place] ?? null);
}

/** Functions whose value is known once their arguments are. */
export const CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ...Object.entries(SURROUNDINGS).map(([name, value]): [string, Call] => [name, () => value]),
  ['any', (value) => value],
  ['coalesce', coalesce],
  ['concat', concat],
  ['contains', contains],
  ['empty', empty],
  ['first', (value) => (isList(value) ? value[0] : undefined)],
  ['flatten', (value) => (isList(value) ? value.flatMap((item) => (isList(item) ? item : [item])) : undefined)],
  ['format', format],
  ['guid', guidOf],
  ['int', int],
  ['items', (value) => (isObject(value) ? Object.entries(value).map(([key, of]) => ({ key, value: of })) : undefined)],
  ['join', (list, by) => (isList(list) && isKnown(list) ? list.join(String(by)) : undefined)],
  ['last', last],
  ['length', length],
  ['range', range],
  ['replace', (of, from, to) => (typeof of === 'string' ? of.replaceAll(String(from), String(to)) : undefined)],
  ['skip', skip],
  ['split', (of, by) => (typeof of === 'string' && typeof by === 'string' ? of.split(by) : undefined)],
  ['string', text],
  ['subscriptionResourceId', (...parts) => `/subscriptions/1/providers/${parts.join('/')}`],
  ['substring', substring],
  ['take', (of, count) => (isList(of) || typeof of === 'string' ? of.slice(0, Number(count)) : undefined)],
  ['startsWith', (of, start) => (typeof of === 'string' ? of.startsWith(String(start)) : undefined)],
  ['endsWith', (of, end) => (typeof of === 'string' ? of.endsWith(String(end)) : undefined)],
  ['toLower', ofText((value) => value.toLowerCase())],
  ['toUpper', ofText((value) => value.toUpperCase())],
  ['trim', ofText((value) => value.trim())],
  ['union', union],
  ['uniqueString', uniqueString],
]);
