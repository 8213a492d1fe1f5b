import pMap from 'p-map';
import { chunk } from '../../chunk.ts';
import { RECORD_BATCH } from '../../hubspot/records.ts';
import { cursorOf } from '../../runs/cursor.ts';
import type { SliceContext } from '../context.ts';
import { findCompanies, unreadCompany } from '../find-companies.ts';
import { PART_SIZE, PARTS } from '../parts.ts';
import type { Setup } from '../setup.ts';
import { listedIds } from './listed-ids.ts';
import { listedParts } from './listed-parts.ts';
import { READING, withParts } from './reading-cursor.ts';
import { savePart } from './save-part.ts';

/**
 * Looks for companies that contacts name but the list of companies did not hold: made since, merged into another,
 * archived, or unreadable. One that cannot be found at all counts as unread: its contacts become `unknown`.
 */
export async function missingCompanies(context: SliceContext, setup: Setup): Promise<void> {
  const { session, store } = context;
  const listed = await listedIds(context, 'companies');
  const missing = [...(await namedIds(context))].filter((id) => !listed.has(id));
  const found = (
    await pMap(chunk(missing, RECORD_BATCH), (ids) => findCompanies(context, setup, ids), { concurrency: 4 })
  ).flat();
  const aliases = found.flatMap((one) =>
    one.kind === 'live' && one.record.id !== one.id ? [[one.id, one.record.id]] : [],
  );
  await store.put(PARTS.aliases, 0, aliases);
  const live = new Map(
    found.flatMap((one) => (one.kind === 'live' && !listed.has(one.record.id) ? [[one.record.id, one.record]] : [])),
  );
  const archived = found.flatMap((one) => (one.kind === 'archived' ? [one.record] : []));
  const unread = found.flatMap((one) => (one.kind === 'unread' ? [{ id: one.id, reason: one.reason }] : []));
  const first = cursorOf(session.run, READING).companies.parts;
  const parts = [
    ...chunk([...live.values()], PART_SIZE).map((records) => ({ records, live: true })),
    ...chunk(archived, PART_SIZE).map((records) => ({ records, live: false })),
  ];
  const links = await pMap(parts, (part, index) =>
    savePart(context, { ...part, setup, kind: 'companies', number: first + index }),
  );
  if (unread.length > 0) await saveUnread(context, first + parts.length, unread);
  await session.checkpoint((run) => ({
    ...withParts(run, 'companies', first + parts.length + (unread.length > 0 ? 1 : 0)),
    companies: { ...run.companies, total: run.companies.total + live.size },
    links: { ...run.links, found: links.reduce((sum, one) => sum + one, run.links.found) },
  }));
}

async function saveUnread(
  { store }: SliceContext,
  number: number,
  unread: readonly { id: string; reason: string }[],
): Promise<void> {
  await store.put(
    PARTS.listed.companies,
    number,
    unread.map(({ id, reason }) => unreadCompany(id, reason)),
  );
}

async function namedIds(context: SliceContext): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { value } of listedParts(context, 'contacts')) {
    for (const { companyId } of value) if (companyId !== undefined) ids.add(companyId);
  }
  return ids;
}
