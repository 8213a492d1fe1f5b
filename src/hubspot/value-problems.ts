import { z } from 'zod';
import { membersOf } from '../register/difference.ts';
import { parseInstant } from '../register/instant.ts';
import type { ValueDefinition } from './value-definition.ts';

const DATE = z.iso.date();
const EMAIL = z.string().regex(z.regexes.unicodeEmail);
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** What is wrong with a value by its definition, in words that do not quote it; `undefined` when nothing is. Empty clears. */
export function problemByDefinition(definition: ValueDefinition, value: string): string | undefined {
  if (definition.isReadOnly) return 'is of a property that HubSpot lets nobody change';
  if (value === '') return undefined;
  const { name, type, fieldType, options } = definition;
  if (name === 'email' && !EMAIL.safeParse(value).success) return 'must be an e-mail address';
  switch (type) {
    case 'bool':
      return value === 'true' || value === 'false' ? undefined : 'must be true or false';
    case 'date':
      return DATE.safeParse(value).success ? undefined : 'must be a date such as 2026-11-23';
    case 'datetime':
      return parseInstant(value) === undefined ? 'must be a time such as 2026-11-23T08:00:00Z' : undefined;
    case 'number':
      return NUMBER.test(value) ? undefined : 'must be a number, with a point before decimals';
    case 'enumeration':
      return problemByOptions(options, fieldType === 'checkbox' ? membersOf(value) : [value]);
    default:
      return undefined;
  }
}

/** Names of options are the account's own, and may be told. */
const MOST_OPTIONS = 30;

function problemByOptions(options: readonly string[] | undefined, chosen: readonly string[]): string | undefined {
  if (options === undefined || chosen.every((one) => options.includes(one))) return undefined;
  const more = options.length > MOST_OPTIONS ? ' and others' : '';
  return `must be one of the options ${options.slice(0, MOST_OPTIONS).join(', ')}${more}`;
}
