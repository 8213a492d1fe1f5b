import { expect, test } from 'vitest';
import { changeName } from '../../src/audit/recorded.ts';
import { type EffectKind, type ForgetPerson, INTENTS_BY_CHANGE, openName } from '../../src/effects/effect.ts';
import { type Execution, execute } from '../../src/effects/execute.ts';
import type { Fate } from '../../src/hubspot/fate.ts';
import { LeaseLostError } from '../../src/runs/session.ts';
import { auditTable } from '../audit/audit-table.ts';
import { auditEvents } from '../support/audit-events.ts';
import { erasePerson } from '../support/erasure-world.ts';

const DONE: Fate = { kind: 'done' };
const GONE: Fate = { kind: 'overtaken', reason: 'merged', gone: true };
const OVERTAKEN: Fate = { kind: 'overtaken', reason: 'changed', gone: false };
const REFUSED: Fate = { kind: 'refused', reason: 'no' };
const UNSURE: Fate = { kind: 'unsure', reason: 'the answer was lost' };
const BLOCKED: Fate = {
  kind: 'refused',
  reason: 'what became of an earlier change of it could not be read yet',
};

/** How the people 1, 2 and 3 fare, by id; each goes alone. */
interface Given {
  readonly ids?: readonly string[];
  readonly byChange?: true;
  /** What the recheck says of those that may not go on; without it nothing is rechecked. */
  readonly rechecked?: Readonly<Record<string, Fate>>;
  /** What comes of carrying out; everything else is done. An error is thrown before the fate is told. */
  readonly carried?: Readonly<Record<string, Fate | Error>>;
  readonly decideAgain?: readonly string[];
  readonly stillOpen?: readonly string[];
  readonly dryRun?: boolean;
  readonly failures?: number;
  readonly mayNot?: boolean;
  /** At which look somebody else has the run. */
  readonly lostAt?: number;
}

const subjectOf = ({ record }: ForgetPerson) => `contact:${record.id}`;
const idsOf = (effects: readonly ForgetPerson[]) => effects.map(({ record }) => record.id).join(' ');

/** Executes effects of a kind that keeps to itself, and says in which steps, what came of it, and what the trail holds then. */
async function executed(given: Given) {
  const { table, trail } = await auditTable();
  const audit = trail();
  const steps: string[] = [];
  let looks = 0;
  const kind: EffectKind<ForgetPerson> = {
    type: 'forget_person',
    batch: 1,
    ...(given.byChange && { byChange: true }),
    owns: () => true,
    observe: async () => [],
    intents: (effect) => [
      { subject: subjectOf(effect), cause: 'test', changes: [{ property: 'all', before: 'there', after: '' }] },
    ],
    list: async (effects, part) => void steps.push(`list ${idsOf(effects)} as ${part}`),
    permit: async (effects) => {
      steps.push(`permit ${idsOf(effects)}`);
      if (given.mayNot) throw new Error('may not');
    },
    ...(given.rechecked && {
      recheck: async (effects) => {
        steps.push(`recheck ${idsOf(effects)}`);
        const stopped = effects.filter(({ record }) => given.rechecked?.[record.id] !== undefined);
        const fates = stopped.map((effect): [string, Fate] => {
          return [nameOf(effect), given.rechecked?.[effect.record.id] ?? DONE];
        });
        return { go: effects.filter((effect) => !stopped.includes(effect)), fates: new Map(fates) };
      },
    }),
    carryOut: async (effects, tell) => {
      steps.push(`carry out ${idsOf(effects)}`);
      for (const effect of effects) {
        const fate = given.carried?.[effect.record.id] ?? DONE;
        if (fate instanceof Error) throw fate;
        tell(nameOf(effect), fate);
      }
    },
  };
  const nameOf = (effect: ForgetPerson) =>
    given.byChange ? changeName({ subject: subjectOf(effect), property: 'all' }) : subjectOf(effect);
  const execution: Execution<ForgetPerson> = {
    part: 7,
    remember: async (fates) => void steps.push(`remember ${[...fates.keys()].join(' ')}`.trim()),
    ...(given.decideAgain && {
      decideAgain: async (overtaken) => {
        steps.push(`decide ${idsOf(overtaken)}`);
        return (given.decideAgain ?? []).map((id) => erasePerson(id));
      },
    }),
  };
  const context = {
    audit: {
      intend: (...[intents, author]: Parameters<typeof audit.intend>) => {
        steps.push(`intend ${intents.length}`);
        return audit.intend(intents, author);
      },
      conclude: (...[open, conclusions, author]: Parameters<typeof audit.conclude>) => {
        steps.push('conclude');
        return audit.conclude(open, conclusions, author);
      },
    },
    stillOpen: new Set(given.stillOpen),
    session: {
      run: { runId: 'run', actor: 'timer', dryRun: given.dryRun ?? false, failures: given.failures ?? 0 },
      assertOurs: () => {
        looks += 1;
        if (looks === given.lostAt) throw new LeaseLostError('somebody else has the run');
      },
    },
  };
  const effects = (given.ids ?? ['1', '2', '3']).map((id) => erasePerson(id));
  const outcome = await execute(context, kind, effects, execution).then(
    (fates) => Object.fromEntries(fates),
    (error: Error) => error,
  );
  const events = await auditEvents(table);
  // The events of each chain are in order, the chains are not: who is in which is told by a hash.
  const said = events.map(({ action, subject }) => `${action} ${subject.slice('contact:'.length)}`).sort();
  return { steps, outcome, said };
}

