import { STATUSES } from '../../../src/health/check.ts';
import { runSchema, SCOPES } from '../../../src/runs/run.ts';
import { faultsOfForm } from './kql.ts';

/** What the program writes into its log, and the functions that do. */
export interface Events {
  /** Events, and of each the source of the files that write it. */
  readonly sources: ReadonlyMap<string, string>;
  /** Every word that stands in quotation marks in the program: values of fields are among them. */
  readonly words: ReadonlySet<string>;
  /** Names under which functions are registered: `app.timer('sync', …)`. */
  readonly functions: ReadonlySet<string>;
}

/** Finds them: every event is named in a call of `logLine`. */
export function eventsIn(texts: Iterable<string>): Events {
  const sources = new Map<string, string>();
  const words = new Set<string>();
  const functions = new Set<string>();
  for (const text of texts) {
    for (const [, event = ''] of text.matchAll(/\blogLine\(\s*'([a-z_]+)'/g))
      sources.set(event, `${sources.get(event) ?? ''}\n${text}`);
    for (const [, word = ''] of text.matchAll(/'([A-Za-z_]+)'/g)) words.add(word);
    for (const [, name = ''] of text.matchAll(/\bapp\.\w+\(\s*'(\w+)'/g)) functions.add(name);
  }
  return { sources, words, functions };
}

/** Events that a query counts. */
export function eventsOf(query: string): string[] {
  const comparisons = [...query.matchAll(/\bevent\s*(?:==|in)\s*(\([^)]*\)|"[^"]*")/g)].map(
    ([, values = '']) => values,
  );
  return comparisons.flatMap((values) => [...values.matchAll(/"([^"]*)"/g)].map(([, event = '']) => event));
}

/** What is wrong with a query in KQL, as far as that can be told: its form, and the events and fields it counts. */
export function faultsOfQuery(written: string, events: Events): string[] {
  const query = withoutComments(written);
  const faults = [...faultsOfForm(query)];
  const counted = eventsOf(query);
  for (const event of counted)
    if (!events.sources.has(event)) faults.push(`counts the event ${event}, which the program does not write`);
  const source = counted.map((event) => events.sources.get(event) ?? '').join('\n');
  if (counted.length === 0 && /\bparse_json\b/.test(query)) faults.push('counts no event');
  for (const [, dotted, quoted] of query.matchAll(/\be(?:\.([a-zA-Z]+)|\["([a-zA-Z]+)"\])/g)) {
    const field = dotted ?? quoted ?? '';
    if (!STANDARD.has(field) && !new RegExp(`\\b${field}\\b`).test(source))
      faults.push(`reads the field ${field}, which none of its events has`);
  }
  for (const [, field = '', value = ''] of query.matchAll(/\(e\.(\w+)\)\s*(?:==|!=|has)\s*"([^"]*)"/g))
    if (!events.words.has(value)) faults.push(`compares with ${value}, which the program says nowhere`);
    else if (VALUES[field]?.includes(value) === false)
      faults.push(`compares ${field} with ${value}, which it never is`);
  return [...new Set(faults)];
}

/** A query without its comments: `//` to the end of the line, but in a text. */
function withoutComments(query: string): string {
  return query.replace(/("[^"\n]*")|\/\/[^\n]*/g, (_, text: string | undefined) => text ?? '');
}

/** Fields of which every value is known. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  scope: SCOPES,
  status: [...STATUSES, ...runSchema.shape.status.options],
};

const STANDARD: ReadonlySet<string> = new Set(['event', 'account']);
