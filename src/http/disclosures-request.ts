import { z } from 'zod';
import type { AuditKey } from '../audit/key.ts';
import { positionOf } from '../audit/query/continuation.ts';
import type { AuditFilter } from '../audit/query/filter.ts';
import type { Position } from '../audit/query/list-events.ts';
import { disclosureFilter } from '../rights/disclosures/list.ts';
import { moment } from './moment.ts';
import { oneOf, refuseIn } from './request-fields.ts';
import { wholeNumber } from './whole-number.ts';

const MOST_SHOWN = 1_000;
const DEFAULT_SHOWN = 100;

/** A valid query of `GET /api/disclosures`. */
export interface DisclosuresRequest {
  readonly filter: AuditFilter;
  readonly limit: number;
  readonly position: Position | undefined;
  /** `undefined` leaves the choice to the header `Accept`. */
  readonly format: 'json' | 'csv' | undefined;
}

/** The query's schema; dates are dates in `timeZone`, and continuations were signed with `key`. */
export function disclosuresQuery(timeZone: string, key: AuditKey): z.ZodType<DisclosuresRequest> {
  const parameters = z.strictObject({
    from: moment(timeZone, 'begins').optional().describe('Not before: a date, or a time with its offset.'),
    to: moment(timeZone, 'ends')
      .optional()
      .describe('Not after: a date, which means its last moment, or a time with its offset.'),
    limit: wholeNumber(MOST_SHOWN, DEFAULT_SHOWN).describe('How many disclosures.'),
    continuation: z.string().optional().describe('From an earlier answer to the same query.'),
    format: oneOf(['json', 'csv']).optional().describe('Instead of the header Accept.'),
  });
  return parameters.transform(({ from, to, continuation, limit, format }, context) => {
    const refuse = refuseIn(context);
    if (from !== undefined && to !== undefined && from > to) return refuse('from', 'must not be later than to');
    const filter = disclosureFilter(from, to);
    const position = continuation === undefined ? undefined : positionOf(filter, continuation, key);
    if (position === 'unreadable') return refuse('continuation', 'must be the continuation of an earlier answer');
    if (position === 'of_another_query') return refuse('continuation', 'belongs to a query of another time');
    return { filter, limit, position, format };
  });
}
