import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { readNames } from '../../../src/rights/names/read-names.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { smallAccount } from '../../support/small-account.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const account = smallAccount();
addRecord(account, 'contacts', {
  id: '9001',
  createdAt: '2026-11-01T05:06:07.000Z',
  properties: { firstname: 'Maija', lastname: 'Mallikas', email: 'maija@example.fi' },
});

let app: RegisterApp;
beforeAll(async () => {
  app = await startRegisterApp({ account, now: NOW, policy: { console: { names: 'masked' } } });
  await app.newEngine().storage.prepare();
});
afterAll(() => app.close());

const shown = async () => (await auditEvents(app.table('audit'))).filter(({ action }) => action === 'names_shown');

test('where names are masked, the trail says whose were shown and to whom, and not what they are', async () => {
  const read = await readNames(app.newEngine(), ['9001', '1002', '999'], 'officer-1');
  expect(read).toEqual({
    kind: 'read',
    names: [
      { contactId: '9001', name: 'Maija Mallikas', email: 'maija@example.fi' },
      { contactId: '1002', name: 'Aino', email: null },
    ],
    missing: ['999'],
  });
  const events = await shown();
  expect(events.map(({ subject }) => subject).sort()).toEqual(['contact:1002', 'contact:9001']);
  expect(events.every(({ actor, runId }) => actor === 'officer-1' && runId === '')).toBe(true);
  expect(JSON.stringify(await auditEvents(app.table('audit')))).not.toMatch(/Maija|Mallikas|maija/);
});

test('names whose showing cannot be recorded are shown to nobody', async () => {
  const engine = app.newEngine();
  const audit = { record: () => Promise.reject(new Error('no trail')) };
  await expect(readNames({ ...engine, audit }, ['9001'], 'officer-1')).rejects.toThrow('no trail');
});

test('somebody who was merged into another is missing, for nobody knows by the id whether that is the same person', async () => {
  mergeRecords(account, 'contacts', '1003', '1004', NOW, true);
  const read = await readNames(app.newEngine(), ['1004'], 'officer-1');
  expect(read).toMatchObject({ names: [], missing: ['1004'] });
});
