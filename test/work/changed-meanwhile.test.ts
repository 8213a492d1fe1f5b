import { afterEach, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, associate, editRecord } from '../../local/simulator/change.ts';
import type { FaultKind } from '../../local/simulator/fault-kinds.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import type { Scope } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW, requestsSince } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

/** When retention of everybody at rest has ended. */
const AT = Date.parse('2032-05-05T12:00:00Z');

async function atRest(): Promise<AccountData> {
  app = await registerAtRest(NOW + 2 * HOUR);
  app.setNow(AT);
  return app.hubspot.account;
}

const status = (id: string) => app.hubspot.account.records.contacts.get(id)?.properties.rekisteri_retention_status;

/** A run during which somebody changes something when everything has been read and nothing is written yet. */
async function runDuring(scope: Scope, change: () => void, engine = app.newEngine()) {
  const { runId } = await requestRun(engine, { scope, trigger: 'timer', actor: 'timer', dryRun: false });
  return app.finish(beforeWriting(engine, change), runId);
}

/** The anchor is loosened before anything is written. */
function beforeWriting(engine: Engine, change: () => void): Engine {
  const { anchor } = engine.state;
  let isDone = false;
  const write: typeof anchor.write = async (value) => {
    await anchor.write(value);
    if (!isDone) change();
    isDone = true;
  };
  return { ...engine, state: { ...engine.state, anchor: { read: () => anchor.read(), write } } };
}

/** Somebody who was served lately, and whose record does not count among those that are at rest. */
function addServed(account: AccountData, id: string): void {
  const at = new Date(AT - 2 * HOUR).toISOString();
  account.records.contacts.set(id, { id, createdAt: at, updatedAt: at, properties: { createdate: at } });
  addActivity(account, 'calls', '91', new Date(AT - HOUR).toISOString(), { contacts: [id] }, AT - HOUR);
}

test.for(['all', 'clock'] as const)(
  'nobody ends on what was read before somebody was merged into them (%s)',
  async (scope) => {
    const account = await atRest();
    addServed(account, '990');
    const run = await runDuring(scope, () => mergeRecords(account, 'contacts', '103', '990', AT, true));
    expect(status('103')).not.toBe('ended');
    expect(status('102')).toBe('ended');
    expect(run.status).toBe('succeeded');
    app.setNow(AT + HOUR);
    await app.run('changed');
    await app.run('clock');
    expect(status('103')).toBe('active');
    expectAllRight(app, AT + HOUR);
  },
);

/** Somebody of 202, or of no company, who was served lately, and whom a run that begins now reads there. */
function addServedElsewhere(account: AccountData, companyId?: string): void {
  addServed(account, '990');
  if (companyId !== undefined) assign(account, '990', companyId);
}

function assign(account: AccountData, contactId: string, companyId: string): void {
  associate(account, 'contacts', contactId, 'companies', companyId);
  editRecord(account, 'contacts', contactId, { associatedcompanyid: companyId }, AT);
}

const call = (id: string, of: { contacts?: string[]; companies?: string[] }) => (account: AccountData) =>
  addActivity(account, 'calls', id, new Date(AT - HOUR).toISOString(), of, AT);

/** What may happen while a run is at work, each of which keeps the people of 201; none of them is a change of 102 itself. */
const KEEPS_OTHERS: readonly (readonly [string, (account: AccountData) => void, (account: AccountData) => void])[] = [
  [
    'somebody of another customer is merged into a colleague',
    (account) => addServedElsewhere(account, '202'),
    (account) => mergeRecords(account, 'contacts', '101', '990', AT, true),
  ],
  [
    'somebody comes from another customer',
    (account) => addServedElsewhere(account, '202'),
    (account) => assign(account, '990', '201'),
  ],
  [
    'somebody without a company is added',
    (account) => addServedElsewhere(account),
    (account) => assign(account, '990', '201'),
  ],
  [
    'another company is merged into theirs',
    (account) => {
      addRecord(account, 'companies', { id: '203', createdAt: new Date(AT).toISOString(), properties: {} }, AT);
      call('92', { companies: ['203'] })(account);
    },
    (account) => mergeRecords(account, 'companies', '201', '203', AT, true),
  ],
  ['a colleague is called', () => undefined, call('93', { contacts: ['101'] })],
  ['they are called themselves', () => undefined, call('93', { contacts: ['102'] })],
  ['their company is called', () => undefined, call('93', { companies: ['201'] })],
];

