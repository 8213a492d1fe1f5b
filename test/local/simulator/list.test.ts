import { describe, expect, test } from 'vitest';
import { addRecord, archiveRecord, associate } from '../../../local/simulator/change.ts';
import { addMany, idsIn, NOW, nextOf, OBJECTS, run } from './running.ts';

describe('listing records', () => {
  test('pages by the id of the next record, in numeric order', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 12);
    const first = await ask('GET', `${OBJECTS}/contacts`);
    expect(idsIn(first)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(nextOf(first)).toBe('11');
    const second = await ask('GET', `${OBJECTS}/contacts?after=11&limit=100`);
    expect(idsIn(second)).toEqual(['11', '12']);
    expect(nextOf(second)).toBeUndefined();
  });

  test('ids beyond 2^53 and ids added out of order keep their order', async () => {
    const { ask, account } = await run();
    for (const id of ['9007199254740995', '9007199254740993', '7']) {
      addRecord(account, 'contacts', { id, properties: {}, createdAt: '2020-01-01T00:00:00Z' });
      await ask('GET', `${OBJECTS}/contacts`);
    }
    expect(idsIn(await ask('GET', `${OBJECTS}/contacts`))).toEqual(['7', '9007199254740993', '9007199254740995']);
  });

  test.each(['0', '101', 'x'])('a limit of %s is 400', async (limit) => {
    const { ask } = await run({ asksWrongly: true });
    expect((await ask('GET', `${OBJECTS}/contacts?limit=${limit}`)).status).toBe(400);
  });

  test('short and empty pages go on with a cursor', async () => {
    const { ask, account } = await run({ behaviour: { listPageSizes: [0, 2, 1] } });
    addMany(account, 'contacts', 4);
    const seen: string[][] = [];
    let after: string | undefined = '0';
    while (after !== undefined) {
      const reply = await ask('GET', `${OBJECTS}/contacts?limit=100&after=${after}`);
      seen.push(idsIn(reply));
      after = nextOf(reply);
    }
    expect(seen).toEqual([[], ['1', '2'], ['3'], [], ['4']]);
  });

  test('gives the asked properties, null when unset, none that are unknown, and always the defaults', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1, { firstname: 'Aino', email: 'aino@example.fi', ruokavalio: 'gluteeniton' });
    expect(
      (await ask('GET', `${OBJECTS}/contacts?properties=phone,firstname&properties=ruokavalio`)).body.results,
    ).toEqual([
      {
        id: '1',
        properties: {
          createdate: '2020-01-01T00:00:00Z',
          hs_object_id: '1',
          lastmodifieddate: '2020-01-01T00:00:00Z',
          phone: null,
          firstname: 'Aino',
        },
        createdAt: '2020-01-01T00:00:00Z',
        updatedAt: '2020-01-01T00:00:00Z',
        archived: false,
      },
    ]);
    expect((await ask('GET', `${OBJECTS}/contacts/1`)).body.properties).toMatchObject({
      email: 'aino@example.fi',
      firstname: 'Aino',
      lastname: null,
    });
  });

  test('archived records are listed apart', async () => {
    const { ask, account } = await run();
    addMany(account, 'companies', 3);
    archiveRecord(account, 'companies', '2', NOW);
    expect(idsIn(await ask('GET', `${OBJECTS}/companies`))).toEqual(['1', '3']);
    const archived = await ask('GET', `${OBJECTS}/companies?archived=true`);
    expect(archived.body.results).toMatchObject([{ id: '2', archived: true, archivedAt: '2026-11-23T10:00:00Z' }]);
    expect((await ask('GET', `${OBJECTS}/companies/2`)).status).toBe(404);
    expect((await ask('GET', `${OBJECTS}/companies/2?archived=true`)).status).toBe(200);
  });

  test('inline associations stop at a hundred and say so', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    addMany(account, 'meetings', 101);
    for (let id = 1; id <= 101; id += 1) associate(account, 'contacts', '1', 'meetings', String(id));
    const { body } = await ask('GET', `${OBJECTS}/contacts/1?associations=meetings,companies`);
    expect(body.associations).toMatchObject({ meetings: { paging: { next: { after: '101' } } } });
    expect(JSON.stringify(body.associations).match(/"type":"contact_to_meeting_event"/gu)).toHaveLength(100);
  });
});
