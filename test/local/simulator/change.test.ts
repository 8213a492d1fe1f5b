import { expect, test } from 'vitest';
import { nextId } from '../../../local/simulator/account-state.ts';
import {
  addRecord,
  archiveRecord,
  associatedIds,
  moveToCompany,
  purgeRecord,
  recordOf,
} from '../../../local/simulator/change.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { NOW } from './running.ts';

function people() {
  const account = emptyAccount(1, 'Europe/Helsinki');
  const createdAt = '2020-01-01T00:00:00.000Z';
  addRecord(account, 'contacts', { id: '101', properties: {}, createdAt });
  for (const id of ['201', '202']) addRecord(account, 'companies', { id, properties: {}, createdAt });
  return account;
}

test('moving to a company stamps the contact and keeps the former company as a looser association', () => {
  const account = people();
  const companies = () => associatedIds(account, 'contacts', '101', 'companies');
  moveToCompany(account, '101', '201', NOW);
  expect(companies()).toEqual(['201']);
  moveToCompany(account, '101', '202', NOW + 1);
  expect(companies()).toEqual(['201', '202']);
  expect(associatedIds(account, 'companies', '202', 'contacts')).toEqual(['101']);
  expect(recordOf(account, 'contacts', '101')).toMatchObject({
    properties: { associatedcompanyid: '202' },
    updatedAt: new Date(NOW + 1).toISOString(),
  });
  moveToCompany(account, '101', '', NOW + 2);
  expect(companies()).toEqual(['201']);
  expect(recordOf(account, 'contacts', '101').properties).toEqual({});
});

test('a company that is archived after the move takes its people along', () => {
  const account = people();
  moveToCompany(account, '101', '201', NOW);
  archiveRecord(account, 'companies', '201', NOW + 1);
  expect(recordOf(account, 'contacts', '101').properties.associatedcompanyid).toBeUndefined();
  expect(() => moveToCompany(account, '101', '299', NOW)).toThrow(RangeError);
});

test('an id is never given twice', () => {
  const account = people();
  purgeRecord(account, 'companies', '202', NOW);
  expect(nextId(account, 'companies')).toBe('203');
  expect(nextId(account, 'contacts')).toBe('102');
  expect(nextId(account, 'calls')).toBe('1');
});
