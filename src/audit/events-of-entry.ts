import { readIntent, readOccurrence, readOutcome } from './content.ts';
import type { ChainedEntry } from './entry.ts';
import type { ChainedEvent, OccurrenceAction } from './event.ts';

/** The events that an intent or an occurrence holds, in order; an outcome's need its intents as well. */
export function eventsOf(entry: ChainedEntry): ChainedEvent[] {
  const { first, last: _, action, subject, content, ...said } = entry;
  if (action === 'intent') {
    const { cause, changes } = readIntent(content) ?? { cause: '', changes: [] };
    return changes.map(({ property, before, after, cause: own = cause }, index) => {
      return { ...said, action, subject, sequence: first + index, property, before, after, cause: own };
    });
  }
  if (action === 'outcome') return [];
  const { cause } = readOccurrence(content) ?? { cause: '' };
  return [occurrence({ ...said, subject, sequence: first, cause }, action)];
}

function occurrence(
  event: Omit<ChainedEvent, 'action' | 'property' | 'before' | 'after'>,
  action: OccurrenceAction,
): ChainedEvent {
  return { ...event, action, property: '', before: '', after: '' };
}

/** The events that an outcome holds of some of its intents, in their order. Of intents that were pruned there are none. */
export function outcomesOf(entry: ChainedEntry, intents: readonly ChainedEvent[]): ChainedEvent[] {
  const { first, last, content, subject: _, ...said } = entry;
  const { of, exceptions } = readOutcome(content) ?? { of: 0, exceptions: [] };
  return intents.flatMap(({ sequence, subject, property, before, after, cause }) => {
    const place = first + sequence - of;
    if (place < first || place > last) return [];
    const exception = exceptions.find((one) => one.first <= sequence && sequence <= one.last);
    const changed = { subject, property, before, after, cause: exception?.cause ?? cause };
    return [{ ...said, action: exception?.action ?? 'applied', ...changed, sequence: place }];
  });
}
