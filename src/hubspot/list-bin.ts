import { type CrmRecord, recordPageSchema } from './answers.ts';
import { withPageSize } from './batch-limits.ts';
import { HubSpotError } from './errors.ts';
import { type Access, RECORD_BATCH } from './records.ts';

/**
 * Pages of a type's recycle bin, in the order of HubSpot's cursor: records that were deleted in the last 90 days, which no search shows.
 * The list has no total, so what HubSpot leaves out of it is not seen. Throws `HubSpotError` for a record that is not as documented,
 * and for a cursor that leads in a circle.
 */
export async function* listBin(
  { transport, paths }: Access,
  type: string,
  properties: readonly string[],
): AsyncGenerator<readonly CrmRecord[]> {
  const seen = new Set<string>();
  for (let after: string | undefined; ; ) {
    const { results, paging } = await withPageSize(transport.limits.sizeOf('list pages', RECORD_BATCH), (limit) =>
      transport.send({
        method: 'GET',
        path: paths.objects(type),
        query: { limit: String(limit), after, properties: properties.join(','), archived: 'true' },
        answer: recordPageSchema,
        effect: 'read',
      }),
    );
    const odd = results.find((record) => record.odd !== undefined || record.archived === false);
    const next = paging?.next?.after;
    if (odd !== undefined || (next !== undefined && seen.has(next))) {
      const why = odd === undefined ? 'names a page twice' : `shows ${odd.id} in another form than documented`;
      throw new HubSpotError('unexpected_answer', `HubSpot's list of deleted ${type} ${why}: try again later.`, {
        endpoint: `GET ${paths.objects(type)}`,
      });
    }
    yield results;
    if (next === undefined) return;
    seen.add(next);
    after = next;
  }
}
