import { describe, expect, test } from 'vitest';
import { addRecord, associate, associatedIds } from '../../../local/simulator/change.ts';
import { addMany, idsIn, OBJECTS, run } from './running.ts';

describe('merge', () => {
  test('a merge mints a new id that both old ids lead to', async () => {
    const { ask, account } = await run();
    const createdAt = '2020-01-01T00:00:00.000Z';
    addRecord(account, 'contacts', { id: '1', properties: { email: 'a@b.fi' }, createdAt });
    addRecord(account, 'contacts', {
      id: '2',
      properties: { email: 'c@d.fi', phone: '2' },
      createdAt: '2019-01-01T00:00:00.000Z',
    });
    addMany(account, 'meetings', 2);
    associate(account, 'contacts', '1', 'meetings', '1');
    associate(account, 'contacts', '2', 'meetings', '2');
    const merged = await ask('POST', `${OBJECTS}/contacts/merge`, { primaryObjectId: '1', objectIdToMerge: '2' });
    expect(merged).toMatchObject({ status: 200, body: { id: '3', properties: { hs_merged_object_ids: '1;2' } } });
    expect(account.records.contacts.get('3')).toMatchObject({
      properties: { email: 'a@b.fi', phone: '2' },
      createdAt: '2019-01-01T00:00:00.000Z',
      updatedAt: '2026-11-23T10:00:00.000Z',
    });
    expect(associatedIds(account, 'contacts', '3', 'meetings')).toEqual(['1', '2']);
    expect(idsIn(await ask('GET', `${OBJECTS}/contacts`))).toEqual(['3']);
    expect(idsIn(await ask('GET', `${OBJECTS}/contacts?archived=true`))).toEqual([]);
    expect((await ask('GET', `${OBJECTS}/contacts/2`)).body.id).toBe('3');
  });

  test('a merge can keep the primary id', async () => {
    const { ask, account } = await run({ behaviour: { mergeKeepsPrimaryId: true } });
    addMany(account, 'contacts', 2);
    const merged = await ask('POST', `${OBJECTS}/contacts/merge`, { primaryObjectId: '2', objectIdToMerge: '1' });
    expect(merged.body).toMatchObject({ id: '2', properties: { hs_merged_object_ids: '1' } });
    expect((await ask('GET', `${OBJECTS}/contacts/1`)).body.id).toBe('2');
  });

  test('merged companies take their contacts along', async () => {
    const { ask, account } = await run();
    addMany(account, 'companies', 2);
    addMany(account, 'contacts', 1, { associatedcompanyid: '2' });
    associate(account, 'contacts', '1', 'companies', '2');
    await ask('POST', `${OBJECTS}/companies/merge`, { primaryObjectId: '1', objectIdToMerge: '2' });
    expect(account.records.contacts.get('1')?.properties.associatedcompanyid).toBe('3');
    expect(associatedIds(account, 'contacts', '1', 'companies')).toEqual(['3']);
  });

  test('merging with itself or with nobody is refused', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    const merge = (primaryObjectId: string, objectIdToMerge: string) =>
      ask('POST', `${OBJECTS}/contacts/merge`, { primaryObjectId, objectIdToMerge });
    expect((await merge('1', '1')).status).toBe(400);
    expect((await merge('1', '9')).status).toBe(404);
  });

  test('engagements can be neither merged nor GDPR-deleted', async () => {
    const { ask } = await run({ asksWrongly: true });
    expect((await ask('POST', `${OBJECTS}/calls/merge`, {})).status).toBe(404);
    expect((await ask('POST', `${OBJECTS}/companies/gdpr-delete`, {})).status).toBe(404);
  });
});
