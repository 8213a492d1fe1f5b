import { describe, expect, test } from 'vitest';
import { archiveRecord, associate, associatedIds, dissociate, restoreRecord } from '../../../local/simulator/change.ts';
import { addMany, NOW, OBJECTS, run } from './running.ts';

const READ = '/crm/associations/2026-09/contacts/meetings/batch/read';

describe('associations', () => {
  test('page per record, each going on by its own cursor', async () => {
    const { ask, account } = await run({ behaviour: { associationPageSize: 2 } });
    addMany(account, 'contacts', 2);
    addMany(account, 'meetings', 12);
    for (const id of ['12', '3', '7']) associate(account, 'contacts', '1', 'meetings', id);
    associate(account, 'contacts', '2', 'meetings', '7');
    const first = await ask('POST', READ, { inputs: [{ id: '1' }, { id: '2' }] });
    const types = [{ category: 'HUBSPOT_DEFINED', typeId: 199, label: null }];
    expect(first.status).toBe(200);
    expect(first.body.results).toEqual([
      {
        from: { id: '1' },
        to: [
          { toObjectId: '3', associationTypes: types },
          { toObjectId: '7', associationTypes: types },
        ],
        paging: { next: { after: '12' } },
      },
      { from: { id: '2' }, to: [{ toObjectId: '7', associationTypes: types }] },
    ]);
    const rest = await ask('POST', READ, { inputs: [{ id: '1', after: '12' }] });
    expect(rest.body.results).toEqual([{ from: { id: '1' }, to: [{ toObjectId: '12', associationTypes: types }] }]);
  });

  test('having none is an error entry in a 207', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    const { status, body } = await ask('POST', READ, { inputs: [{ id: '1' }, { id: '99' }] });
    expect(status).toBe(207);
    expect(body).toMatchObject({
      results: [],
      numErrors: 2,
      errors: ['1', '99'].map((id) => ({
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        context: { fromObjectId: [id], fromObjectType: ['contacts'], toObjectType: ['meetings'] },
      })),
    });
  });

  test('records in the recycle bin drop out and come back', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    addMany(account, 'meetings', 1);
    associate(account, 'contacts', '1', 'meetings', '1');
    const status = async () => (await ask('POST', READ, { inputs: [{ id: '1' }] })).status;
    expect(await status()).toBe(200);
    archiveRecord(account, 'meetings', '1', NOW);
    expect(await status()).toBe(207);
    restoreRecord(account, 'meetings', '1', NOW);
    archiveRecord(account, 'contacts', '1', NOW);
    expect(await status()).toBe(207);
    restoreRecord(account, 'contacts', '1', NOW);
    expect(await status()).toBe(200);
    dissociate(account, 'meetings', '1', 'contacts', '1');
    expect(await status()).toBe(207);
  });

  test('the primary company is labelled, and is none while it is archived', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1, { associatedcompanyid: '2' });
    addMany(account, 'companies', 2);
    for (const id of ['1', '2']) associate(account, 'contacts', '1', 'companies', id);
    const path = '/crm/associations/2026-09/contacts/companies/batch/read';
    const { body } = await ask('POST', path, { inputs: [{ id: '1' }] });
    const other = { category: 'HUBSPOT_DEFINED', typeId: 279, label: null };
    expect(body.results).toMatchObject([
      {
        to: [
          { toObjectId: '1', associationTypes: [other] },
          { toObjectId: '2', associationTypes: [{ typeId: 1, label: 'Primary' }, other] },
        ],
      },
    ]);
    archiveRecord(account, 'companies', '2', NOW);
    expect(account.records.contacts.get('1')?.properties.associatedcompanyid).toBeUndefined();
    restoreRecord(account, 'companies', '2', NOW);
    expect(account.records.contacts.get('1')?.properties.associatedcompanyid).toBe('2');
  });

  test('setting the primary company of a contact associates them', async () => {
    const { ask, account } = await run({ asksWrongly: true });
    addMany(account, 'contacts', 1);
    addMany(account, 'companies', 2);
    const set = async (associatedcompanyid: string) =>
      (await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { associatedcompanyid } })).status;
    const companies = () => associatedIds(account, 'contacts', '1', 'companies');
    expect(await set('2')).toBe(200);
    expect(companies()).toEqual(['2']);
    expect(await set('1')).toBe(200);
    expect(companies()).toEqual(['2', '1']);
    expect(account.records.contacts.get('1')?.properties.associatedcompanyid).toBe('1');
    expect(await set('9')).toBe(400);
    expect(await set('')).toBe(200);
    expect(companies()).toEqual(['2']);
  });

  test('associating does not stamp the records', async () => {
    const { account } = await run();
    addMany(account, 'contacts', 1);
    addMany(account, 'meetings', 1);
    associate(account, 'contacts', '1', 'meetings', '1');
    expect(account.records.contacts.get('1')?.updatedAt).toBe('2020-01-01T00:00:00.000Z');
  });

  test('takes a thousand inputs and no more', async () => {
    const { ask } = await run();
    const inputs = Array.from({ length: 1001 }, (_, index) => ({ id: String(index + 1) }));
    expect((await ask('POST', READ, { inputs: inputs.slice(1) })).status).toBe(207);
    expect((await ask('POST', READ, { inputs })).status).toBe(400);
  });
});
