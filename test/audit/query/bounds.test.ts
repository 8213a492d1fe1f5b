import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listEvents } from '../../../src/audit/query/list-events.ts';
import { auditTable, KEYS } from '../audit-table.ts';
import { START } from './history.ts';
import { allEvents, expected } from './model.ts';

const SUBJECT = 'contact:101';
/** Clocks that differ by up to two seconds, and events that follow each other much faster. */
const moments = fc.array(fc.record({ later: fc.nat(400), off: fc.nat(1_999) }), { minLength: 14, maxLength: 16 });

test('no event of a period is lost where the times in a chain run backwards', async () => {
  await fc.assert(
    fc.asyncProperty(moments, async (happened) => {
      const audit = await auditTable();
      let [time, at] = [START, START];
      const used = new Set<number>();
      const trail = audit.trail(audit.client(), KEYS, () => new Date(at).toISOString());
      for (const { later, off } of happened) {
        time += later;
        at = time - off;
        // Nobody is found gone twice in one millisecond: rows by time have no place for that.
        while (used.has(at)) at -= 1;
        used.add(at);
        await trail.record([{ action: 'gone', subject: SUBJECT, cause: 'gone' }], { runId: '', actor: 'timer' });
      }
      const there = await allEvents(audit);
      for (const moment of there.map((event) => Date.parse(event.at))) {
        for (const filter of [{ from: moment }, { to: moment, subject: SUBJECT }, { from: moment, to: moment }]) {
          const { events } = await listEvents(audit.table, filter, 100);
          expect(events).toEqual(expected(there, filter));
        }
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
});