test.for(KEEPS_OTHERS.flatMap((one) => (['all', 'clock'] as const).map((scope) => [...one, scope] as const)))(
  'nobody ends on what was read before %s',
  async ([, before, change, scope]) => {
    const account = await atRest();
    before(account);
    const run = await runDuring(scope, () => change(account));
    expect(run.status).toBe('succeeded');
    expect(status('102')).toBe('unknown');
    expect(status('104')).toBe('ended');
    app.setNow(AT + HOUR);
    await app.run('changed');
    expect(status('102')).toBe('active');
    await app.run('clock');
    expect(status('102')).toBe('active');
    // Whom somebody leaves who was not remembered there, only a run over everything sees.
    await app.run('all');
    expectAllRight(app, AT + HOUR);
  },
);

test.for<[string, FaultKind, string]>([
  ['activities that were changed', '400', '/objects/2026-09/calls/search'],
  ['those with whom activities are associated', '400', '/associations/2026-09/calls/contacts/batch/read'],
  ['the people of companies', '400', '/associations/2026-09/companies/contacts/batch/read'],
  ['companies', '400', '/objects/2026-09/companies/batch/read'],
])('nobody newly ends while it is not known what has changed: without %s', async ([, kind, ending]) => {
  await atRest();
  await runDuring('all', () => {
    call('93', { companies: ['202'] })(app.hubspot.account);
    app.hubspot.faults.add({ match: ({ path }) => path.endsWith(ending), kind });
  });
  expect(['101', '102', '103'].map(status)).toEqual(['unknown', 'unknown', 'unknown']);
  app.hubspot.faults.clear();
  app.setNow(AT + HOUR);
  await app.run('changed');
  await app.run('clock');
  expectAllRight(app, AT + HOUR);
});

test('whoever ends is looked at once more for a few requests, and where nobody does none is made', async () => {
  await atRest();
  let before = 0;
  const count = () => {
    before = app.hubspot.log.length;
  };
  await runDuring('all', count);
  expect(requestsSince(app.hubspot.log, before).sort()).toEqual(
    [
      ...['calls', 'communications', 'emails', 'meetings', 'postal_mail'].map((type) => `POST ${type}/search 0`),
      'POST companies/batch/read 2',
      'POST companies/contacts/batch/read 2',
      'POST contacts/batch/read 3',
      'POST contacts/batch/update 3',
    ].sort(),
  );
  await runDuring('all', count);
  expect(requestsSince(app.hubspot.log, before)).toEqual([]);
});

test.for(['all', 'clock'] as const)(
  'a hold that is set between reading and writing is in force (%s)',
  async (scope) => {
    const account = await atRest();
    await runDuring(scope, () => editRecord(account, 'contacts', '103', { rekisteri_hold_until: '2035-01-01' }, AT));
    expect(status('103')).toBe('on_hold');
    app.setNow(AT + HOUR);
    await app.run('changed');
    expectAllRight(app, AT + HOUR);
  },
);

test('the end of a contact that was merged away is not sent to its id', async () => {
  const account = await atRest();
  addServed(account, '990');
  const engine = app.newEngine();
  const sent: string[] = [];
  const { transport } = engine.hubspot;
  const send: typeof transport.send = (request) => {
    if (request.path.endsWith('/contacts/batch/update')) sent.push(JSON.stringify(request.body));
    return transport.send(request);
  };
  const watched = { ...engine, hubspot: { ...engine.hubspot, transport: { ...transport, send } } };
  await runDuring('all', () => mergeRecords(account, 'contacts', '990', '103', AT, true), watched);
  expect(sent.join()).toContain('"id":"102"');
  expect(sent.join()).not.toContain('"id":"103"');
  app.setNow(AT + DAY);
  await app.run('changed');
  expectAllRight(app, AT + DAY);
});
