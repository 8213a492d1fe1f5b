import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { canonicalJson } from './canonical.ts';
import { OUTCOMES } from './event.ts';

/** One value that is about to be changed; it may have a cause of its own. */
const changeSchema = z.strictObject({
  property: z.string(),
  before: z.string(),
  after: z.string(),
  cause: z.string().optional(),
});

export type RecordedChange = z.infer<typeof changeSchema>;

const intentSchema = z.strictObject({ cause: z.string(), changes: z.array(changeSchema) });

/** Intents, by their numbers, that were not simply applied for the cause that they name. */
const exceptionSchema = z.strictObject({
  first: z.int().min(1),
  last: z.int().min(1),
  action: z.enum(OUTCOMES),
  cause: z.string().optional(),
});

export type Exception = z.infer<typeof exceptionSchema>;

/** `of` is the number of the first intent that is concluded; the entry has as many numbers as it concludes intents. */
const outcomeSchema = z.strictObject({ of: z.int().min(1), exceptions: z.array(exceptionSchema) });

const occurrenceSchema = z.strictObject({ cause: z.string() });

/** A text longer than a column of Table Storage holds is refused by it; this leaves room. */
export const MOST_CONTENT = 32_000;

export const intentContent = (content: z.infer<typeof intentSchema>): string =>
  canonicalJson({ cause: content.cause, changes: content.changes.map(defined) });
export const outcomeContent = (content: z.infer<typeof outcomeSchema>): string =>
  canonicalJson({ of: content.of, exceptions: content.exceptions.map(defined) });
export const occurrenceContent = (cause: string): string => canonicalJson({ cause });

/** Canonical JSON has nothing undefined. */
function defined<T extends Record<string, string | number | undefined>>(value: T): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, member]])),
  );
}

/** What an intent, an outcome or an occurrence says; `undefined` when its content is something else. */
export const readIntent = (content: string) => intentSchema.safeParse(parseJson(content)).data;
export const readOutcome = (content: string) => outcomeSchema.safeParse(parseJson(content)).data;
export const readOccurrence = (content: string) => occurrenceSchema.safeParse(parseJson(content)).data;

/** Whether a content is that of such an entry, with as many events as the entry has numbers. */
export function contentFits(entry: {
  readonly action: string;
  readonly first: number;
  readonly last: number;
  readonly content: string;
}): boolean {
  const size = entry.last - entry.first + 1;
  if (entry.action === 'intent') return readIntent(entry.content)?.changes.length === size && size > 0;
  if (entry.action === 'outcome') return readOutcome(entry.content) !== undefined && size > 0;
  return readOccurrence(entry.content) !== undefined && size === 1;
}
