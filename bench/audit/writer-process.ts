import { parseArgs } from 'node:util';
import { TableClient, type TransactionAction } from '@azure/data-tables';
import { chunk } from '../../src/chunk.ts';
import { groupBy } from '../../src/group-by.ts';
import { loadBuilt } from '../built.ts';
import { answerQuestions } from '../child.ts';
import { MemoryWatch, peakOfProcess } from '../memory.ts';
import { countStorageCalls } from '../storage-calls.ts';

const { values } = parseArgs({
  options: {
    storage: { type: 'string' },
    table: { type: 'string' },
    writer: { type: 'string' },
    of: { type: 'string' },
    contacts: { type: 'string' },
    changes: { type: 'string' },
  },
});
const { storage: connectionString = '', table: name = '' } = values;
const [writer, of, contacts, changes] = [values.writer, values.of, values.contacts, values.changes].map(Number);
/** Contacts that a run writes together. */
const PART = 1_000;
const ROWS = 100;

const calls = countStorageCalls();
const memory = new MemoryWatch();
const { AuditTrail, AuditKey, Keyring, verifyTrail } = await loadBuilt();
const keys = new Keyring(new AuditKey('bench'));
const clientOf = (table: string) =>
  TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });

answerQuestions({
  write: () => timed(write),
  plain: async () => {
    const rows = await ownRows();
    await clientOf(`${name}plain`).createTable();
    return timed(() => insert(rows));
  },
  verify: () =>
    timed(async () => {
      const { status, events } = await verifyTrail(clientOf(name), { keys });
      if (status !== 'ok') throw new Error('The trail does not verify');
      return events;
    }),
});

async function timed(work: () => Promise<number>) {
  const before = calls();
  memory.takePeak();
  const began = Date.now();
  const count = await work();
  const ended = Date.now();
  const { transactions } = calls();
  return {
    began,
    ended,
    count,
    transactions: transactions - before.transactions,
    peakRss: memory.takePeak(),
    peakOfProcess: peakOfProcess(),
  };
}

/** Intents and outcomes as a run writes them; gives the events. */
async function write(): Promise<number> {
  const trail = new AuditTrail(clientOf(name), keys, () => new Date().toISOString());
  const author = { runId: `20261125T08000000${writer}Z-0000000${writer}`, actor: 'timer' };
  const ids = Array.from({ length: contacts ?? 0 }, (_, index) => `contact:${writer}${String(index).padStart(7, '0')}`);
  for (const part of chunk(ids, PART)) {
    const intents = part.map((subject) => ({
      subject,
      cause: '§7 active meeting meetings:5512',
      changes: Array.from({ length: changes ?? 0 }, (_, index) => {
        return { property: `rekisteri_property_${index}`, before: '', after: '2036-11-23T08:00:00.000Z' };
      }),
    }));
    const open = await trail.intend(intents, author);
    await trail.conclude(open, new Map(part.map((subject) => [subject, { outcome: 'applied' }])), author);
  }
  return ids.length * (changes ?? 0) * 2;
}

/** This writer's share of the rows that the trail consists of. */
async function ownRows() {
  const rows: { partitionKey: string; rowKey: string }[] = [];
  let index = 0;
  for await (const { etag: _, timestamp: __, partitionKey = '', rowKey = '', ...row } of clientOf(
    name,
  ).listEntities()) {
    if (Math.floor(index / ROWS) % (of ?? 1) === writer) rows.push({ partitionKey, rowKey, ...row });
    index += 1;
  }
  return rows;
}

/** Plain inserts, a hundred to a transaction and the partitions side by side. */
async function insert(rows: Awaited<ReturnType<typeof ownRows>>): Promise<number> {
  const table = clientOf(`${name}plain`);
  const partitions = groupBy(rows, ({ partitionKey }) => partitionKey);
  await Promise.all(
    [...partitions.values()].map(async (partition) => {
      for (const part of chunk(partition, ROWS))
        await table.submitTransaction(part.map((row): TransactionAction => ['create', row]));
    }),
  );
  return rows.length;
}
