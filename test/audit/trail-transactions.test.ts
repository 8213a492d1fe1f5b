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

  it('carry 40 events or more each when records have six changes', async () => {
    const { client, trail } = await auditTable();
    const proxy = await startStorageProxy();
    const one = trail(client(proxy.connectionString));
    const subjects = contactsIn(CHAIN, 39);
    const open = await one.intend(
      subjects.map((subject) => intent(subject, 6)),
      RUN,
    );
    await one.conclude(open, allApplied(subjects), RUN);
    const sent = proxy.seen.filter(({ operations }) => operations > 0);
    // 39 × 6 intents and as many outcomes: 78 events in each of six transactions, and nothing but the head read.
    expect(sent).toHaveLength(6);
    expect((39 * 6 * 2) / sent.length).toBeGreaterThanOrEqual(40);
    expect(proxy.seen.length - sent.length).toBe(1);
  });
});
