import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { isFinished } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun, wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import { definitionEvents } from '../support/definition-events.ts';
import { definition } from '../support/provisioned.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { DAY, NOW, syncWorld } from '../support/sync-world.ts';

const apps: RegisterApp[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

const start = async () => {
  const app = await startRegisterApp({ account: syncWorld(), now: NOW });
  apps.push(app);
  return app;
};

/** Our definitions that an account holds, as the trail names them. */
const heldIn = (account: AccountData) =>
  (['contacts', 'companies'] as const)
    .flatMap((kind) => [...account.groups[kind].keys(), ...account.properties[kind].keys()].map((name) => [kind, name]))
    .filter(([, name]) => name?.startsWith('rekisteri'))
    .map(([kind, name]) => `definitions:${kind}.${name}`)
    .sort();

test('definitions that are made have an intent and an outcome each', async () => {
  const app = await start();
  await app.reconcile();
  const { applied, open } = await definitionEvents(app);
  expect(open).toEqual([]);
  expect(applied.map(({ subject }) => subject).sort()).toEqual(heldIn(app.hubspot.account));
  expect(new Set(applied.map(({ cause }) => cause))).toEqual(new Set(['created']));
  const hold = applied.find(({ property }) => property === 'rekisteri_hold_until');
  expect(hold).toMatchObject({ subject: 'definitions:contacts.rekisteri_hold_until', before: '', after: 'date' });
});

test('definitions that are repaired or restored are told apart, without what people typed', async () => {
  const app = await start();
  await app.reconcile();
  const { account } = app.hubspot;
  Object.assign(definition(account, 'rekisteri_retention_ends'), { label: 'Ainon oma nimi' });
  account.properties.contacts.delete('rekisteri_hold_reason');
  app.setNow(NOW + DAY);
  expect(await app.reconcile()).toMatchObject({ status: 'succeeded', problems: [] });
  const { applied } = await definitionEvents(app);
  const later = applied.filter(({ cause }) => cause !== 'created');
  expect(later.map(({ property, cause }) => [property, cause]).sort()).toEqual([
    ['rekisteri_hold_reason', 'restored: somebody had removed it'],
    ['rekisteri_retention_ends', 'repaired: label'],
  ]);
  expect(JSON.stringify(later)).not.toContain('Ainon');
});

test('descriptions name facts of the notice as the policy has them, and the next run repairs them when it says otherwise', async () => {
  const app = await start();
  await app.reconcile();
  const { account } = app.hubspot;
  const described = (name: string) => definition(account, name).description;
  expect(described('rekisteri_retention_ends')).toContain('10 vuotta');
  expect(described('rekisteri_retention_ends')).toContain('(Balentor Oy:n rekisteriseloste, kohta 7)');
  expect(described('rekisteri_data_categories')).toContain('(Balentor Oy:n rekisteriseloste, kohta 6)');
  expect(described('rekisteri_consent_data_review')).toContain('(ruokavalio)');
  const title = { fi: 'Balentor Oy:n tietosuojaseloste', en: null };
  // A sync, not a reconcile: words decide of nobody, and what was read of the account is known to be out of date.
  const policy = { ...app.policy, notice: { ...app.policy.notice, title } };
  expect(await app.run('changed', { ...app.newEngine(), policy })).toMatchObject({ scope: 'changed', problems: [] });
  expect(described('rekisteri_retention_ends')).toContain('(Balentor Oy:n tietosuojaseloste, kohta 7)');
  const { applied } = await definitionEvents(app);
  expect(applied.flatMap(({ property, cause }) => (cause === 'created' ? [] : [[property, cause]])).sort()).toEqual([
    ['rekisteri_data_categories', 'repaired: description'],
    ['rekisteri_retention_ends', 'repaired: description'],
  ]);
  const before = app.hubspot.log.length;
  await app.run('changed', { ...app.newEngine(), policy });
  const since = app.hubspot.log.slice(before);
  expect(since.filter(({ path, method }) => path.startsWith('/crm/properties') && method !== 'GET')).toEqual([]);
});

test('a repair that HubSpot answers and does not hold is a problem of the run, and is not called done', async () => {
  const app = await start();
  await app.reconcile();
  const { account } = app.hubspot;
  const held = definition(account, 'rekisteri_retention_ends');
  Object.defineProperty(held, 'label', { get: () => 'Muu', set: () => undefined, enumerable: true });
  app.setNow(NOW + DAY);
  const run = await app.reconcile();
  expect(run.problems).toEqual([
    'definitions of contacts.rekisteri_retention_ends could not be made or repaired: HubSpot answered without holding it.',
  ]);
  const { applied, open } = await definitionEvents(app);
  expect(applied.filter(({ cause }) => cause !== 'created')).toEqual([]);
  expect(open).toEqual([]);
});

const later = (engine: Engine, seconds: number): Engine => ({
  ...engine,
  systemNow: () => engine.systemNow() + seconds * 1_000,
});

test('wherever processes die, the trail tells which definitions and values HubSpot holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 3 }), async (deaths) => {
      const app = await start();
      const asked = { scope: 'all', trigger: 'http', actor: 'key', dryRun: false } as const;
      const { runId } = await requestRun(app.newEngine(), asked);
      let seconds = 0;
      for (const at of deaths) {
        const stored = await app.newEngine().ledger.find(runId);
        if (stored === undefined || isFinished(stored.run)) break;
        const engine = crashingEngine(later(app.newEngine(), seconds), at);
        await runSlice(engine, { runId, slice: stored.run.slice }, () => undefined);
        seconds += 60;
        // What HubSpot holds was intended before; what is said to be done is there.
        const { applied, open } = await definitionEvents(app);
        const held = new Set(heldIn(app.hubspot.account));
        const known = new Set([...applied, ...open].map(({ subject }) => subject));
        expect(applied.every(({ subject }) => held.has(subject))).toBe(true);
        expect([...held].filter((subject) => !known.has(subject))).toEqual([]);
      }
      const engine = later(app.newEngine(), seconds);
      await wake(engine);
      expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
      const { applied, open, values } = await definitionEvents(app);
      expect(open).toEqual([]);
      expect(applied.map(({ subject }) => subject).sort()).toEqual(heldIn(app.hubspot.account));
      for (const { objectType, id, property, after } of app.hubspot.changes)
        expect(values.get(`${objectType === 'contacts' ? 'contact' : 'company'}:${id} ${property}`)).toBe(after);
    }),
    { numRuns: Number(process.env.CRASH_RUNS ?? 10), seed: 20_261_128, endOnFailure: true },
  );
});
