import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { auditEvents } from '../support/audit-events.ts';
import { listedBy, runFor } from '../support/dry-run.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { DAY, expectAllRight, HOUR, NOW } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const CAUSE = 'written by a run that then died';
const change = { property: 'rekisteri_retention_status', before: 'active', after: 'ending_soon' };
const outcomes = async () =>
  (await auditEvents(app.table('audit'))).filter(({ cause, action }) => action !== 'intent' && cause !== CAUSE);
const status = (id: string) => app.hubspot.account.records.contacts.get(id)?.properties.rekisteri_retention_status;

/** A run wrote 101 and 102 and did not live to say so; 101 cannot be read by its id. */
async function died() {
  app = await registerAtRest(NOW + DAY);
  const { account } = app.hubspot;
  const subjects = ['contact:101', 'contact:102'];
  const author = { runId: '20261123T080000000Z-00000009', actor: 'timer' };
  await app.newEngine().audit.intend(
    subjects.map((subject) => ({ subject, cause: CAUSE, changes: [change] })),
    author,
  );
  for (const id of ['101', '102']) editRecord(account, 'contacts', id, { [change.property]: change.after }, NOW + DAY);
  app.hubspot.faults.add({
    match: ({ path, body }) =>
      /objects.*contacts\/(batch\/read|101)$/.test(path) &&
      (path.endsWith('101') || JSON.stringify(body).includes('"101"')),
    kind: '500',
  });
}

const ofIntents = async (subject: string) =>
  (await outcomes()).filter((event) => event.subject === subject && event.after === change.after);

test('nothing is written of a contact while it cannot be told what became of the change before', async () => {
  await died();
  const run = await app.run('all');
  expect(run).toMatchObject({ contacts: { failed: 1 } });
  expect([status('101'), status('102')]).toEqual(['ending_soon', 'active']);
  expect(await ofIntents('contact:101')).toEqual([]);
  expect(await ofIntents('contact:102')).toMatchObject([{ action: 'applied' }]);
  app.hubspot.faults.clear();
  app.setNow(NOW + DAY + HOUR);
  await app.run('clock');
  // The trail says what happened, though the value is the one of before by now.
  expect(await ofIntents('contact:101')).toMatchObject([{ action: 'applied' }]);
  expectAllRight(app, NOW + DAY + HOUR);
});

test('a dry run lists no change that the next run would not make', async () => {
  await died();
  const listed = await listedBy(app.newEngine(), await runFor(app, { scope: 'all' }, true));
  expect(listed.map(({ subject }) => subject)).toContain('contact:102');
  expect(listed.map(({ subject }) => subject)).not.toContain('contact:101');
});
