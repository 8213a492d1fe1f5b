import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startStorageProxy } from '../support/storage-proxy.ts';
import { auditTable, SECRET } from './audit-table.ts';
import { allApplied, contactsIn, intent, RUN } from './sample-intents.ts';
import { faultsOf } from './verify-chain.ts';

const CHAIN = 'chain-6';
const MOST_OPERATIONS = 100;

describe('transactions of the audit trail', () => {
  it('hold at most 100 rows, whatever the numbers of changes', async () => {
    const subjects = contactsIn(CHAIN, 60);
    const counts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: subjects.length });
    const { client, trail, rows } = await auditTable();
    const proxy = await startStorageProxy();
    const one = trail(client(proxy.connectionString));
    await fc.assert(
      fc.asyncProperty(counts, async (sizes) => {
        proxy.seen.length = 0;
        const intents = sizes.map((size, index) => intent(subjects[index] ?? '', size));
        const open = await one.intend(intents, RUN);
        expect(open.flatMap(({ events }) => events)).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
        await one.conclude(open, allApplied(subjects), RUN);
        const sent = proxy.seen.flatMap(({ operations }) => (operations > 0 ? [operations] : []));
        expect(sent).toHaveLength(2 * open.length);
        expect(Math.max(...sent)).toBeLessThanOrEqual(MOST_OPERATIONS);
      }),
      {
        numRuns: 12,
        examples: [[Array.from({ length: 49 }, () => 1)], [Array.from({ length: 60 }, () => 15)], [[96]]],
      },
    );
    expect(faultsOf(await rows(CHAIN), SECRET)).toEqual([]);
  });

  it('carry 90 records each, and take 2.1 rows for each at the most', async () => {
    const { client, trail, table } = await auditTable();
    const proxy = await startStorageProxy();
    const one = trail(client(proxy.connectionString));
    const subjects = Array.from({ length: 1_000 }, (_, index) => `contact:${index}`);
    const open = await one.intend(
      subjects.map((subject) => intent(subject, 6)),
      RUN,
    );
    await one.conclude(open, allApplied(subjects), RUN);
    const sent = proxy.seen.filter(({ operations }) => operations > 0);
    // About 125 contacts in each chain, so two transactions for their intents and two for their outcomes.
    expect(sent).toHaveLength(32);
    expect(proxy.seen.length - sent.length).toBe(8);
    let rows = 0;
    for await (const _ of table.listEntities()) rows += 1;
    expect(rows / subjects.length).toBeLessThanOrEqual(2.1);
  });
});
