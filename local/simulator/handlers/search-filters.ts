import { z } from 'zod';
import type { AccountData, CrmRecord, ObjectType } from '../account.ts';
import { associatedIds } from '../change.ts';
import { invalid } from '../errors.ts';
import { findObjectType } from '../object-types.ts';
import { isLive, type PropertyType, propertyType, readValue } from '../record-view.ts';
import { keyOf } from './search-keys.ts';

export const Filter = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'BETWEEN',
    'CONTAINS_TOKEN',
    'EQ',
    'GT',
    'GTE',
    'HAS_PROPERTY',
    'IN',
    'LT',
    'LTE',
    'NEQ',
    'NOT_CONTAINS_TOKEN',
    'NOT_HAS_PROPERTY',
    'NOT_IN',
  ]),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
});

export type Filter = z.infer<typeof Filter>;
export type Test = (record: CrmRecord) => boolean;

/** A filter made ready to run over many records; 400 when HubSpot would refuse it. */
export function compileFilter(account: AccountData, type: ObjectType, filter: Filter): Test {
  checkOperands(filter);
  const associated = /^associations\.(?<type>.+)$/u.exec(filter.propertyName)?.groups?.type;
  if (associated !== undefined) return associationTest(account, type, associated, filter);
  const kind = propertyType(account, type, filter.propertyName);
  if (!kind) throw invalid(`There was a problem with the request: property ${filter.propertyName} does not exist`);
  checkReadable(filter, kind);
  const test = valueTest(filter, kind);
  return (record) => test(readValue(type, record, filter.propertyName));
}

function checkOperands({ operator, value, highValue, values }: Filter): void {
  const isPresence = operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY';
  if (isPresence && (value !== undefined || values !== undefined)) throw invalid(`${operator} does not take a value`);
  const isList = operator === 'IN' || operator === 'NOT_IN';
  if (isList && (values === undefined || values.length === 0)) throw invalid(`${operator} needs values`);
  if (!isPresence && !isList && value === undefined) throw invalid(`${operator} needs a value`);
  if (operator === 'BETWEEN' && highValue === undefined) throw invalid('BETWEEN needs a highValue');
}

/** A date or number that is none would match nothing, unseen. */
function checkReadable({ propertyName, operator, value, highValue, values = [] }: Filter, kind: PropertyType): void {
  if (operator.endsWith('CONTAINS_TOKEN')) return;
  const key = keyOf(kind);
  const wrong = [value, highValue, ...values].find((one) => one !== undefined && Number.isNaN(key(one)));
  if (wrong !== undefined) throw invalid(`${wrong} is not a valid value of ${propertyName}`);
}

function associationTest(account: AccountData, type: ObjectType, name: string, filter: Filter): Test {
  const toType = findObjectType(name);
  if (!toType) throw invalid(`Unable to infer object type from: ${name}`);
  const wanted = new Set(filter.values ?? (filter.value === undefined ? [] : [filter.value]));
  const isNegative = ['NEQ', 'NOT_IN', 'NOT_HAS_PROPERTY'].includes(filter.operator);
  return (record) => {
    const ids = associatedIds(account, type, record.id, toType).filter((id) => isLive(account.records[toType].get(id)));
    const has = wanted.size === 0 ? ids.length > 0 : ids.some((id) => wanted.has(id));
    return has !== isNegative;
  };
}

function valueTest(filter: Filter, kind: PropertyType): (value: string | undefined) => boolean {
  const key = keyOf(kind);
  const low = key(filter.value ?? '');
  const high = key(filter.highValue ?? '');
  const listed = new Set((filter.values ?? [filter.value ?? '']).map(key));
  const hasAny = (value: string) =>
    listed.has(key(value)) || (kind === 'enumeration' && parts(value).some((p) => listed.has(key(p))));
  const isPresent = (value: string | undefined): value is string => value !== undefined && value !== '';
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return isPresent;
    case 'NOT_HAS_PROPERTY':
      return (value) => !isPresent(value);
    case 'EQ':
    case 'IN':
      return (value) => isPresent(value) && hasAny(value);
    case 'NEQ':
    case 'NOT_IN':
      return (value) => !isPresent(value) || !hasAny(value);
    case 'GT':
      return (value) => isPresent(value) && key(value) > low;
    case 'GTE':
      return (value) => isPresent(value) && key(value) >= low;
    case 'LT':
      return (value) => isPresent(value) && key(value) < low;
    case 'LTE':
      return (value) => isPresent(value) && key(value) <= low;
    case 'BETWEEN':
      return (value) => isPresent(value) && key(value) >= low && key(value) <= high;
    case 'CONTAINS_TOKEN':
      return (value) => isPresent(value) && hasToken(value, filter.value ?? '');
    case 'NOT_CONTAINS_TOKEN':
      return (value) => !isPresent(value) || !hasToken(value, filter.value ?? '');
  }
}

function parts(value: string): string[] {
  return value.split(';');
}

/** Whether every token of `wanted` is among the tokens of `value`; `*` stands for any characters. */
export function hasToken(value: string, wanted: string): boolean {
  const tokens = value.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return wanted
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((token) => token !== '')
    .every((token) => {
      const pattern = new RegExp(`^${token.replaceAll('*', '.*')}$`, 'u');
      return tokens.some((one) => pattern.test(one));
    });
}
