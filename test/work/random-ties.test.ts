import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldByAccount } from '../support/held-values.ts';
import { oracleRegister } from '../support/oracle-register.ts';
import type { Change } from '../support/random-day/change.ts';
import { editedTie, tiedActivities, unseenChange } from '../support/random-day/ties.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { resyncContacts } from '../support/resync-contacts.ts';
import { expectAllRight, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

// More with RANDOM_DAYS_RUNS, others with RANDOM_DAYS_SEED; RANDOM_DAYS_SHRINK=1 takes its time to make a failure small.
const numRuns = Number(process.env.RANDOM_DAYS_RUNS ?? 2);
const seed = Number(process.env.RANDOM_DAYS_SEED ?? 20_261_123);
const endOnFailure = process.env.RANDOM_DAYS_SHRINK !== '1';

/** Lets each of the steps happen an hour after the one before, in a register that is at rest. */
async function live(
  activities: readonly Change[],
  steps: readonly (readonly Change[])[],
  look: (app: RegisterApp, step: number, at: number) => Promise<void>,
): Promise<void> {
  const surroundings = { account: syncWorld(), mergeKeepsPrimaryId: true };
  for (const activity of activities) activity.apply(surroundings, NOW - HOUR);
  const app = await startRegisterApp({ account: surroundings.account, now: NOW });
  try {
    await app.reconcile();
    for (const [step, changes] of steps.entries()) {
      const at = NOW + (step + 1) * HOUR;
      for (const change of changes) change.apply(surroundings, at);
      app.setNow(at);
      await look(app, step, at);
    }
  } finally {
    await app.close();
  }
}

const steps = (change: fc.Arbitrary<Change>) =>
  fc.array(fc.array(change, { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 8 });

test('syncs see that the source of a clock is another, though its instant stays', async () => {
  expect.hasAssertions();
  await fc.assert(
    fc.asyncProperty(tiedActivities, steps(editedTie), (activities, edits) =>
      live(activities, edits, async (app, _, at) => {
        expect(await app.run('changed')).toMatchObject({ scope: 'changed', status: 'succeeded' });
        expectAllRight(app, at);
      }),
    ),
    { seed, numRuns, endOnFailure },
  );
});

test('whoever is named is right, whatever changed without a stamp and whatever is remembered of the others', async () => {
  expect.hasAssertions();
  const named = fc.array(fc.subarray(['101', '102', '103', '104'], { minLength: 1, maxLength: 2 }), {
    minLength: 8,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(tiedActivities, steps(unseenChange), named, (activities, changes, names) =>
      live(activities, changes, async (app, step, at) => {
        const ids = names[step] ?? [];
        expect(await resyncContacts(app, ids)).toMatchObject({ scope: 'contacts', status: 'succeeded' });
        const wanted = oracleRegister(app.hubspot.account, app.policy, at);
        const held = {
          contacts: heldByAccount(app.hubspot.account, 'contacts'),
          companies: heldByAccount(app.hubspot.account, 'companies'),
        };
        for (const id of ids.filter((one) => wanted.contacts.has(one))) {
          const company = app.hubspot.account.records.contacts.get(id)?.properties.associatedcompanyid ?? '';
          expect([id, timeless(held.contacts.get(id))]).toEqual([id, timeless(wanted.contacts.get(id))]);
          expect([company, held.companies.get(company)]).toEqual([company, wanted.companies.get(company)]);
        }
      }),
    ),
    { seed, numRuns, endOnFailure },
  );
});

/** When a consent changed depends on the runs before. */
function timeless(values: Record<string, string> = {}): Record<string, string> {
  const { rekisteri_consent_updated_at: _, ...others } = values;
  return others;
}
