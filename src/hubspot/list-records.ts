import { type CrmRecord, recordPageSchema } from './answers.ts';
import { withPageSize } from './batch-limits.ts';
import { fitsAddress } from './fits-address.ts';
import { type Access, RECORD_BATCH, readRecords } from './records.ts';

/**
 * One page of all live records of a type, in the order of HubSpot's cursor. Where an address with all properties would be too
 * long, the page gives ids and the records are read by them: one request more. Records that cannot be read are left out, as HubSpot
 * may leave out others: nobody may take a list to be complete.
 */
export async function listRecords(
  access: Access,
  type: string,
  properties: readonly string[],
  after: string | undefined,
): Promise<{ records: CrmRecord[]; after: string | undefined }> {
  const { transport, paths } = access;
  const inAddress = fitsAddress(properties);
  const page = await withPageSize(transport.limits.sizeOf('list pages', RECORD_BATCH), (limit) =>
    transport.send({
      method: 'GET',
      path: paths.objects(type),
      query: {
        limit: String(limit),
        after,
        properties: inAddress ? properties.join(',') : undefined,
        archived: 'false',
      },
      answer: recordPageSchema,
      effect: 'read',
    }),
  );
  const listed = page.results.filter(({ archived }) => archived !== true);
  const read = inAddress ? listed : await readListed(access, type, listed, properties);
  return { records: read.filter(({ odd }) => odd === undefined), after: page.paging?.next?.after };
}

async function readListed(
  access: Access,
  type: string,
  listed: readonly CrmRecord[],
  properties: readonly string[],
): Promise<CrmRecord[]> {
  const ids = listed.map(({ id }) => id);
  const { found } = await readRecords(access, type, ids, properties);
  return ids.flatMap((id) => found.get(id) ?? []);
}
