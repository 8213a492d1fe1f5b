/** Dates for the oracle, written with `Intl` and plain `Date` arithmetic so that they share nothing with the product. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** The instant a HubSpot value holds (epoch ms): ISO 8601, UTC when it has no offset, or epoch milliseconds. */
export function oracleInstant(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
  const instant = Date.parse(hasZone ? text : `${text}Z`);
  if (Number.isNaN(instant)) throw new RangeError('the oracle is for readable facts only, and this date is not one');
  return instant;
}

/** Calendar date `YYYY-MM-DD` of an instant (epoch ms) in a time zone. */
export function oracleDate(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  const [day, month, year] = format.format(instant).split('/');
  return `${year}-${month}-${day}`;
}

/** A calendar date some years later; 29 February becomes 28 February when that year has none. */
export function oracleYearsLater(date: string, years: number): string {
  const year = String(Number(date.slice(0, 4)) + years);
  const rest = date.slice(4);
  const isLeap = new Date(Date.UTC(Number(year), 1, 29)).getUTCMonth() === 1;
  return rest === '-02-29' && !isLeap ? `${year}-02-28` : `${year}${rest}`;
}

/** Whole days from one calendar date to another. */
export function oracleDays(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
