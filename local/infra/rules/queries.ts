import { faultsOfForm } from './kql.ts';

/** Events that the program writes: of each, the source of the files that write it. */
export type Events = ReadonlyMap<string, string>;

/** Finds them: every event is named in a call of `logLine`. */
export function eventsIn(sources: Iterable<string>): Events {
  const events = new Map<string, string>();
  for (const source of sources)
    for (const [, event = ''] of source.matchAll(/\blogLine\(\s*'([a-z_]+)'/g))
      events.set(event, `${events.get(event) ?? ''}\n${source}`);
  return events;
}

/** Events that a query counts. */
function eventsOf(query: string): string[] {
  const comparisons = [...query.matchAll(/\bevent\s*(?:==|in)\s*(\([^)]*\)|"[^"]*")/g)].map(
    ([, values = '']) => values,
  );
  return comparisons.flatMap((values) => [...values.matchAll(/"([^"]*)"/g)].map(([, event = '']) => event));
}

/** What is wrong with a query in KQL, as far as that can be told: its form, and the events and fields it counts. */
export function faultsOfQuery(query: string, events: Events): string[] {
  const faults = [...faultsOfForm(query)];
  const counted = eventsOf(query);
  for (const event of counted)
    if (!events.has(event)) faults.push(`counts the event ${event}, which the program does not write`);
  const source = counted.map((event) => events.get(event) ?? '').join('\n');
  if (counted.length === 0 && /\bparse_json\b/.test(query)) faults.push('counts no event');
  for (const [, dotted, quoted] of query.matchAll(/\be(?:\.([a-zA-Z]+)|\["([a-zA-Z]+)"\])/g)) {
    const field = dotted ?? quoted ?? '';
    if (!STANDARD.has(field) && !new RegExp(`\\b${field}\\b`).test(source))
      faults.push(`reads the field ${field}, which none of its events has`);
  }
  return [...new Set(faults)];
}

const STANDARD: ReadonlySet<string> = new Set(['event', 'account']);
