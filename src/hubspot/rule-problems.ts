import { DateTime } from 'luxon';
import { parseDate } from '../register/calendar.ts';
import { parseInstant } from '../register/instant.ts';
import type { PropertyRule } from './property-rules.ts';

/**
 * What is wrong with a value by the account's own rules, in words that do not quote it. Only what is certainly wrong is told: whether
 * a rule takes a space for a letter, or how it reads a pattern (RE2), only HubSpot knows, and it looks at every value that it takes.
 * Empty clears, and breaks none.
 */
export function problemsByRules(rules: readonly PropertyRule[], value: string): string[] {
  return value === '' ? [] : rules.flatMap((rule) => problemByRule(rule, value) ?? []);
}

function problemByRule({ ruleType, ruleArguments, shouldApplyNormalization }: PropertyRule, value: string) {
  const [first = ''] = ruleArguments;
  // HubSpot brings the value into that form itself.
  if (shouldApplyNormalization === true && ruleType === 'FORMAT') return undefined;
  return JUDGES[ruleType]?.(value, first, ruleArguments);
}

type Judge = (value: string, first: string, all: readonly string[]) => string | undefined;

const when = (isWrong: boolean, message: string) => (isWrong ? message : undefined);
const hasLetter = (value: string) => /\p{L}/u.test(value);
const hasDigit = (value: string) => /\p{Nd}/u.test(value);

/** Judges of the types of rules that HubSpot documents; what is not here is left to it. */
const JUDGES: Readonly<Partial<Record<string, Judge>>> = {
  ALPHANUMERIC: (value, which) => {
    if (which === 'NUMERIC_ONLY') return when(hasLetter(value), 'must have digits only');
    if (which === 'ALPHA_ONLY') return when(hasDigit(value), 'must have letters only');
    return when(/[^\p{L}\p{M}\p{N}\s]/u.test(value), 'must have letters and digits only');
  },
  DAYS_OF_WEEK: (value, _, days) => {
    const date = parseDate(value);
    const day = date && DateTime.fromISO(date, { zone: 'utc', locale: 'en' }).weekdayLong?.toUpperCase();
    return when(day !== undefined && !days.includes(day), `must be a ${days.join(', ')}`);
  },
  DECIMAL: (value, most) => {
    const decimals = value.split('.')[1]?.length ?? 0;
    return when(decimals > Number(most), `must have at most ${most} decimals`);
  },
  EMAIL_ALLOWED_DOMAINS: (value, _, domains) => {
    return when(!domains.some((domain) => isIn(value, domain)), `must be an address at ${domains.join(', ')}`);
  },
  EMAIL_BLOCKED_DOMAINS: (value, _, domains) => {
    return when(
      domains.some((domain) => domainOf(value) === domain.toLowerCase()),
      'is at a domain that is blocked',
    );
  },
  END_DATE: (value, last) => {
    const [date, end] = [parseDate(value), parseDate(last)];
    return when(date !== undefined && end !== undefined && date > end, `must be ${end} at the latest`);
  },
  END_DATETIME: (value, last) => {
    return when(
      (parseInstant(value) ?? -Infinity) > (parseInstant(last) ?? Infinity),
      'is later than the account allows',
    );
  },
  FORMAT: (value, form) => {
    if (form === 'UPPER') return when(value !== value.toUpperCase(), 'must be in upper case');
    if (form === 'LOWER') return when(value !== value.toLowerCase(), 'must be in lower case');
    return when(/^\p{Ll}/u.test(value), 'must begin with a capital letter');
  },
  MAX_LENGTH: (value, most) => when([...value].length > Number(most), `must have at most ${most} characters`),
  MAX_NUMBER: (value, most) => when(Number(value) > Number(most), `must be ${most} at the most`),
  MIN_LENGTH: (value, least) => when(value.length < Number(least), `must have at least ${least} characters`),
  MIN_NUMBER: (value, least) => when(Number(value) < Number(least), `must be ${least} at the least`),
  PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE: (value, country) => {
    return when(country === '' && !value.startsWith('+'), 'must begin with + and the code of the country');
  },
  SPECIAL_CHARACTERS: (value) => when(/[!@#$%^&*<>{}[\]|\\~`=+?]/.test(value), 'must have no special characters'),
  START_DATE: (value, first) => {
    const [date, start] = [parseDate(value), parseDate(first)];
    return when(date !== undefined && start !== undefined && date < start, `must be ${start} at the earliest`);
  },
  START_DATETIME: (value, first) => {
    const isEarlier = (parseInstant(value) ?? Infinity) < (parseInstant(first) ?? -Infinity);
    return when(isEarlier, 'is earlier than the account allows');
  },
};

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function isIn(address: string, domain: string): boolean {
  const [own, allowed] = [domainOf(address), domain.toLowerCase()];
  return own === allowed || own.endsWith(`.${allowed}`);
}
