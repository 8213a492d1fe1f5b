import { afterEach, describe, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, editRecord } from '../../local/simulator/change.ts';
import type { Return } from '../../src/erased/return.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from '../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { resyncContacts } from '../support/resync-contacts.ts';
import { DAY, expectAllRight, HOUR, MINUTE, NOW, syncWorld } from '../support/sync-world.ts';

const LIST = 'list-1';
const ERASED = 'Päivi.Virtanen@Ääkkönen.fi';

let app: RegisterApp;
let settings: Record<string, string>;
afterEach(() => app.close());

/** A register at rest, from which contact 99 was erased: with her address, and another one in HubSpot's list of others. */
async function atRest(confirmed = true, account = syncWorld()): Promise<AccountData> {
  settings = { ERASURE_KEY: 'a-key-for-hashes' };
  app = await startRegisterApp({ account, now: NOW, settings });
  await app.reconcile();
  const { erasedAddresses } = app.newEngine();
  await erasedAddresses.keep(LIST, '99', [ERASED, 'pv@example.fi']);
  if (confirmed) await erasedAddresses.confirm(LIST, '99');
  app.setNow(NOW + HOUR);
  await app.run('changed');
  app.setNow(NOW + DAY);
  return account;
}

function comesBack(account: AccountData, id: string, properties: Record<string, string>, at = NOW + DAY - MINUTE) {
  const createdAt = new Date(at).toISOString();
  addRecord(account, 'contacts', { id, createdAt, properties: { firstname: 'Päivi', ...properties } }, at);
}

const returns = (): Promise<Return[]> => app.newEngine().returns.all();
const seen = async () => (await returns()).map(({ contactId, match }) => `${contactId} ${match}`).sort();
const events = async () => (await auditEvents(app.table('audit'))).filter(({ action }) => action === 'returned');

describe.each(['changed', 'all'] as const)('a run (%s) notices somebody who was erased and is there again', (scope) => {
  test.each([
    ['with the same address', { email: ERASED }, 'strong'],
    ['in other letters', { email: ' PÄIVI.virtanen@xn--KKNEN-FRAA0M.FI' }, 'strong'],
    ['decomposed', { email: ERASED.normalize('NFD') }, 'strong'],
    ['with the other address', { email: 'pv@example.fi' }, 'strong'],
    ['among other addresses', { email: 'new@example.fi', hs_additional_emails: 'x@y.fi;PV@example.fi' }, 'strong'],
    ['with a plus tag', { email: 'pv+kurssit@example.fi' }, 'weak'],
  ])('%s', async (_, properties, match) => {
    const account = await atRest();
    comesBack(account, '301', properties);
    comesBack(account, '302', { email: 'paivi.virtanen@ääkkönen.fi' });
    const run = await app.run(scope);
    expect(run).toMatchObject({ status: 'succeeded', problems: [] });
    const [found, ...more] = await returns();
    expect(more).toEqual([]);
    expect(found).toMatchObject({ contactId: '301', match, erasureId: LIST, answer: null, foundAt: run.decidedAt });
    expect(await events()).toMatchObject([
      {
        subject: 'contact:301',
        runId: run.runId,
        actor: 'timer',
        property: '',
        cause: `return=${found?.id} match=${match} erasure=${LIST}`,
      },
    ]);
    // Nothing tells staff, and the flags are those of anybody.
    expectAllRight(app, NOW + DAY);
  });

  test('whose address somebody changes to that of another person', async () => {
    const account = await atRest();
    editRecord(account, 'contacts', '104', { hs_additional_emails: 'pv@example.fi' }, NOW + DAY - MINUTE);
    await app.run(scope);
    expect(await seen()).toEqual(['104 strong']);
  });

  test('once, however often it is seen', async () => {
    const account = await atRest();
    comesBack(account, '301', { email: ERASED });
    await app.run(scope);
    const before = await returns();
    app.setNow(NOW + 2 * DAY);
    editRecord(account, 'contacts', '301', { firstname: 'Another' }, NOW + 2 * DAY - MINUTE);
    await app.run(scope);
    await app.run('all');
    expect(await returns()).toEqual(before);
    expect(await events()).toHaveLength(1);
  });

  test('not whose erasure has not come to its end', async () => {
    const account = await atRest(false);
    comesBack(account, '301', { email: ERASED });
    await app.run(scope);
    expect(await seen()).toEqual([]);
    await app.newEngine().erasedAddresses.confirm(LIST, '99');
    await app.run('all');
    expect(await seen()).toEqual(['301 strong']);
  });

  test('with each address that was erased, and by each contact that has one', async () => {
    const account = await atRest();
    comesBack(account, '301', { email: ERASED, hs_additional_emails: 'pv@example.fi;pv+a@example.fi' });
    comesBack(account, '302', { email: 'pv+b@example.fi' });
    await app.run(scope);
    expect(await seen()).toEqual(['301 strong', '301 strong', '302 weak']);
    expect(new Set((await returns()).map(({ id }) => id)).size).toBe(3);
  });

  test('by a key that was replaced', async () => {
    const account = await atRest();
    Object.assign(settings, { ERASURE_KEY: 'another-key', ERASURE_KEYS_PREVIOUS: '["a-key-for-hashes"]' });
    comesBack(account, '301', { email: ERASED });
    await app.run(scope, app.newEngine());
    expect(await seen()).toEqual(['301 strong']);
  });

  test('not under a key that is lost, and says so once', async () => {
    const account = await atRest();
    settings.ERASURE_KEY = 'another-key';
    comesBack(account, '301', { email: ERASED });
    const { problems } = await app.run(scope, app.newEngine());
    expect(problems).toEqual([
      expect.stringMatching(/^1 people were erased under the key [0-9a-f]{16}, which is neither/),
    ]);
    expect(await seen()).toEqual([]);
  });
});

