import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import { RECORD_BATCH, readRecords } from '../../hubspot/records.ts';
import type { SliceContext } from '../context.ts';
import type { RecordKind } from '../listed.ts';
import { retryKey } from './remember.ts';

const AT_ONCE = 4;

/** Removes everything that is remembered of contacts that are gone; the audit trail stays. */
export async function forgetContacts({ state, session }: SliceContext, ids: readonly string[]): Promise<void> {
  const memories = await state.contacts.getMany(ids);
  const members = [...memories].flatMap(([id, { companyId }]) =>
    companyId === undefined ? [] : [`${companyId}|${id}`],
  );
  session.assertOurs();
  await state.contacts.deleteMany(ids);
  await state.members.remove(members);
  await state.retry.remove(ids.map((id) => retryKey('contacts', id)));
}

/** The same of companies; who belonged to one is told by its contacts. */
export async function forgetCompanies({ state, session }: SliceContext, ids: readonly string[]): Promise<void> {
  session.assertOurs();
  await state.companies.deleteMany(ids);
  await state.retry.remove(ids.map((id) => retryKey('companies', id)));
}

/** Ids that are remembered, were not among those listed, and that HubSpot itself says are gone. */
export async function findGone(
  { hubspot, state }: SliceContext,
  kind: RecordKind,
  listed: ReadonlySet<string>,
): Promise<string[]> {
  const missing: string[] = [];
  for await (const id of state[kind].ids()) if (!listed.has(id)) missing.push(id);
  const batches = await pMap(chunk(missing, RECORD_BATCH), (ids) => readRecords(hubspot, kind, ids, []), {
    concurrency: AT_ONCE,
  });
  return batches.flatMap(({ gone }) => [...gone]);
}