const CARRIED = ['carry out 1', 'carry out 2', 'carry out 3'];
const INTENDED = ['intent 1', 'intent 2', 'intent 3'];
const ALL_DONE = { 'contact:1': DONE, 'contact:2': DONE, 'contact:3': DONE };

test.each<[string, Given, { steps: string[]; outcome: Readonly<Record<string, Fate>>; said: string[] }]>([
  [
    'nothing is in the way',
    { rechecked: {} },
    {
      steps: [
        'recheck 1 2 3',
        'permit 1 2 3',
        'intend 3',
        ...CARRIED,
        'remember contact:1 contact:2 contact:3',
        'conclude',
      ],
      outcome: ALL_DONE,
      said: ['applied 1', 'applied 2', 'applied 3', ...INTENDED],
    },
  ],
  [
    'one is gone: nothing is decided of them again',
    { rechecked: { 2: GONE }, decideAgain: ['2'] },
    {
      steps: [
        'recheck 1 2 3',
        'permit 1 3',
        'intend 2',
        'carry out 1',
        'carry out 3',
        'remember contact:2 contact:1 contact:3',
        'conclude',
      ],
      outcome: { ...ALL_DONE, 'contact:2': GONE },
      said: ['applied 1', 'applied 3', 'intent 1', 'intent 3'],
    },
  ],
  [
    'one is overtaken: they alone are decided again, and what comes instead is not rechecked',
    { rechecked: { 1: GONE, 2: OVERTAKEN }, decideAgain: ['2'] },
    {
      steps: [
        'recheck 1 2 3',
        'decide 2',
        'permit 3 2',
        'intend 2',
        'carry out 3',
        'carry out 2',
        'remember contact:1 contact:3 contact:2',
        'conclude',
      ],
      outcome: { ...ALL_DONE, 'contact:1': GONE },
      said: ['applied 2', 'applied 3', 'intent 2', 'intent 3'],
    },
  ],
  [
    'one is overtaken, and nothing comes instead',
    { ids: ['2'], rechecked: { 2: OVERTAKEN }, decideAgain: [] },
    { steps: ['recheck 2', 'decide 2', 'remember'], outcome: {}, said: [] },
  ],
  [
    'one is overtaken, and nobody decides again',
    { ids: ['2'], rechecked: { 2: OVERTAKEN } },
    { steps: ['recheck 2', 'remember contact:2'], outcome: { 'contact:2': OVERTAKEN }, said: [] },
  ],
  [
    'an earlier change of one is still open: of theirs nothing is even asked',
    { ids: ['1', '2'], rechecked: {}, stillOpen: [openName({ type: 'forget_person' }, 'contact:2')] },
    {
      steps: ['recheck 1', 'permit 1', 'intend 1', 'carry out 1', 'remember contact:2 contact:1', 'conclude'],
      outcome: { 'contact:1': DONE, 'contact:2': BLOCKED },
      said: ['applied 1', 'intent 1'],
    },
  ],
  [
    'an earlier change of one is still open, told by the change',
    { ids: ['1', '2'], byChange: true, stillOpen: [openName({ type: 'forget_person' }, 'contact:1 all')] },
    {
      steps: ['permit 2', 'intend 1', 'carry out 2', 'remember contact:1 all contact:2 all', 'conclude'],
      outcome: { 'contact:1 all': BLOCKED, 'contact:2 all': DONE },
      said: ['applied 2', 'intent 2'],
    },
  ],
  [
    'a change of another kind is still open',
    { ids: ['2'], stillOpen: [openName({ type: 'keep_hashes' }, 'contact:2')] },
    {
      steps: ['permit 2', 'intend 1', 'carry out 2', 'remember contact:2', 'conclude'],
      outcome: { 'contact:2': DONE },
      said: ['applied 2', 'intent 2'],
    },
  ],
  [
    'the run is a dry one: what may go on is listed, and that is all',
    { rechecked: { 2: GONE }, dryRun: true },
    { steps: ['recheck 1 2 3', 'list 1 3 as 7'], outcome: { ...ALL_DONE, 'contact:2': GONE }, said: [] },
  ],
  ['there is nothing to do', { ids: [], rechecked: {} }, { steps: ['remember'], outcome: {}, said: [] }],
  [
    'HubSpot refuses one',
    { ids: ['1', '2'], carried: { 1: REFUSED } },
    {
      steps: ['permit 1 2', 'intend 2', 'carry out 1', 'carry out 2', 'remember contact:1 contact:2', 'conclude'],
      outcome: { 'contact:1': REFUSED, 'contact:2': DONE },
      said: ['applied 2', 'intent 1', 'intent 2', 'not_applied 1'],
    },
  ],
  [
    'the answer for one was lost again and again: theirs stays open, and the run goes on',
    { ids: ['1', '2'], carried: { 1: UNSURE }, failures: 3 },
    {
      steps: ['permit 1 2', 'intend 2', 'carry out 1', 'carry out 2', 'remember contact:1 contact:2', 'conclude'],
      outcome: { 'contact:1': UNSURE, 'contact:2': DONE },
      said: ['applied 2', 'intent 1', 'intent 2'],
    },
  ],
])('where %s: the steps, the fates and the trail', async (_, given, expected) => {
  expect(await executed(given)).toEqual(expected);
});

