import { afterEach, expect, test } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { editRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import type { Scope } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { addActivity, DAY, expectAllRight, HOUR, NOW } from '../support/sync-world.ts';

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
