import { parseArgs } from 'node:util';
import { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { budgetStateSchema } from '../../src/hubspot/budget-state.ts';
import { createTransport } from '../../src/hubspot/transport.ts';
import { pathsOf } from '../../src/hubspot/version.ts';
import { SharedRow } from '../../src/storage/shared-row.ts';

/** A process that asks HubSpot for as much as it gets until its parent lets go, and tells of each list it was given. */
const option = { type: 'string', default: '' } as const;
const { values } = parseArgs({ options: { hubspot: option, storage: option, table: option, name: option } });
const table = TableClient.fromConnectionString(values.storage, values.table, { allowInsecureConnection: true });
const transport = createTransport({
  baseUrl: values.hubspot,
  accessToken: 'test',
  dailyShare: 100,
  timeoutMs: 2_000,
  shared: new SharedRow(async () => table, 'budget', 'hubspot', budgetStateSchema),
});
const path = pathsOf('2026-09').objects('contacts');
const answer = z.object({});

async function list(): Promise<void> {
  await transport.send({ method: 'GET', path, query: { limit: values.name }, answer, effect: 'read' });
  process.send?.('list');
}

async function search(): Promise<void> {
  const body = { filterGroups: [], sorts: [], properties: [], limit: 10, after: '0' };
  await transport.send({ method: 'POST', path: `${path}/search`, body, answer, effect: 'read' });
}

async function always(work: () => Promise<void>): Promise<void> {
  for (;;) await work();
}

process.on('disconnect', () => process.exit());
await Promise.all([
  ...Array.from({ length: 8 }, () => always(list)),
  ...Array.from({ length: 3 }, () => always(search)),
]);
