import { describe, expect, test } from 'vitest';
import { addRecord, archiveRecord, associate, associatedIds, restoreRecord } from '../../../local/simulator/change.ts';
import { addMany, idsIn, NOW, OBJECTS, run } from './running.ts';

const DAY = 86_400_000;

describe('the recycle bin', () => {
  test('takes activities one by one and in batches, and shows them when asked', async () => {
    const { ask, account } = await run();
    addMany(account, 'notes', 3, { hs_note_body: 'Sovittu' });
    expect((await ask('DELETE', `${OBJECTS}/notes/1`)).status).toBe(204);
    const inputs = [{ id: '2' }, { id: '9' }];
    expect((await ask('POST', `${OBJECTS}/notes/batch/archive`, { inputs })).status).toBe(204);
    const body = { inputs: ['1', '2', '3'].map((id) => ({ id })), properties: [], propertiesWithHistory: [] };
    expect(idsIn(await ask('POST', `${OBJECTS}/notes/batch/read`, body))).toEqual(['3']);
    expect(idsIn(await ask('POST', `${OBJECTS}/notes/batch/read?archived=true`, body))).toEqual(['1', '2']);
    expect(await ask('GET', `${OBJECTS}/notes/1?archived=true`)).toMatchObject({
      status: 200,
      body: { archived: true, archivedAt: '2026-11-23T10:00:00Z' },
    });
    restoreRecord(account, 'notes', '1', NOW);
    expect((await ask('GET', `${OBJECTS}/notes/1`)).body).toMatchObject({ archived: false });
  });

  test('is emptied after 90 days', async () => {
    let now = NOW;
    const { ask, account } = await run({ now: () => now });
    addMany(account, 'notes', 1);
    addMany(account, 'contacts', 1);
    associate(account, 'notes', '1', 'contacts', '1');
    const status = async () => (await ask('GET', `${OBJECTS}/notes/1?archived=true`)).status;
    expect(await status()).toBe(404);
    archiveRecord(account, 'notes', '1', now);
    now += 90 * DAY - 1;
    expect(await status()).toBe(200);
    now += 1;
    expect(() => restoreRecord(account, 'notes', '1', now)).toThrow(RangeError);
    expect(await status()).toBe(404);
    expect(associatedIds(account, 'contacts', '1', 'notes')).toEqual([]);
    addRecord(account, 'notes', {
      id: '2',
      properties: {},
      createdAt: '2020-01-01T00:00:00.000Z',
      archivedAt: '2020-01-02T00:00:00.000Z',
    });
    expect((await ask('GET', `${OBJECTS}/notes/2?archived=true`)).status).toBe(404);
  });

  test('gives nobody back whose address somebody else has by now', async () => {
    const { account } = await run();
    const createdAt = '2020-01-01T00:00:00.000Z';
    addRecord(account, 'contacts', { id: '1', properties: { email: 'a@b.fi' }, createdAt });
    archiveRecord(account, 'contacts', '1', NOW);
    addRecord(account, 'contacts', { id: '2', properties: { email: 'A@b.fi' }, createdAt });
    expect(() => restoreRecord(account, 'contacts', '1', NOW)).toThrow(RangeError);
  });
});
