import { z } from 'zod';
import { RETURN_ANSWERS, type Return } from '../erased/return.ts';
import { continuationOf, continuationQuery } from './continuation.ts';
import { wholeNumber } from './whole-number.ts';
import { oneOf } from './request-fields.ts';

const MOST_RETURNS = 500;
const DEFAULT_RETURNS = 100;

/** When the last return of a page was found, and its id. */
const place = /^(?<foundAt>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|(?<id>[0-9a-f]{32})$/;

const LEADS = 'From an earlier answer: leads to the returns before those.';

const continuation = continuationQuery((text) => place.test(text), LEADS, 100)
  .transform((text) => {
    const { foundAt = '', id = '' } = place.exec(text)?.groups ?? {};
    return { foundAt, id };
  })
  .describe(LEADS);

/** Query of `GET /api/returns`. */
export const returnsQuerySchema = z.strictObject({
  limit: wholeNumber(MOST_RETURNS, DEFAULT_RETURNS).describe('How many returns.'),
  continuation: continuation.optional(),
});

/** Body of `POST /api/returns/{id}/answer`. */
export const returnAnswerRequestSchema = z.strictObject({ answer: oneOf(RETURN_ANSWERS) });

/** Leads to the returns before this one. */
export function continuationBefore({ foundAt, id }: Return): string {
  return continuationOf(`${foundAt}|${id}`);
}
