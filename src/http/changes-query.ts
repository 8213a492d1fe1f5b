import { z } from 'zod';
import { type ChangePosition, FIRST_CHANGE } from '../runs/change-list.ts';
import { continuationOf, continuationQuery } from './continuation.ts';
import { wholeNumber } from './whole-number.ts';

/** Changes of a dry run in one answer at the most, and unless the request says how many. */
const MOST_CHANGES = 1_000;

const PLACE = /^(?<kind>contacts|companies)\|(?<part>\d{1,6})\|(?<index>\d{1,6})$/;
const LEADS = 'From an earlier answer: leads to the changes after those.';

/** Leads to the changes from this place on; `null` when there are none. */
export function continuationFrom(next: ChangePosition | null): string | null {
  return next === null ? null : continuationOf(`${next.kind}|${next.part}|${next.index}`);
}

function placeIn(text: string): ChangePosition {
  const { kind, part, index } = PLACE.exec(text)?.groups ?? {};
  return { kind: kind === 'contacts' ? kind : 'companies', part: Number(part), index: Number(index) };
}

/** Query of `GET /api/runs/{runId}`: which changes of a dry run to show. */
export const changesQuerySchema = z.strictObject({
  limit: wholeNumber(MOST_CHANGES, MOST_CHANGES).describe('How many changes of a dry run.'),
  continuation: continuationQuery((text) => PLACE.test(text), LEADS)
    .transform(placeIn)
    .optional()
    .transform((place) => place ?? FIRST_CHANGE)
    .describe(LEADS),
});

/** Which changes of a dry run to show. */
export type ChangesQuery = z.infer<typeof changesQuerySchema>;
