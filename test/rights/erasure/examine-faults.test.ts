import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultKind } from '../../../local/simulator/fault-kinds.ts';
import type { Examined } from '../../../src/rights/erasure/examine.ts';
import type { CopyOfRegister } from '../../support/copy-of-register.ts';
import { accountOfPeople, adderOf, EXAMINED_AT, TRAITS } from '../../support/erasure-people.ts';
import { examinedByRun, runExamining } from '../../support/examined-by-run.ts';
import { type RegisterApp, startCopy, startRegisterApp } from '../../support/register-app.ts';

let app: RegisterApp;
afterEach(() => app.close());

const NAMES = [
  'a meeting',
  'a colleague',
  'a colleague of a company that was merged into theirs',
  'a letter to their company',
  'a decision of a workflow',
  'a merged restriction',
  'a note and a task',
  'a note with somebody else',
  'a note with a company',
  'a note with a deal',
  'a merge into another',
  'a place in the bin',
];

let kept: { readonly ids: readonly string[]; readonly reconciled: CopyOfRegister };
beforeAll(async () => {
  const account = accountOfPeople();
  const add = adderOf(account);
  const ids = [add(), ...NAMES.map((name) => add(...TRAITS.filter((one) => one.name === name)))];
  const first = await startRegisterApp({ account, now: EXAMINED_AT });
  await first.reconcile();
  kept = { ids, reconciled: await first.copy() };
  await first.close();
});

async function start(): Promise<readonly string[]> {
  app = await startCopy(kept.reconciled);
  return kept.ids;
}

/** Where the requests of an examination go, and which of an address are meant. */
const PLACES = [
  'associations/2026-09/contacts/meetings/batch/read',
  'associations/2026-09/contacts/notes/batch/read',
  'associations/2026-09/companies/postal_mail/batch/read',
  'associations/2026-09/companies/contacts/batch/read',
  'associations/2026-09/notes/contacts/batch/read',
  'associations/2026-09/notes/companies/batch/read',
  'associations/2026-09/notes/deals/batch/read',
  'associations/2026-09/notes/tickets/batch/read',
  'objects/2026-09/contacts/batch/read',
  'objects/2026-09/companies/batch/read',
  'objects/2026-09/meetings/batch/read',
  'objects/2026-09/postal_mail/batch/read',
  'objects/2026-09/notes/batch/read',
];
const KINDS: readonly FaultKind[] = [
  '400',
  '500',
  '429-ten-secondly',
  'garbage',
  'empty',
  'nobody',
  'half-page',
  'no-cursor',
];

/** Kinds of which every answer that they spoil is known to be spoiled: whoever rests on it is not open. */
const PLAIN: readonly FaultKind[] = ['400', '500', '429-ten-secondly', 'garbage', 'empty'];

const open = (examined: ReadonlyMap<string, Examined>) =>
  [...examined].filter(([, { kind }]) => kind === 'open').map(([id]) => id);

/** What came of everybody: without faults, and by the place of a fault; of nobody where the fault ends the run. */
async function examineWith(kind: FaultKind, times?: number) {
  const ids = await start();
  const { faults } = app.hubspot;
  const spoiled = new Map<string, ReadonlyMap<string, Examined>>();
  let truth: ReadonlyMap<string, Examined> = new Map();
  const run = await runExamining(app, async (examineNow) => {
    truth = await examineNow(ids);
    for (const place of PLACES) {
      faults.add({ match: ({ path }) => path.endsWith(place), kind, ...(times === undefined ? {} : { times }) });
      spoiled.set(place, await examineNow(ids).catch(() => new Map<string, Examined>()));
      faults.clear();
    }
  });
  expect(run).toMatchObject({ error: null, status: 'succeeded' });
  expect(open(truth)).toHaveLength(5);
  return { truth, spoiled };
}

describe('what HubSpot does not answer', () => {
  test.each(KINDS)('for good (%s), wherever it is, opens nobody', async (kind) => {
    const { truth, spoiled } = await examineWith(kind);
    for (const [place, examined] of spoiled) {
      for (const id of open(examined)) expect([place, examined.get(id)]).toEqual([place, truth.get(id)]);
      const isNeeded = place.includes('notes') || place.includes('/contacts/');
      if (PLAIN.includes(kind) && isNeeded && !place.includes('companies/contacts'))
        expect([place, open(examined).length]).not.toEqual([place, 5]);
    }
  });

  test.each(['500', '429-ten-secondly', 'garbage', 'reset-after'] as const)(
    'once (%s) is asked for again, and changes nothing',
    async (kind) => {
      const { truth, spoiled } = await examineWith(kind, 1);
      for (const [place, examined] of spoiled) expect([place, ...examined]).toEqual([place, ...truth]);
    },
  );

  test.each(['crm.objects.contacts.read', 'crm.objects.companies.read'])(
    'for want of %s ends the run, with nobody examined',
    async (scope) => {
      const ids = await start();
      app.hubspot.missingScopes.add(scope);
      const { run, examined } = await examinedByRun(app, ids);
      expect([run.error?.code, examined.size]).toEqual(['forbidden', 0]);
    },
  );
});
