import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import type { SliceContext } from '../../facts/context.ts';
import { NOT_A_DATE, parseHold } from '../../facts/listed.ts';
import { RECORD_BATCH, readRecords } from '../../hubspot/records.ts';

const AT_ONCE = 4;

/**
 * Until when contacts are held, by their ids, as HubSpot says now; `undefined` when there is no hold. One that cannot be read is
 * no date, and so nobody's end. Contacts that are gone are left out.
 */
export async function readHoldsNow(
  { hubspot, policy }: Pick<SliceContext, 'hubspot' | 'policy'>,
  ids: readonly string[],
): Promise<Map<string, string | undefined>> {
  const batches = await pMap(
    chunk(ids, RECORD_BATCH),
    (batch) => readRecords(hubspot, 'contacts', batch, ['rekisteri_hold_until']),
    { concurrency: AT_ONCE },
  );
  return new Map(
    batches.flatMap(({ found, unread }) => [
      ...[...found].map(([id, { properties }]) => [id, parseHold(properties, policy.timeZone)] as const),
      ...[...unread.keys()].map((id) => [id, NOT_A_DATE] as const),
    ]),
  );
}
