import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { associate } from '../../../local/simulator/change.ts';
import { isLive } from '../../../local/simulator/record-view.ts';
import { account as anyAccount } from '../../support/arbitrary-account.ts';
import { oracleRegister } from '../../support/oracle-register.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { DAY, expectAllRight, NOW } from '../../support/sync-world.ts';

const CONTACTS = ['contacts:101', 'contacts:102', 'contacts:103', 'contacts:104'];
const ALL = [...CONTACTS, 'companies:201', 'companies:202'];
const some = (names: string[]) => fc.subarray(names).map((subset) => new Set(subset));

/** As in HubSpot, the primary company of a contact is one of those that it is associated with; there are no holds yet. */
const account = anyAccount.map((made): AccountData => {
  for (const { id, properties } of made.records.contacts.values()) {
    delete properties.rekisteri_hold_until;
    if (properties.associatedcompanyid) associate(made, 'contacts', id, 'companies', properties.associatedcompanyid);
  }
  return made;
});

async function withApp(made: AccountData, work: (app: RegisterApp) => Promise<void>): Promise<void> {
  // What fast-check shows of a counterexample is to stay as it was made.
  const app = await startRegisterApp({ account: structuredClone(made), now: NOW });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/** Nobody is `ended` whom a computation of everything at `now` does not call so. */
function expectNobodyEndedWrongly({ hubspot, policy }: RegisterApp, now: number): void {
  const wanted = oracleRegister(hubspot.account, policy, now).contacts;
  const ended = [...hubspot.account.records.contacts.values()].filter(
    (contact) => isLive(contact) && contact.properties.rekisteri_retention_status === 'ended',
  );
  const right = [...wanted].filter(([, values]) => values.rekisteri_retention_status === 'ended').map(([id]) => id);
  expect(right).toEqual(expect.arrayContaining(ended.map(({ id }) => id)));
}

test('whatever lists leave out, every value is that of a computation of everything', async () => {
  await fc.assert(
    fc.asyncProperty(account, some(ALL), async (made, list) => {
      await withApp(made, async (app) => {
        app.hubspot.behaviour.hidden = { ...app.hubspot.behaviour.hidden, list };
        expect(await app.reconcile()).toMatchObject({ status: 'succeeded', unproved: [] });
        expectAllRight(app, NOW);
      });
    }),
    { numRuns: 6 },
  );
});

test('whatever lists, search and associations leave out, nobody is ended whom one of them keeps', async () => {
  await fc.assert(
    fc.asyncProperty(account, some(ALL), some(ALL), some(CONTACTS), async (made, list, search, associations) => {
      // What no way of asking shows, nobody can know of.
      fc.pre(CONTACTS.every((name) => !list.has(name) || !search.has(name) || !associations.has(name)));
      await withApp(made, async (app) => {
        app.hubspot.behaviour.hidden = { list, search, associations };
        await app.reconcile();
        expectNobodyEndedWrongly(app, NOW);
        app.setNow(NOW + DAY);
        for (const scope of ['clock', 'changed'] as const) await app.run(scope);
        expectNobodyEndedWrongly(app, NOW + DAY);
      });
    }),
    { numRuns: 6 },
  );
});

test('whoever is remembered is not lost though every way of asking leaves them out', async () => {
  await fc.assert(
    fc.asyncProperty(account, some(ALL), async (made, hidden) => {
      await withApp(made, async (app) => {
        await app.reconcile();
        app.setNow(NOW + DAY);
        app.hubspot.behaviour.hidden = { list: hidden, search: hidden, associations: hidden };
        await app.reconcile();
        expectAllRight(app, NOW + DAY);
      });
    }),
    { numRuns: 5 },
  );
});

test('whoever lists leave out and cannot be read keeps the data of all colleagues', async () => {
  await fc.assert(
    fc.asyncProperty(account, some(CONTACTS), some(CONTACTS), async (made, list, unreadable) => {
      await withApp(made, async (app) => {
        app.hubspot.behaviour.hidden = { ...app.hubspot.behaviour.hidden, list };
        const ids = [...unreadable].map((name) => name.split(':')[1] ?? '');
        app.hubspot.faults.add({
          match: ({ path, body }) =>
            /objects.*contacts\/(batch\/read|\d+)$/.test(path) &&
            ids.some((id) => path.endsWith(`/${id}`) || JSON.stringify(body ?? '').includes(`"id":"${id}"`)),
          kind: '500',
        });
        await app.reconcile();
        expectNobodyEndedWrongly(app, NOW);
      });
    }),
    { numRuns: 5 },
  );
});
