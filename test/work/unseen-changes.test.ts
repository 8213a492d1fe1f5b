import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import type { RegisterApp } from '../support/register-app.ts';
import { registerAtRest } from '../support/register-at-rest.ts';
import { DAY, expectAllRight, HOUR, MINUTE, NOW, requestsSince } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const AT = NOW + DAY;

const atRest = async () => {
  app = await registerAtRest(AT);
  return app.hubspot.account;
};

test('a consent that was withdrawn while the subscription types could not be read is seen when they can', async () => {
  const account = await atRest();
  app.hubspot.faults.add({ match: ({ path }) => path.startsWith('/communication-preferences/'), kind: '500' });
  editRecord(account, 'contacts', '104', { hs_email_optout: 'true' }, AT - 12 * MINUTE);
  await app.run('changed');
  expect(account.records.contacts.get('104')?.properties.rekisteri_consent_status).toBe('not_recorded');
  app.hubspot.faults.clear();
  app.setNow(AT + 15 * MINUTE);
  await app.run('changed');
  expect(account.records.contacts.get('104')?.properties.rekisteri_consent_status).toBe('withdrawn');
});

test('a hold that staff have made a text ends by itself too', async () => {
  const account = await atRest();
  const definition = account.properties.contacts.get('rekisteri_hold_until');
  if (definition) Object.assign(definition, { type: 'string', fieldType: 'text' });
  editRecord(account, 'contacts', '104', { rekisteri_hold_until: '2026-11-25' }, AT);
  await app.run('changed');
  expect(account.records.contacts.get('104')?.properties.rekisteri_retention_status).toBe('on_hold');
  app.setNow(Date.parse('2026-11-26T00:05:00Z'));
  await app.run('clock');
  expect(account.records.contacts.get('104')?.properties.rekisteri_retention_status).toBe('ended');
});

test('a property of ours that somebody deleted comes back, with its values, within a day', async () => {
  const account = await atRest();
  account.properties.contacts.delete('rekisteri_retention_status');
  for (const { properties } of account.records.contacts.values()) delete properties.rekisteri_retention_status;
  app.setNow(AT + DAY);
  expect(await app.run('clock')).toMatchObject({ scope: 'all', status: 'succeeded' });
  expectAllRight(app, AT + DAY);
});

test('a contact that stays unknown costs each clock run no more than looking once', async () => {
  const account = await atRest();
  editRecord(account, 'contacts', '104', { associatedcompanyid: '999' }, AT);
  await app.run('changed');
  expect(account.records.contacts.get('104')?.properties.rekisteri_retention_status).toBe('unknown');
  const before = app.hubspot.log.length;
  app.setNow(AT + HOUR);
  await app.run('clock');
  const requests = requestsSince(app.hubspot.log, before).filter((request) => !request.includes('search'));
  expect(requests).toEqual([
    'POST contacts/batch/read 1',
    'POST companies/batch/read 0',
    'GET companies/999 0',
    'GET companies/999 0',
    'POST companies/contacts/batch/read 1',
  ]);
  // Once nobody names it any more, nothing is left to be tried again.
  editRecord(account, 'contacts', '104', { associatedcompanyid: '' }, AT + HOUR);
  await app.run('all');
  const after = app.hubspot.log.length;
  await app.run('clock');
  expect(requestsSince(app.hubspot.log, after)).toEqual(['POST contacts/search 0']);
});

test('many writes of a sync of one day are no pages to be read on the next', async () => {
  const account = await atRest();
  for (let id = 1_000; id < 1_400; id += 1) {
    const created = new Date(AT).toISOString();
    account.records.contacts.set(`${id}`, { id: `${id}`, createdAt: created, updatedAt: created, properties: {} });
  }
  await app.run('changed');
  app.setNow(AT + DAY);
  editRecord(account, 'contacts', '104', { rekisteri_hold_until: '2030-01-01' }, AT + DAY);
  const before = app.hubspot.log.length;
  await app.run('changed');
  const searched = requestsSince(app.hubspot.log, before).filter((request) => request.includes('contacts/search'));
  // What changed, and one page of the backlog.
  expect(searched).toEqual(['POST contacts/search 1', 'POST contacts/search 200']);
  expectAllRight(app, AT + DAY);
});
