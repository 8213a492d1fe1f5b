import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addRecord, editRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { byImport, byUser, byWorkflow } from '../../../local/simulator/sources.ts';
import { addMany, NOW, OBJECTS, type Reply, run } from './running.ts';

const Entry = z.object({
  value: z.string(),
  timestamp: z.iso.datetime(),
  sourceType: z.string(),
  updatedByUserId: z.number().optional(),
});
const Histories = z.record(z.string(), z.array(Entry));

/** The entries of `jobtitle` in the first result of an answer. */
function entriesOf({ body }: Reply, name = 'jobtitle') {
  const first = z.object({ results: z.array(z.looseObject({})) }).safeParse(body).data?.results[0] ?? body;
  return z.object({ propertiesWithHistory: Histories }).parse(first).propertiesWithHistory[name];
}

function read(ids: string[], properties = ['jobtitle'], archived = false) {
  const path = `${OBJECTS}/contacts/batch/read${archived ? '?archived=true' : ''}`;
  return [
    'POST',
    path,
    { inputs: ids.map((id) => ({ id })), properties: [], propertiesWithHistory: properties },
  ] as const;
}

describe('property history', () => {
  test('names who or what wrote each value, newest first', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    editRecord(account, 'contacts', '1', { jobtitle: 'Johtaja' }, NOW - 4000, byUser(7));
    editRecord(account, 'contacts', '1', { jobtitle: 'Päällikkö' }, NOW - 3000, byWorkflow(12));
    editRecord(account, 'contacts', '1', { jobtitle: 'Tuottaja' }, NOW - 2000, byImport(3, 9));
    editRecord(account, 'contacts', '1', { jobtitle: '' }, NOW - 1000);
    await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { jobtitle: 'Ostaja' } });
    const at = (ago: number) => ({ timestamp: new Date(NOW - ago).toISOString().replace('.000', '') });
    const reply = await ask(...read(['1']));
    expect(entriesOf(reply)).toMatchObject([
      { value: 'Ostaja', ...at(0), sourceType: 'INTEGRATION' },
      { value: '', ...at(1000), sourceType: 'CRM_UI', updatedByUserId: 1 },
      { value: 'Tuottaja', ...at(2000), sourceType: 'IMPORT', updatedByUserId: 9 },
      { value: 'Päällikkö', ...at(3000), sourceType: 'AUTOMATION_PLATFORM' },
      { value: 'Johtaja', ...at(4000), sourceType: 'CRM_UI', updatedByUserId: 7 },
    ]);
    expect(entriesOf(await ask('GET', `${OBJECTS}/contacts/1?propertiesWithHistory=jobtitle`))).toHaveLength(5);
    expect(reply.body).toMatchObject({ results: [{ properties: { jobtitle: 'Ostaja' } }] });
  });

  test('a value nobody recorded has one entry, which is no person’s', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1, { jobtitle: 'Johtaja' });
    const original = { value: 'Johtaja', timestamp: '2020-01-01T00:00:00Z', sourceType: 'MIGRATION' };
    expect(entriesOf(await ask(...read(['1'])))).toEqual([original]);
    editRecord(account, 'contacts', '1', { jobtitle: 'Ostaja', phone: '1' }, NOW, byUser(7));
    expect(entriesOf(await ask(...read(['1'])))).toMatchObject([{ value: 'Ostaja', sourceType: 'CRM_UI' }, original]);
    expect(entriesOf(await ask(...read(['1'], ['phone'])), 'phone')).toHaveLength(1);
    expect(entriesOf(await ask(...read(['1'], ['mobilephone'])), 'mobilephone')).toBeUndefined();
  });

  test('of two values of one instant the one written later is the newer', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    for (const jobtitle of ['Johtaja', 'Ostaja']) editRecord(account, 'contacts', '1', { jobtitle }, NOW, byUser(7));
    const values = entriesOf(await ask(...read(['1'])))?.map(({ value }) => value);
    expect(values).toEqual(['Ostaja', 'Johtaja']);
  });

  test('a record says what made it', async () => {
    const { ask, account } = await run();
    const createdAt = '2020-01-01T00:00:00.000Z';
    addRecord(account, 'contacts', { id: '1', properties: { jobtitle: 'Johtaja' }, createdAt, source: byUser(3) });
    expect(entriesOf(await ask(...read(['1'])))).toMatchObject([{ sourceType: 'CRM_UI', updatedByUserId: 3 }]);
  });

  test('a value put there behind the simulator’s back is the newest', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    const record = editRecord(account, 'contacts', '1', { jobtitle: 'Johtaja' }, NOW, byUser(7));
    record.properties.jobtitle = 'Ostaja';
    expect(entriesOf(await ask(...read(['1'])))).toMatchObject([
      { value: 'Ostaja', sourceType: 'MIGRATION' },
      { value: 'Johtaja', sourceType: 'CRM_UI' },
    ]);
  });

  test('is there of what lies in the bin', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    editRecord(account, 'contacts', '1', { jobtitle: 'Johtaja' }, NOW, byUser(7));
    await ask('DELETE', `${OBJECTS}/contacts/1`);
    expect(entriesOf(await ask(...read(['1'], ['jobtitle'], true)))).toHaveLength(1);
    const one = await ask('GET', `${OBJECTS}/contacts/1?archived=true&propertiesWithHistory=jobtitle`);
    expect(entriesOf(one)).toHaveLength(1);
  });

  test('of two merged records holds the entries of both, and the merge where it chose an older value', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 2);
    editRecord(account, 'contacts', '1', { jobtitle: 'Johtaja' }, NOW - 3000, byUser(7));
    editRecord(account, 'contacts', '2', { jobtitle: 'Ostaja', phone: '2' }, NOW - 2000, byUser(8));
    editRecord(account, 'contacts', '2', { jobtitle: 'Tuottaja' }, NOW - 1000, byWorkflow(1));
    const { id } = mergeRecords(account, 'contacts', '1', '2', NOW);
    expect(entriesOf(await ask(...read([id])))).toMatchObject([
      { value: 'Johtaja', sourceType: 'MERGE_OBJECTS' },
      { value: 'Tuottaja', sourceType: 'AUTOMATION_PLATFORM' },
      { value: 'Ostaja', updatedByUserId: 8 },
      { value: 'Johtaja', updatedByUserId: 7 },
    ]);
    expect(entriesOf(await ask(...read([id], ['phone'])), 'phone')).toMatchObject([{ value: '2', updatedByUserId: 8 }]);
  });

  test('of merged values of one instant the primary’s alone is kept, and no merge is named where it is the newest', async () => {
    const { ask, account } = await run({ behaviour: { mergeKeepsPrimaryId: true } });
    addMany(account, 'contacts', 2);
    for (const id of ['1', '2']) editRecord(account, 'contacts', id, { jobtitle: `Titteli ${id}` }, NOW, byUser(7));
    mergeRecords(account, 'contacts', '1', '2', NOW, true);
    expect(entriesOf(await ask(...read(['1'])))).toMatchObject([{ value: 'Titteli 1', updatedByUserId: 7 }]);
  });

  test('is read of fifty records at a time', async () => {
    const { ask } = await run();
    const ids = Array.from({ length: 51 }, (_, index) => String(index + 1));
    expect((await ask(...read(ids.slice(1)))).status).toBe(207);
    expect((await ask(...read(ids))).status).toBe(400);
    expect((await ask('GET', `${OBJECTS}/contacts?limit=50&propertiesWithHistory=jobtitle`)).status).toBe(200);
    expect((await ask('GET', `${OBJECTS}/contacts?limit=51&propertiesWithHistory=jobtitle`)).status).toBe(400);
  });
});
