import type { Language } from './language.ts';

// People in Finland use it: days and times are Finnish ones, in either language.
const ZONE = 'Europe/Helsinki';
const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', en: 'en-GB' };

/** Intl's objects are slow to make. */
const made = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const format = made.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], options);
  made.set(key, format);
  return format;
}

/** A calendar date `YYYY-MM-DD`: `23.11.2026`, `23 Nov 2026`. */
export function formatDay(day: string, language: Language): string {
  const month = language === 'fi' ? 'numeric' : 'short';
  return dateFormat(language, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(Date.parse(day));
}

/** An instant in Finnish time: `23.11.2026 klo 11.30`, `23 Nov 2026, 11:30`. */
export function formatTime(instant: string, language: Language): string {
  const month = language === 'fi' ? 'numeric' : 'short';
  const day = dateFormat(language, { day: 'numeric', month, year: 'numeric', timeZone: ZONE }).format(
    Date.parse(instant),
  );
  const time = dateFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: ZONE }).format(Date.parse(instant));
  return language === 'fi' ? `${day} klo ${time}` : `${day}, ${time}`;
}

/** A month `YYYY-MM`: `marraskuu 2026`, `November 2026`. */
export function formatMonth(month: string, language: Language): string {
  return dateFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01`));
}

/** A number: `12 345`, `12,345`. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(count);
}

/** A share between 0 and 1: `45 %`, `45%`. */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent' }).format(share);
}

/** Which plural form a count takes; Finnish and English have these two. */
export function pluralOf(count: number, language: Language): 'one' | 'other' {
  return new Intl.PluralRules(LOCALES[language]).select(count) === 'one' ? 'one' : 'other';
}

/** Days from one calendar date to another; negative when `to` is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The Finnish calendar date of an instant, `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: ZONE }).format(Date.parse(instant));
}
