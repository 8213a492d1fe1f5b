import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listEvents } from '../../src/audit/query/list-events.ts';
import { CHAIN_NAMES, chainOf } from '../../src/audit/rows.ts';
import type { Conclusion } from '../../src/audit/trail.ts';
import { eventsIn } from '../support/audit-events.ts';
import { AT, auditTable, SECRET } from './audit-table.ts';
import { allApplied, contactsIn, intent, RUN } from './sample-intents.ts';
import { faultsIn } from './sealed-trail.ts';
import { faultsOf } from './verify-chain.ts';

const CHAIN = 'chain-2';
const [ANNA = '', BERTTA = '', CECILIA = ''] = contactsIn(CHAIN, 3);

describe('AuditTrail', () => {
  it('records intents with all that an event says, and marks them open', async () => {
    const { trail, rows } = await auditTable();
    const open = await trail().intend([intent(ANNA, 2)], RUN);
    expect(open).toMatchObject([
      {
        chain: CHAIN,
        events: [
          {
            chain: CHAIN,
            sequence: 1,
            at: AT,
            runId: RUN.runId,
            actor: 'timer',
            action: 'intent',
            subject: ANNA,
            property: 'rekisteri_property_0',
            before: '',
            after: '0',
            cause: 'meetings:5512',
            hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
          { sequence: 2, property: 'rekisteri_property_1', after: '1' },
        ],
      },
    ]);
    expect((await rows(CHAIN)).map(({ rowKey }) => rowKey)).toEqual(['000000000001', 'head', 'open|000000000001']);
  });

  it('gives another instance exactly what a crash left open', async () => {
    const { trail } = await auditTable();
    const crashed = trail();
    const subjects = [ANNA, BERTTA, 'contact:1', 'company:1', 'company:2'];
    const open = await crashed.intend(
      subjects.map((subject, index) => intent(subject, index + 1)),
      RUN,
    );
    const [finished, ...left] = open;
    await crashed.conclude(finished === undefined ? [] : [finished], allApplied(subjects), RUN);
    const found = await trail().open();
    expect(found.sort(byPlace)).toEqual(left.sort(byPlace));
    await expect(trail().conclude(found, allApplied(subjects), RUN)).resolves.toBe(0);
    await expect(crashed.open()).resolves.toEqual([]);
  });

  it('finds many open transactions of one chain, each with its own events', async () => {
    const { trail } = await auditTable();
    const one = trail();
    const open = [];
    for (const [index, subject] of [ANNA, BERTTA, CECILIA].entries()) {
      open.push(...(await one.intend([intent(subject, index + 1)], RUN)));
    }
    await expect(trail().open()).resolves.toEqual(open);
  });

  it('appends one outcome per intent, with the outcome and the cause that the subject got', async () => {
    const { trail, rows } = await auditTable();
    const one = trail();
    const open = await one.intend([intent(ANNA, 2), intent(BERTTA), intent(CECILIA)], RUN);
    const conclusions = new Map<string, Conclusion>([
      [ANNA, { outcome: 'applied', cause: 'meetings:5512' }],
      [BERTTA, { outcome: 'not_applied', cause: 'rejected 400' }],
      [CECILIA, { outcome: 'superseded', cause: 'the record is gone' }],
    ]);
    await one.conclude(open, conclusions, { runId: 'another-run', actor: 'key' });
    const outcomes = outcomesIn(await rows(CHAIN)).map(({ subject, action, cause, property, after }) => [
      subject,
      action,
      cause,
      property,
      after,
    ]);
    expect(outcomes).toEqual([
      [ANNA, 'applied', 'meetings:5512', 'rekisteri_property_0', '0'],
      [ANNA, 'applied', 'meetings:5512', 'rekisteri_property_1', '1'],
      [BERTTA, 'not_applied', 'rejected 400', 'rekisteri_property_0', '0'],
      [CECILIA, 'superseded', 'the record is gone', 'rekisteri_property_0', '0'],
    ]);
    expect(outcomesIn(await rows(CHAIN)).map(({ runId, actor }) => `${runId} ${actor}`)).toEqual(
      Array.from({ length: 4 }, () => 'another-run key'),
    );
  });

  it('appends nothing when intents are concluded a second time, by whomever', async () => {
    const { trail, rows } = await auditTable();
    const one = trail();
    const open = await one.intend([intent(ANNA), intent(BERTTA)], RUN);
    await one.conclude(open, allApplied([ANNA, BERTTA]), RUN);
    const once = await rows(CHAIN);
    for (const again of [one, trail(), trail()]) await again.conclude(open, allApplied([ANNA, BERTTA]), RUN);
    expect(await rows(CHAIN)).toEqual(once);
    expect(faultsOf(once, SECRET)).toEqual([]);
  });

  it('concludes once when two instances do it at the same time', async () => {
    const { trail, rows } = await auditTable();
    const open = await trail().intend([intent(ANNA, 3)], RUN);
    await Promise.all([trail(), trail(), trail()].map((one) => one.conclude(open, allApplied([ANNA]), RUN)));
    const stored = await rows(CHAIN);
    expect(eventsIn(stored).filter(({ action }) => action === 'applied')).toHaveLength(3);
    expect(faultsOf(stored, SECRET)).toEqual([]);
  });

  it('concludes those whose outcome is known, and leaves open only the others of their transaction', async () => {
    const { trail } = await auditTable();
    const one = trail();
    const open = await one.intend([intent(ANNA), intent(BERTTA), ...elsewhere.map((subject) => intent(subject))], RUN);
    await expect(one.conclude(open, allApplied([ANNA, ...elsewhere]), RUN)).resolves.toBe(1);
    const left = await trail().open();
    expect(left.flatMap(({ events }) => events.map(({ subject }) => subject))).toEqual([BERTTA]);
    await expect(one.conclude(left, allApplied([BERTTA]), RUN)).resolves.toBe(0);
    await expect(one.open()).resolves.toEqual([]);
  });

  it('gives each intent one outcome, in whatever order and by whomever those of a transaction become known', async () => {
    const subjects = contactsIn(CHAIN, 5);
    const order = fc.array(fc.subarray(subjects, { minLength: 1 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (known, isStale) => {
        const audit = await auditTable();
        const first = await audit.trail().intend(
          subjects.map((subject, index) => intent(subject, 1 + (index % 2))),
          RUN,
        );
        for (const some of [...known, subjects]) {
          const open = await audit.trail().open();
          await audit.trail().conclude(open, allApplied(some), RUN);
          // Somebody who did not see that comes second.
          for (const again of isStale ? [first, open] : []) await audit.trail().conclude(again, allApplied(some), RUN);
          await expect(faultsIn(audit)).resolves.toEqual([]);
        }
        const stored = await audit.rows(CHAIN);
        const outcomes = eventsIn(stored).filter(({ action }) => action === 'applied');
        expect(outcomes.map(({ subject, property }) => `${subject} ${property}`).sort()).toEqual(
          first.flatMap(({ events }) => events.map(({ subject, property }) => `${subject} ${property}`)).sort(),
        );
        const { events } = await listEvents(audit.table, { runId: RUN.runId }, 100);
        expect(events).toHaveLength(14);
        for (const subject of subjects) {
          const own = await listEvents(audit.table, { subject }, 100);
          expect(own.events).toHaveLength(events.filter((event) => event.subject === subject).length);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('concludes a full transaction of which one in the middle stays open', async () => {
    const audit = await auditTable();
    const subjects = contactsIn(CHAIN, 92);
    await audit.trail().intend(
      subjects.map((subject) => intent(subject)),
      RUN,
    );
    const known = subjects.filter((_, index) => index !== 45);
    await expect(audit.trail().conclude(await audit.trail().open(), allApplied(known), RUN)).resolves.toBe(1);
    const [left, ...more] = await audit.trail().open();
    expect([left?.events.map(({ subject }) => subject), more]).toEqual([[subjects[45]], []]);
    await expect(faultsIn(audit)).resolves.toEqual([]);
  });

  it('names no subject in an outcome, and says nothing in it of what was simply applied', async () => {
    const { trail, rows } = await auditTable();
    const one = trail();
    const open = await one.intend([intent(ANNA, 2), intent(BERTTA), intent(CECILIA)], RUN);
    const rejected = { outcome: 'not_applied', cause: 'rejected 400' } as const;
    const conclusions = new Map<string, Conclusion>([
      [ANNA, { outcome: 'applied' }],
      [BERTTA, rejected],
      [CECILIA, rejected],
    ]);
    await one.conclude(open, conclusions, RUN);
    const [outcome] = (await rows(CHAIN, '0', ':')).filter(({ action }) => action === 'outcome');
    expect(outcome).toMatchObject({
      first: 5,
      last: 8,
      subject: '',
      content: '{"exceptions":[{"action":"not_applied","cause":"rejected 400","first":3,"last":4}],"of":1}',
    });
  });

  it('records the definitions of properties as the changes of a subject of their own', async () => {
    const { trail, table } = await auditTable();
    const one = trail();
    const subject = 'definitions:contacts';
    const changes = [{ property: 'rekisteri_retention_status', before: '', after: 'enumeration' }];
    const open = await one.intend([{ subject, cause: 'created', changes }], RUN);
    expect(await trail().open()).toEqual(open);
    await one.conclude(open, allApplied([subject]), RUN);
    const { events } = await listEvents(table, { runId: RUN.runId }, 10);
    expect(events).toMatchObject([
      {
        action: 'applied',
        subject,
        property: 'rekisteri_retention_status',
        after: 'enumeration',
        cause: 'meetings:5512',
      },
      { action: 'intent', subject, cause: 'created' },
    ]);
  });

  it('takes as many entries as a long content needs', async () => {
    const { trail, rows, table } = await auditTable();
    const one = trail();
    const changes = Array.from({ length: 8 }, (_, index) => {
      return { property: `rekisteri_property_${index}`, before: 'b'.repeat(9_000), after: `${index}` };
    });
    const long = { ...intent(ANNA), changes: [...changes, { property: 'p', before: 'ä'.repeat(40_000), after: '' }] };
    const reasons = contactsIn(CHAIN, 90).map((subject, index): [string, Conclusion] => {
      return [subject, { outcome: 'not_applied', cause: `${index} ${'x'.repeat(3_000)}` }];
    });
    const open = await one.intend([long, ...reasons.slice(1).map(([subject]) => intent(subject))], RUN);
    expect(await trail().open()).toEqual(open);
    await one.conclude(open, new Map(reasons), RUN);
    const stored = await rows(CHAIN);
    expect(faultsOf(stored, SECRET)).toEqual([]);
    const said = eventsIn(stored).filter(({ subject }) => subject === ANNA);
    expect(said.slice(0, 9).map(({ before }) => before.slice(0, 5))).toEqual([
      ...Array.from({ length: 8 }, () => 'bbbbb'),
      'hmac:',
    ]);
    const { events } = await listEvents(table, { subject: ANNA }, 100);
    expect(events).toEqual(said.reverse());
    expect(events[0]?.cause).toMatch(/^0 x{800,}…$/);
  });

  it('does not look at open intents that somebody altered', async () => {
    const { trail, table } = await auditTable();
    await trail().intend([intent(ANNA)], RUN);
    await table.updateEntity({ partitionKey: CHAIN, rowKey: '000000000001', actor: 'x' }, 'Merge');
    await expect(trail().open()).rejects.toMatchObject({ code: 'audit_chain_broken' });
  });

  it('writes nothing when there is nothing to say', async () => {
    const { trail, rows } = await auditTable();
    await expect(trail().intend([], RUN)).resolves.toEqual([]);
    await expect(trail().conclude([], new Map(), RUN)).resolves.toBe(0);
    for (const chain of CHAIN_NAMES) expect(await rows(chain)).toEqual([]);
  });

  it('puts every subject into its chain, each a chain of its own', async () => {
    const { trail, rows } = await auditTable();
    const subjects = Array.from({ length: 60 }, (_, index) => `contact:${index}`);
    const one = trail();
    const open = await one.intend(
      subjects.map((subject) => intent(subject)),
      RUN,
    );
    await one.conclude(open, allApplied(subjects), RUN);
    for (const chain of CHAIN_NAMES) {
      const stored = await rows(chain);
      expect(faultsOf(stored, SECRET)).toEqual([]);
      const said = eventsIn(stored).flatMap(({ action, subject }) => (action === 'applied' ? [subject] : []));
      expect(said).toEqual(subjects.filter((subject) => chainOf(subject) === chain));
    }
  });
});

const outcomesIn = (rows: Record<string, unknown>[]) => eventsIn(rows).filter(({ action }) => action !== 'intent');

const elsewhere = CHAIN_NAMES.filter((name) => name !== CHAIN).flatMap((name) => contactsIn(name, 1));

function byPlace(a: { chain: string }, b: { chain: string }): number {
  return a.chain < b.chain ? -1 : 1;
}