const BROKEN = new Error('broken');

test.each<[string, Given, { steps: string[]; outcome: unknown; said: string[] }]>([
  [
    'a batch fails: the others go out all the same, and what is known of them is kept',
    { carried: { 1: BROKEN } },
    {
      steps: ['permit 1 2 3', 'intend 3', ...CARRIED, 'remember contact:2 contact:3', 'conclude'],
      outcome: BROKEN,
      said: ['applied 2', 'applied 3', ...INTENDED],
    },
  ],
  [
    'an answer is lost: the slice is repeated',
    { carried: { 1: UNSURE }, failures: 2 },
    {
      steps: ['permit 1 2 3', 'intend 3', ...CARRIED, 'remember contact:1 contact:2 contact:3', 'conclude'],
      outcome: expect.objectContaining({ code: 'unavailable' }),
      said: ['applied 2', 'applied 3', ...INTENDED],
    },
  ],
  [
    'the token may not: nothing is intended',
    { mayNot: true },
    { steps: ['permit 1 2 3'], outcome: new Error('may not'), said: [] },
  ],
  [
    'the run is somebody else’s before anything is intended',
    { lostAt: 1 },
    { steps: ['permit 1 2 3'], outcome: expect.any(LeaseLostError), said: [] },
  ],
  [
    'the run is somebody else’s before a batch: they conclude',
    { lostAt: 3, carried: { 1: BROKEN } },
    {
      steps: ['permit 1 2 3', 'intend 3', 'carry out 1', 'carry out 3'],
      outcome: expect.any(LeaseLostError),
      said: INTENDED,
    },
  ],
  [
    'a dry run is somebody else’s before it lists',
    { lostAt: 1, dryRun: true },
    { steps: [], outcome: expect.any(LeaseLostError), said: [] },
  ],
  [
    'the run is somebody else’s, and there is nothing to do',
    { lostAt: 1, ids: [] },
    { steps: [], outcome: expect.any(LeaseLostError), said: [] },
  ],
])('where %s', async (_, given, expected) => {
  expect(await executed(given)).toEqual(expected);
});

test('intents whose changes have fates of their own are intended a few at a time', async () => {
  const ids = Array.from({ length: INTENTS_BY_CHANGE + 1 }, (_, at) => String(at + 1));
  const { steps, said } = await executed({ ids, byChange: true });
  expect(steps.filter((step) => step.startsWith('intend'))).toEqual([`intend ${INTENTS_BY_CHANGE}`, 'intend 1']);
  expect(said.filter((event) => event.startsWith('applied'))).toHaveLength(ids.length);
  const together = await executed({ ids });
  expect(together.steps.filter((step) => step.startsWith('intend'))).toEqual([`intend ${ids.length}`]);
});
