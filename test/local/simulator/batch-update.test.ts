import { describe, expect, test } from 'vitest';
import { archiveRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { addMany, idsIn, NOW, OBJECTS, run } from './running.ts';

const UPDATE = `${OBJECTS}/contacts/batch/update`;
const properties = { firstname: 'Aino' };

describe('batch update', () => {
  test('writes, stamps, echoes the trace id and logs each change', async () => {
    const { ask, account, simulator } = await run();
    addMany(account, 'contacts', 1, { phone: '1' });
    const inputs = [{ id: '1', properties: { firstname: 'Aino', phone: '' }, objectWriteTraceId: 'x-1' }];
    const reply = await ask('POST', UPDATE, { inputs });
    expect(reply.status).toBe(200);
    expect(reply.body.results).toMatchObject([
      {
        id: '1',
        objectWriteTraceId: 'x-1',
        properties: { firstname: 'Aino', phone: null, lastmodifieddate: '2026-11-23T10:00:00Z' },
      },
    ]);
    expect(account.records.contacts.get('1')).toMatchObject({
      properties: { firstname: 'Aino' },
      updatedAt: '2026-11-23T10:00:00.000Z',
    });
    expect(simulator.changes).toEqual([
      { objectType: 'contacts', id: '1', property: 'firstname', before: '', after: 'Aino', at: NOW },
      { objectType: 'contacts', id: '1', property: 'phone', before: '1', after: '', at: NOW },
    ]);
  });

  test('missing and archived records become an error entry with their trace ids', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 2);
    archiveRecord(account, 'contacts', '2', NOW);
    const inputs = ['1', '2', '3'].map((id) => ({ id, properties, objectWriteTraceId: `x-${id}` }));
    const reply = await ask('POST', UPDATE, { inputs });
    expect(reply.status).toBe(207);
    expect(idsIn(reply)).toEqual(['1']);
    expect(reply.body).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['2', '3'], objectWriteTraceId: ['x-2', 'x-3'] } }],
    });
  });

  test('merged ids are left out without a word', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 3);
    mergeRecords(account, 'contacts', '1', '2', NOW);
    const reply = await ask('POST', UPDATE, { inputs: ['1', '2', '3'].map((id) => ({ id, properties })) });
    expect(reply.status).toBe(200);
    expect(idsIn(reply)).toEqual(['3']);
    expect(reply.body.errors).toBeUndefined();
  });

  test('one invalid value refuses the whole request and nothing is written', async () => {
    const { ask, account, simulator } = await run();
    addMany(account, 'contacts', 2);
    const inputs = [
      { id: '1', properties },
      { id: '2', properties: { nosuch: 'x', hs_object_id: '9' } },
    ];
    const { status, body } = await ask('POST', UPDATE, { inputs });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      category: 'VALIDATION_ERROR',
      message: expect.stringMatching(
        /^Property values were not valid: \[\{"isValid":false,"message":".*","error":"PROPERTY_DOESNT_EXIST","name":"nosuch"/u,
      ),
      errors: [
        { code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['nosuch'] } },
        { code: 'READ_ONLY_VALUE', context: { propertyName: ['hs_object_id'] } },
      ],
    });
    expect(account.records.contacts.get('1')?.properties).toEqual({});
    expect(simulator.changes).toEqual([]);
  });

  test('duplicate ids, too many inputs and e-mail as id are 400', async () => {
    const { ask } = await run();
    const many = Array.from({ length: 101 }, (_, index) => ({ id: String(index), properties }));
    expect((await ask('POST', UPDATE, { inputs: many })).status).toBe(400);
    expect((await ask('POST', UPDATE, { inputs: [many[1], many[1]] })).status).toBe(400);
    const byEmail = [{ id: 'a@b.fi', idProperty: 'email', properties }];
    expect((await ask('POST', UPDATE, { inputs: byEmail })).status).toBe(400);
  });

  test('missing inputs are an empty success', async () => {
    const { ask } = await run({ asksWrongly: true });
    expect(await ask('POST', UPDATE, {})).toMatchObject({ status: 200, body: { results: [] } });
  });

  test('PATCH, DELETE and batch archive', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 3);
    expect(await ask('PATCH', `${OBJECTS}/contacts/1`, { properties })).toMatchObject({
      status: 200,
      body: { properties },
    });
    expect((await ask('PATCH', `${OBJECTS}/contacts/9`, { properties })).status).toBe(404);
    expect((await ask('DELETE', `${OBJECTS}/contacts/1`)).status).toBe(204);
    expect((await ask('POST', `${OBJECTS}/contacts/batch/archive`, { inputs: [{ id: '2' }] })).status).toBe(204);
    expect(idsIn(await ask('GET', `${OBJECTS}/contacts`))).toEqual(['3']);
  });
});
