import { expect, test } from 'vitest';
import { listEvents } from '../../src/audit/query/list-events.ts';
import { type Conclusion, changeName } from '../../src/audit/recorded.ts';
import { INTENTS_BY_CHANGE, MOST_CHANGES } from '../../src/effects/effect.ts';
import { eventsIn } from '../support/audit-events.ts';
import { auditTable, SECRET } from './audit-table.ts';
import { exported, faultsOf as faultsOfExport } from './export/exported.ts';
import { contactsIn, intent, RUN } from './sample-intents.ts';
import { faultsOf } from './verify-chain.ts';

const CHAIN = 'chain-2';

/** Outcomes that no two neighbours share. */
function alternating(subjects: readonly string[], count: number, cause: string): Map<string, Conclusion> {
  const outcomes = ['applied', 'not_applied', 'superseded'] as const;
  const all = subjects.flatMap((subject) =>
    intent(subject, count).changes.map(({ property }) => changeName({ subject, property })),
  );
  return new Map(
    all.map((name, index) => [
      name,
      { outcome: outcomes[index % 3] ?? 'applied', ...(index % 3 > 0 ? { cause } : {}) },
    ]),
  );
}

test('changes of one subject have outcomes of their own, in the table, in every query and in an export', async () => {
  const audit = await auditTable();
  const trail = audit.trail();
  const [anna = '', bertta = ''] = contactsIn(CHAIN, 2);
  const open = await trail.intend([intent(anna, 4), intent(bertta, 1)], RUN);
  const conclusions = new Map<string, Conclusion>([
    [changeName({ subject: anna, property: 'rekisteri_property_0' }), { outcome: 'applied' }],
    [
      changeName({ subject: anna, property: 'rekisteri_property_1' }),
      { outcome: 'not_applied', cause: 'rejected 400' },
    ],
    [
      changeName({ subject: anna, property: 'rekisteri_property_2' }),
      { outcome: 'not_applied', cause: 'rejected 400' },
    ],
    [changeName({ subject: anna, property: 'rekisteri_property_3' }), { outcome: 'applied', cause: 'seen' }],
    [bertta, { outcome: 'applied' }],
  ]);
  await expect(trail.conclude(open, conclusions, RUN)).resolves.toBe(0);
  const rows = await audit.rows(CHAIN);
  // One entry, as before; neighbours with one fate are one exception.
  expect(rows.filter(({ action }) => action === 'outcome').map(({ content }) => content)).toEqual([
    '{"exceptions":[{"action":"not_applied","cause":"rejected 400","first":2,"last":3},{"action":"applied","cause":"seen","first":4,"last":4}],"of":1}',
  ]);
  const expected = [
    'applied 0 meetings:5512',
    'not_applied 1 rejected 400',
    'not_applied 2 rejected 400',
    'applied 3 seen',
  ];
  const ofAnna = (events: readonly { subject: string; action: string; after: string; cause: string }[]) =>
    events
      .filter(({ subject, action }) => subject === anna && action !== 'intent')
      .map(({ action, after, cause }) => `${action} ${after} ${cause}`);
  expect(ofAnna(eventsIn(rows))).toEqual(expected);
  for (const filter of [{ subject: anna }, { runId: RUN.runId }, {}])
    expect(ofAnna((await listEvents(audit.table, filter, 100)).events.toReversed())).toEqual(expected);
  await audit.sealer().seal();
  expect(faultsOf(await audit.rows(CHAIN), SECRET)).toEqual([]);
  expect(await faultsOfExport(await exported(audit, 'csv'))).toEqual([]);
});

test('a change without a conclusion leaves the whole transaction open', async () => {
  const audit = await auditTable();
  const trail = audit.trail();
  const [anna = ''] = contactsIn(CHAIN, 1);
  const open = await trail.intend([intent(anna, 2)], RUN);
  const one = new Map<string, Conclusion>([
    [changeName({ subject: anna, property: 'rekisteri_property_0' }), { outcome: 'applied' }],
  ]);
  await expect(trail.conclude(open, one, RUN)).resolves.toBe(1);
  expect(await trail.open()).toEqual(open);
});

test('as many as go together can all have outcomes of their own, each with a long reason', async () => {
  const audit = await auditTable();
  const trail = audit.trail();
  const subjects = contactsIn(CHAIN, INTENTS_BY_CHANGE);
  const open = await trail.intend(
    subjects.map((subject) => intent(subject, MOST_CHANGES)),
    RUN,
  );
  const conclusions = alternating(subjects, MOST_CHANGES, 'x'.repeat(150));
  await expect(trail.conclude(open, conclusions, RUN)).resolves.toBe(0);
  const outcomes = eventsIn(await audit.rows(CHAIN)).filter(({ action }) => action !== 'intent');
  expect(outcomes).toHaveLength(INTENTS_BY_CHANGE * MOST_CHANGES);
  for (const { subject, property, action } of outcomes)
    expect(action).toBe(conclusions.get(changeName({ subject, property }))?.outcome);
  expect(faultsOf(await audit.rows(CHAIN), SECRET)).toEqual([]);
});
