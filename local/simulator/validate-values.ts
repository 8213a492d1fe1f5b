import { DateTime } from 'luxon';
import type { AccountData, ObjectType, PropertyDefinition } from './account.ts';
import { type ApiError, invalid } from './errors.ts';
import { isLive } from './record-view.ts';
import { breaksRule } from './validation-rules.ts';

type ProblemCode =
  | 'PROPERTY_DOESNT_EXIST'
  | 'READ_ONLY_VALUE'
  | 'INVALID_OPTION'
  | 'INVALID_DATE'
  | 'INVALID_LONG'
  | 'INVALID_EMAIL'
  | 'VALIDATION_ERROR';

/** Why HubSpot refuses a value. */
export interface ValueProblem {
  name: string;
  error: ProblemCode;
  message: string;
}

type Checked = { value: string } | { error: ProblemCode; message: string };

/** A value as HubSpot would hold it, or why it refuses it. `''` clears; dates are taken leniently (2026-09). */
export function checkValue(
  account: AccountData,
  type: ObjectType,
  name: string,
  value: string,
): { value: string } | ValueProblem {
  const definition = account.properties[type].get(name);
  if (!definition) {
    return { name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
  }
  if (definition.readOnlyValue) {
    return { name, error: 'READ_ONLY_VALUE', message: `"${name}" is a read only property; its value cannot be set.` };
  }
  if (type === 'contacts' && name === 'associatedcompanyid' && value !== '') {
    const isCompany = isLive(account.records.companies.get(value));
    return isCompany ? { value } : { name, error: 'INVALID_OPTION', message: `There is no company ${value}` };
  }
  const rules = type === 'contacts' && value !== '' ? (account.validationRules?.get(name) ?? []) : [];
  const broken = rules.find((rule) => breaksRule(rule, value));
  if (broken !== undefined) {
    return { name, error: 'VALIDATION_ERROR', message: `${value} breaks ${broken.ruleType}` };
  }
  const checked = value === '' ? { value } : checkTyped(definition, name, value);
  return 'value' in checked ? checked : { name, ...checked };
}

/** The 400 HubSpot answers to refused values: one message holding them all as JSON, and one `errors` entry each. */
export function refusedValues(account: AccountData, problems: readonly ValueProblem[]): ApiError {
  const listed = problems.map((problem) => ({
    isValid: false,
    message: problem.message,
    error: problem.error,
    name: problem.name,
    localizedErrorMessage: problem.message,
    portalId: account.portalId,
  }));
  return invalid(`Property values were not valid: ${JSON.stringify(listed)}`, {
    errors: problems.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: [name] } })),
  });
}

function checkTyped(definition: PropertyDefinition, name: string, value: string): Checked {
  switch (definition.type) {
    case 'bool':
      return value === 'true' || value === 'false' ? { value } : badOption(name, value, ['true', 'false']);
    case 'enumeration':
      return checkOptions(definition, name, value);
    case 'number':
      return Number.isFinite(Number(value))
        ? { value }
        : { error: 'INVALID_LONG', message: `${value} was not a valid long.` };
    case 'date':
    case 'datetime':
      return checkInstant(definition.type, value);
    default:
      return name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value)
        ? { error: 'INVALID_EMAIL', message: `Email address ${value} is invalid` }
        : { value };
  }
}

function checkOptions(definition: PropertyDefinition, name: string, value: string): Checked {
  const allowed = definition.options.map((option) => option.value);
  // Owners and the like have their options elsewhere (externalOptions).
  if (allowed.length === 0 && definition.hubspotDefined) return { value };
  const values = definition.fieldType === 'checkbox' ? value.replace(/^;/u, '').split(';') : [value];
  const unknown = values.find((one) => !allowed.includes(one));
  return unknown === undefined ? { value } : badOption(name, unknown, allowed);
}

function badOption(name: string, value: string, allowed: readonly string[]): Checked {
  return { error: 'INVALID_OPTION', message: `${value} was not one of the allowed options of ${name}: [${allowed}]` };
}

function checkInstant(type: 'date' | 'datetime', value: string): Checked {
  const instant = /^-?\d{5,}$/u.test(value)
    ? DateTime.fromMillis(Number(value), { zone: 'utc' })
    : DateTime.fromISO(value, { zone: 'utc' });
  if (!instant.isValid || !/^-?\d{5,}$|^\d{4}-\d{2}-\d{2}/u.test(value)) {
    return { error: 'INVALID_DATE', message: `${value} was not a valid date.` };
  }
  return { value: type === 'date' ? instant.toISODate() : instant.toISO() };
}
