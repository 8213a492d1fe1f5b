import { describe, expect, test } from 'vitest';
import type { AccountData, ObjectType } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { readAssociations } from '../../src/hubspot/associations.ts';
import { addMany, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const createdAt = '2020-01-01T00:00:00.000Z';

/** Associates a record with so many new ones; gives their ids. */
function addAssociated(account: AccountData, from: ObjectType, id: string, to: ObjectType, count: number): string[] {
  const ids = Array.from({ length: count }, (_, index) => String(5_000 + account.records[to].size + index));
  for (const one of ids) {
    addRecord(account, to, { id: one, properties: {}, createdAt });
    associate(account, from, id, to, one);
  }
  return ids;
}

describe('associations whose cursor is lost', () => {
  test.each<[ObjectType, ObjectType, number]>([
    ['contacts', 'calls', 501],
    ['contacts', 'meetings', 1_300],
    ['companies', 'contacts', 2_000],
    ['companies', 'postal_mail', 777],
    ['meetings', 'contacts', 600],
  ])('of %s with %s are read to their end all the same', async (from, to, count) => {
    const { account, access, simulator } = await simulatedHubSpot();
    addRecord(account, from, { id: '1', properties: {}, createdAt });
    const ids = addAssociated(account, from, '1', to, count);
    simulator.faults.add({ match: ({ path }) => path.includes('/associations/'), kind: 'no-cursor' });
    const { of, unread } = await readAssociations(access, from, to, ['1']);
    expect(unread.size).toBe(0);
    expect(of.get('1')?.toSorted((a, b) => Number(a) - Number(b))).toEqual(ids);
  });

  test('of a page of any size at which others of that answer go on', async () => {
    const { account, access, simulator } = await simulatedHubSpot({
      simulator: { behaviour: { associationPageSize: 77 } },
    });
    addMany(account, 'contacts', 2);
    addAssociated(account, 'contacts', '1', 'calls', 150);
    const ids = addAssociated(account, 'contacts', '2', 'calls', 160);
    // The second page of the first record leads on to nothing though it is full.
    simulator.faults.add({ match: ({ body }) => JSON.stringify(body).includes('after'), kind: 'no-cursor' });
    const { of } = await readAssociations(access, 'contacts', 'calls', ['2']);
    expect(of.get('2')).toHaveLength(ids.length);
  });

  test('leave the record unread when search cannot be asked, or counts what it does not show', async () => {
    const { account, access, simulator, fault } = await simulatedHubSpot();
    addMany(account, 'contacts', 1);
    addAssociated(account, 'contacts', '1', 'calls', 500);
    fault('500', '/search', Number.POSITIVE_INFINITY);
    const { of, unread } = await readAssociations(access, 'contacts', 'calls', ['1']);
    expect(of.size).toBe(0);
    expect(unread.get('1')).toBe('the list ends at a full page, and search could not be asked: unavailable 500');
    simulator.faults.clear();
    fault('total-more', '/search', Number.POSITIVE_INFINITY);
    const again = await readAssociations(access, 'contacts', 'calls', ['1']);
    expect(again.unread.get('1')).toBe('the list ends at a full page, and search counts more than it shows');
  });

  test('cost nothing where no page is full, and one search where one is and nothing is lost', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    addMany(account, 'contacts', 3);
    addAssociated(account, 'contacts', '1', 'calls', 499);
    addAssociated(account, 'contacts', '2', 'calls', 49);
    const ids = addAssociated(account, 'contacts', '3', 'calls', 500);
    const { of } = await readAssociations(access, 'contacts', 'calls', ['1', '2', '3']);
    expect(of.get('3')).toEqual(ids);
    expect(simulator.log.map(({ path }) => path.split('2026-09')[1])).toEqual([
      '/contacts/calls/batch/read',
      '/calls/search',
    ]);
  });
});
