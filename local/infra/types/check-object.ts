import type { Entry, ExprOf } from '../bicep/ast.ts';
import { type AzureType, at, FLAGS, is } from './azure-types.ts';
import type { Looking } from './looking.ts';
import { meant } from './nearest.ts';

interface Property {
  readonly type: AzureType;
  readonly flags: number;
}

/** The properties that an object may have, and the type of all others; `undefined` when there may be none. */
interface Variant {
  readonly properties: ReadonlyMap<string, Property>;
  readonly rest: AzureType | undefined;
}

/** Holds an object against its type: names, what is required, what is read-only, and every value. */
export function checkObject(expr: ExprOf<'object'>, type: AzureType, where: string, look: Looking): void {
  const variant = variantOf(expr, type, where, look);
  if (variant === undefined) return;
  const seen = new Set<string>();
  for (const entry of expr.entries) {
    if (typeof entry.key === 'string') {
      if (seen.has(entry.key)) look.report(entry, `${pathOf(where, entry.key)} stands there twice`);
      seen.add(entry.key);
    }
    checkEntry(entry, variant, where, look);
  }
  if (look.partial || expr.entries.some(({ key }) => typeof key !== 'string')) return;
  for (const [name, { flags }] of variant.properties)
    if (flags & FLAGS.required && !(flags & FLAGS.readOnly) && !seen.has(name))
      look.report(expr, `${pathOf(where, name)} is missing, which is required`);
}

function pathOf(where: string, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}

function checkEntry(
  { key, value, ...place }: Entry,
  { properties, rest }: Variant,
  where: string,
  look: Looking,
): void {
  const { also, partial: _, ...inside } = look;
  const name = typeof key === 'string' ? key : '…';
  if (also?.has(name)) return;
  const path = pathOf(where, name);
  const property = typeof key === 'string' ? properties.get(key) : undefined;
  const type = property?.type ?? rest;
  const { required, readOnly } = FLAGS;
  if (type === undefined) {
    if (typeof key === 'string') look.report(place, `${path} is unknown${meant(key, properties.keys())}`);
  } else if (property !== undefined && property.flags & readOnly) {
    look.report(place, `${path} is read-only`);
  } else if (property !== undefined && property.flags & required && value.kind === 'literal' && value.value === null) {
    look.report(place, `${path} is required, and null`);
  } else {
    look.check(value, type, path, inside);
  }
}

function variantOf(expr: ExprOf<'object'>, type: AzureType, where: string, look: Looking): Variant | undefined {
  if (is(type, 'ObjectType')) return { properties: own(type.raw.properties, type), rest: restOf(type) };
  if (!is(type, 'DiscriminatedObjectType')) return undefined;
  const { discriminator, elements, baseProperties } = type.raw;
  const chosen = chosenBy(expr, discriminator, Object.keys(elements), where, look);
  const variant = chosen === undefined ? undefined : at(type, elements[chosen] ?? -1);
  if (variant === undefined || !is(variant, 'ObjectType')) return undefined;
  const base = own(baseProperties, type);
  return { properties: new Map([...base, ...own(variant.raw.properties, variant)]), rest: restOf(variant) };
}

/** Which variant an object says it is; what cannot be told is not looked at. */
function chosenBy(expr: ExprOf<'object'>, discriminator: string, words: string[], where: string, look: Looking) {
  const path = pathOf(where, discriminator);
  const which = words.map((word) => `'${word}'`).join(', ');
  const entry = expr.entries.find(({ key }) => key === discriminator);
  if (entry === undefined) {
    if (!look.partial) look.report(expr, `${path} is missing, which is one of ${which}`);
    return undefined;
  }
  const value = look.sight.instance.value(entry.value, look.names);
  if (typeof value !== 'string') return undefined;
  if (words.includes(value)) return value;
  look.report(entry, `${path} is '${value}', which is none of ${which}`);
  return undefined;
}

function own(of: Readonly<Record<string, { type: number; flags: number }>>, from: AzureType): Map<string, Property> {
  return new Map(Object.entries(of).map(([name, { type, flags }]) => [name, { type: at(from, type), flags }]));
}

function restOf(type: AzureType): AzureType | undefined {
  if (!is(type, 'ObjectType')) return undefined;
  const { additionalProperties: rest } = type.raw;
  return rest === null || rest === undefined ? undefined : at(type, rest);
}
