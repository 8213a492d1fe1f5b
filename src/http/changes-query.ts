import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { RECORD_KINDS } from '../register/record.ts';
import { type ChangePosition, FIRST_CHANGE } from '../runs/change-list.ts';
import { wholeNumber } from './whole-number.ts';

/** Changes of a dry run in one answer at the most, and unless the request says how many. */
const MOST_CHANGES = 1_000;

const LONGEST_CONTINUATION = 100;
const count = z.int().min(0).max(999_999);
/** What a continuation holds: its version, and a place among the changes. */
const placeSchema = z.tuple([z.literal(1), z.enum(RECORD_KINDS), count, count]);

/** Where the next page of changes begins, as a text that callers give back as it is; `null` when there is none. */
export function continuationOf(next: ChangePosition | null): string | null {
  if (next === null) return null;
  const { kind, part, index } = next;
  return Buffer.from(JSON.stringify([1, kind, part, index])).toString('base64url');
}

function placeOf(continuation: string): ChangePosition | undefined {
  const { data } = placeSchema.safeParse(parseJson(Buffer.from(continuation, 'base64url').toString()));
  if (data === undefined) return undefined;
  const [, kind, part, index] = data;
  // Base64 is read leniently: only what was written so is taken.
  return continuationOf({ kind, part, index }) === continuation ? { kind, part, index } : undefined;
}

/** Query of `GET /api/runs/{runId}`: which changes of a dry run to show. */
export const changesQuerySchema = z.strictObject({
  limit: wholeNumber(MOST_CHANGES, MOST_CHANGES).describe('How many changes of a dry run.'),
  continuation: z
    .string()
    .max(LONGEST_CONTINUATION, 'must be the continuation of an earlier answer')
    .transform((text, context) => {
      const place = placeOf(text);
      if (place !== undefined) return place;
      context.addIssue({ code: 'custom', message: 'must be the continuation of an earlier answer' });
      return z.NEVER;
    })
    .optional()
    .transform((place) => place ?? FIRST_CHANGE)
    .describe('From an earlier answer: leads to the changes after those.'),
});

/** Which changes of a dry run to show. */
export type ChangesQuery = z.infer<typeof changesQuerySchema>;
