import { expect, test } from 'vitest';
import { changeName, type Intent } from '../../src/audit/recorded.ts';
import { closeOpen } from '../../src/effects/close-open.ts';
import { OBSERVED, type Observer, openName } from '../../src/effects/effect.ts';
import type { Fate } from '../../src/hubspot/fate.ts';
import { LeaseLostError } from '../../src/runs/session.ts';
import { auditTable } from '../audit/audit-table.ts';
import { auditEvents } from '../support/audit-events.ts';

const AUTHOR = { runId: 'run', actor: 'timer' };
const DONE: Fate = { kind: 'done' };
const UNSURE: Fate = { kind: 'unsure', reason: 'it could not be read' };
const SET = { type: 'set_values' } as const;

/** What HubSpot shows of each change, by its name; of what is not named it cannot be told. */
interface Given {
  readonly shown?: Readonly<Record<string, Fate>>;
  readonly byChange?: true;
  readonly isHidden?: true;
  readonly owns?: Observer['owns'];
  readonly isLost?: true;
}

const changesOf = (...properties: string[]) =>
  properties.map((property) => ({ property, before: '', after: 'x', cause: '' }));

/** Two people in one chain: each had two values written when the run before ended. */
const INTENTS: readonly Intent[] = ['contact:1', 'contact:2'].map((subject) => {
  return { subject, cause: 'test', changes: changesOf('a', 'b') };
});

/** What is remembered, still hidden, and said besides the intents; `open` are the names of what has no outcome. */
async function closed({ shown = {}, byChange, isHidden, owns = () => true, isLost }: Given) {
  const { table, trail } = await auditTable();
  const audit = trail();
  await audit.intend(INTENTS, AUTHOR);
  const remembered: string[] = [];
  const kind: Observer = {
    ...SET,
    ...(byChange && { byChange }),
    ...(isHidden && { isHidden }),
    owns,
    observe: async (intents) =>
      intents.map(({ subject, events: [event] }) => {
        return shown[byChange ? changeName({ subject, property: event?.property ?? '' }) : subject];
      }),
    remember: async (done) => void remembered.push(...done.map(changeName)),
  };
  const session = {
    run: { ...AUTHOR, dryRun: false, failures: 0 },
    assertOurs: () => {
      if (isLost) throw new LeaseLostError('somebody else has the run');
    },
  };
  const hidden = await closeOpen({ audit, session }, () => [kind]).then(
    (stillOpen) => [...stillOpen].sort(),
    (error: Error) => error.name,
  );
  const events = await auditEvents(table);
  const said = events.filter(({ action }) => action !== 'intent');
  return {
    remembered: remembered.sort(),
    hidden,
    said: said.map((event) => `${event.action} ${changeName(event)} ${event.cause}`).sort(),
    open: (await audit.open()).flatMap((group) => group.events.map(changeName)).sort(),
  };
}

const OF_1 = ['contact:1 a', 'contact:1 b'];
const OF_2 = ['contact:2 a', 'contact:2 b'];
const APPLIED_1 = OF_1.map((name) => `applied ${name} ${OBSERVED}`);

test.each<[string, Given, Awaited<ReturnType<typeof closed>>]>([
  [
    'HubSpot holds all of it',
    { shown: { 'contact:1': DONE, 'contact:2': DONE } },
    {
      remembered: [...OF_1, ...OF_2],
      hidden: [],
      said: [...APPLIED_1, ...OF_2.map((name) => `applied ${name} ${OBSERVED}`)],
      open: [],
    },
  ],
  [
    'it holds what was to be written to one, and of the other that cannot be told',
    { shown: { 'contact:1': DONE }, isHidden: true },
    { remembered: OF_1, hidden: [openName(SET, 'contact:2')], said: APPLIED_1, open: OF_2 },
  ],
  [
    'of one nothing is known for certain',
    { shown: { 'contact:1': DONE, 'contact:2': UNSURE }, isHidden: true },
    { remembered: OF_1, hidden: [openName(SET, 'contact:2')], said: APPLIED_1, open: OF_2 },
  ],
  [
    'of one nothing is known, and later changes hide nothing of it',
    { shown: { 'contact:1': DONE, 'contact:2': UNSURE } },
    { remembered: OF_1, hidden: [], said: APPLIED_1, open: OF_2 },
  ],
  [
    'nothing has happened to either',
    { shown: { 'contact:1': { kind: 'refused', reason: 'no' }, 'contact:2': { kind: 'refused', reason: 'no' } } },
    {
      remembered: [],
      hidden: [],
      said: [...OF_1, ...OF_2].map((name) => `not_applied ${name} no`),
      open: [],
    },
  ],
  [
    'each change has a fate of its own',
    {
      shown: { 'contact:1 a': DONE, 'contact:1 b': DONE, 'contact:2 a': UNSURE, 'contact:2 b': UNSURE },
      byChange: true,
      isHidden: true,
    },
    {
      remembered: OF_1,
      hidden: OF_2.map((name) => openName(SET, name)),
      said: APPLIED_1,
      open: OF_2,
    },
  ],
  [
    'one is of a kind that nobody knows',
    { shown: { 'contact:1': DONE, 'contact:2': DONE }, isHidden: true, owns: ({ subject }) => subject === 'contact:1' },
    { remembered: OF_1, hidden: [], said: APPLIED_1, open: OF_2 },
  ],
  [
    'somebody else has the run by now',
    { shown: { 'contact:1': DONE, 'contact:2': DONE }, isLost: true },
    { remembered: [], hidden: 'LeaseLostError', said: [], open: [...OF_1, ...OF_2] },
  ],
])('what a crash left open, where %s', async (_, given, expected) => {
  expect(await closed(given)).toEqual(expected);
});

test('where nothing is open, no kind is asked', async () => {
  const { trail } = await auditTable();
  const session = { run: { ...AUTHOR, dryRun: false, failures: 0 }, assertOurs: () => undefined };
  const kinds = () => {
    throw new Error('a kind was asked');
  };
  expect([...(await closeOpen({ audit: trail(), session }, kinds))]).toEqual([]);
});
