import type { TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChainedEvent } from '../../../src/audit/event.ts';
import type { AuditFilter } from '../../../src/audit/query/filter.ts';
import { listEvents, type Position } from '../../../src/audit/query/list-events.ts';
import { auditTable } from '../audit-table.ts';
import { History, RUNS, START, SUBJECTS, steps } from './history.ts';
import { allEvents, expected } from './model.ts';

/** Making a history smaller takes minutes; the seed in the message gives it again. */
const AT_ONCE = { endOnFailure: true };

const moment = fc.integer({ min: START - 5_000, max: START + 60_000 });
const filter: fc.Arbitrary<AuditFilter> = fc.record(
  {
    subject: fc.constantFrom(...SUBJECTS),
    runId: fc.constantFrom(...RUNS, 'run-of-nobody'),
    from: moment,
    to: moment,
  },
  { requiredKeys: [] },
);
const filters = fc.array(fc.record({ filter, limit: fc.integer({ min: 1, max: 40 }) }), { minLength: 4, maxLength: 4 });
const prunings = fc.array(
  fc.record({
    subject: fc.constantFrom(...SUBJECTS),
    first: fc.integer({ min: 1, max: 30 }),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 3 },
);

/** All pages of a listing; `between` happens after the first. */
async function allPages(table: TableClient, query: AuditFilter, limit: number, between = async () => {}) {
  const events: ChainedEvent[] = [];
  let next: Position | undefined;
  let pages = 0;
  do {
    const page = await listEvents(table, query, limit, { position: next });
    if (page.next !== undefined) expect(page.events).toHaveLength(limit);
    events.push(...page.events);
    next = page.next;
    pages += 1;
    if (pages === 1) await between();
  } while (next !== undefined);
  return events;
}

test('pages give exactly the events that are asked for, newest first, whatever happened', {}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, prunings, filters, async (happened, pruned, queries) => {
      const audit = await auditTable();
      const history = new History(audit);
      await history.go(happened);
      for (const { subject, first, count } of pruned) await history.prune(subject, first, count);
      const there = await allEvents(audit);
      for (const { filter: query, limit } of queries) {
        expect(await allPages(audit.table, query, limit)).toEqual(expected(there, query));
      }
    }),
    { numRuns: 40, ...AT_ONCE },
  );
});

test('what is appended or concluded while somebody pages changes no page', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, filters, async (before, meanwhile, queries) => {
      const audit = await auditTable();
      const history = new History(audit);
      await history.go(before);
      for (const { filter: query, limit } of queries) {
        const there = await allEvents(audit);
        const listed = await allPages(audit.table, query, limit, () => history.go(meanwhile.splice(0, 6)));
        expect(listed).toEqual(expected(there, query));
      }
    }),
    { numRuns: 25, ...AT_ONCE },
  );
});