test('a run over contacts that somebody named compares them, and says who asked for it', async () => {
  const account = await atRest();
  comesBack(account, '301', { email: ERASED });
  const { runId } = await resyncContacts(app, ['301']);
  expect(await seen()).toEqual(['301 strong']);
  expect(await events()).toMatchObject([{ runId, actor: 'officer' }]);
});

test('a dry run notes nothing', async () => {
  const account = await atRest();
  comesBack(account, '301', { email: ERASED });
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: true });
  expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
  expect([await seen(), await events()]).toEqual([[], []]);
});

test('search that still shows somebody who was just erased is no return, but who was restored under the id is', async () => {
  const account = await atRest();
  const engine = app.newEngine();
  await engine.erasedAddresses.keep('list-2', '104', ['onni@example.fi']);
  await engine.erasedAddresses.confirm('list-2', '104');
  editRecord(account, 'contacts', '104', { email: 'onni@example.fi' }, NOW + DAY - MINUTE);
  await app.run('changed');
  expect(await seen()).toEqual([]);
  await app.reconcile();
  expect(await seen()).toEqual(['104 strong']);
});

test('comparing thousands costs no request', async () => {
  const requestsOf = async (key: string | undefined) => {
    const account = syncWorld();
    for (let made = 0; made < 2_300; made += 1)
      addRecord(account, 'contacts', {
        id: String(10_000 + made),
        createdAt: '2015-03-02T08:00:00.000Z',
        properties: { email: `person${made}@example.fi` },
      });
    await atRest(true, account);
    if (key === undefined) delete settings.ERASURE_KEY;
    const before = app.hubspot.log.length;
    const run = await app.run('all', app.newEngine());
    const count = app.hubspot.log.length - before;
    expect(run.status).toBe('succeeded');
    await app.close();
    return count;
  };
  expect(await requestsOf('key')).toBe(await requestsOf(undefined));
});

test('what is kept of erased people ends with audit.keepYears, and with it who has come back', async () => {
  const account = await atRest();
  comesBack(account, '301', { email: ERASED });
  await app.run('changed');
  app.setNow(NOW + 3_649 * DAY);
  await app.reconcile();
  expect(await seen()).toEqual(['301 strong']);
  app.setNow(NOW + 3_656 * DAY);
  const { problems } = await app.reconcile();
  expect(await seen()).toEqual([]);
  const { size } = await app.newEngine().erasedAddresses.known();
  expect([size, await app.newEngine().erasedAddresses.keysInUse()]).toEqual([0, []]);
  expect(problems.filter((problem) => problem.includes('erased'))).toEqual([]);
  // Nobody is found by what is no longer kept.
  await app.reconcile();
  expect(await seen()).toEqual([]);
});

test('a dry run prunes nothing of it', async () => {
  await atRest();
  app.setNow(NOW + 3_656 * DAY);
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'http', actor: 'key', dryRun: true });
  expect(await app.finish(engine, runId)).toMatchObject({ status: 'succeeded' });
  expect((await engine.erasedAddresses.known()).size).toBe(4);
});
