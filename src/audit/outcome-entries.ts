import { type Exception, MOST_CONTENT, outcomeContent } from './content.ts';
import type { NewEntry } from './entry.ts';
import type { ChainedEvent } from './event.ts';
import type { OpenEntry } from './leading-rows.ts';
import { type Author, type Conclusion, changeName } from './recorded.ts';
import { shortened } from './shortened.ts';

/** Open intents of one entry, with what they are about to change. */
export interface OpenIntentEntry extends OpenEntry {
  readonly events: readonly ChainedEvent[];
}

/** The entries that open intents stand in, in order: the events of one entry share its hash. */
export function entriesOf(events: readonly ChainedEvent[]): OpenIntentEntry[] {
  const entries: { events: ChainedEvent[] }[] = [];
  for (const event of events) {
    const entry = entries.at(-1);
    if (entry?.events[0]?.hash === event.hash) entry.events.push(event);
    else entries.push({ events: [event] });
  }
  return entries.flatMap(({ events: [first, ...more] }) => {
    if (first === undefined) return [];
    const { subject, runId } = first;
    return [{ subject, runId, first: first.sequence, last: first.sequence + more.length, events: [first, ...more] }];
  });
}

/** The outcome of intents: one entry, and more where its content would be longer than a column. */
export function outcomeEntries(
  intents: readonly OpenIntentEntry[],
  conclusions: ReadonlyMap<string, Conclusion>,
  author: Author,
): NewEntry[] {
  const parts: { of: number; last: number; exceptions: Exception[] }[] = [];
  for (const intent of intents) {
    const own = exceptionsOf(intent, conclusions);
    const part = parts.at(-1);
    const exceptions = own.reduce(joined, part?.exceptions ?? []);
    if (part !== undefined && outcomeContent({ of: part.of, exceptions }).length <= MOST_CONTENT) {
      [part.last, part.exceptions] = [intent.last, exceptions];
    } else parts.push({ of: intent.first, last: intent.last, exceptions: own.reduce<Exception[]>(joined, []) });
  }
  return parts.map(({ of, last, exceptions }) => {
    const content = outcomeContent({ of, exceptions });
    return { ...author, action: 'outcome', subject: '', content, size: last - of + 1 };
  });
}

/** One for the entry, whose changes have one fate, or for each of its changes. */
function exceptionsOf(intent: OpenIntentEntry, conclusions: ReadonlyMap<string, Conclusion>): Exception[] {
  const whole = conclusions.get(intent.subject);
  if (whole !== undefined) return [exceptionOf(intent, whole)].filter((one) => one !== undefined);
  return intent.events.flatMap((event) => {
    const { sequence } = event;
    return exceptionOf({ first: sequence, last: sequence, events: [event] }, conclusions.get(changeName(event))) ?? [];
  });
}

/** Nothing is said of what was simply applied. */
function exceptionOf(
  { first, last, events }: Pick<OpenIntentEntry, 'first' | 'last' | 'events'>,
  conclusion: Conclusion | undefined,
): Exception | undefined {
  if (conclusion === undefined) return undefined;
  const cause = conclusion.cause === undefined ? undefined : shortened(conclusion.cause);
  const isOwnCause = cause === undefined || events.every((event) => event.cause === cause);
  if (conclusion.outcome === 'applied' && isOwnCause) return undefined;
  return { first, last, action: conclusion.outcome, ...(isOwnCause ? {} : { cause }) };
}

/** Neighbours with the same outcome are one exception. */
function joined(exceptions: Exception[], one: Exception): Exception[] {
  const before = exceptions.at(-1);
  const isSame = before?.last === one.first - 1 && before.action === one.action && before.cause === one.cause;
  return before !== undefined && isSame
    ? [...exceptions.slice(0, -1), { ...before, last: one.last }]
    : [...exceptions, one];
}
