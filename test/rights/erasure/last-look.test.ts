import { describe, expect, test } from 'vitest';
import { associate, editRecord, recordOf } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { eraseContact } from '../../../local/simulator/people.ts';
import { startDue } from '../../../src/rights/erasure/start-due.ts';
import { LeaseLostError } from '../../../src/runs/session.ts';
import { runSlice } from '../../../src/work/run-slice.ts';
import type { ErasureList } from '../../../src/rights/erasure/list.ts';
import {
  DUE,
  HOUR,
  MINUTE,
  decide,
  listNow,
  people,
  startApprovedWorld,
  synced,
} from '../../support/erasure-register.ts';
import type { RegisterApp } from '../../support/register-app.ts';
import { watchedEngine } from '../../support/watched-engine.ts';

/** Carries it out while something happens in HubSpot right before the first request to a path that ends so. */
async function carriedOut(app: RegisterApp, ending: string, happens: () => void): Promise<void> {
  let happened = false;
  const engine = watchedEngine(app.newEngine(), ({ path }) => {
    if (happened || !path.endsWith(ending)) return;
    happened = true;
    happens();
  });
  await synced(app, engine);
  expect(happened).toBe(true);
}

const of = async (app: RegisterApp, { id }: ErasureList, contact: string) =>
  (await people(app.newEngine(), id)).find((one) => one.startsWith(contact));
const texts = (app: RegisterApp, type: 'calls' | 'notes' | 'meetings', id: string) =>
  recordOf(app.hubspot.account, type, id).properties;

const edit = (app: RegisterApp, id: string, properties: Record<string, string>) =>
  editRecord(app.hubspot.account, 'contacts', id, properties, DUE);

/** Companies' floors are the last that is written before anything is destroyed. */
const FLOORS = 'companies/batch/update';
const FIRST_ARCHIVED = 'notes/batch/archive';

type Change = [string, (app: RegisterApp, id: string) => void, string];
const CHANGES: readonly Change[] = [
  ['are held', (app, id) => edit(app, id, { rekisteri_hold_until: '2031-01-01' }), 'protected hold hold'],
  [
    'are restricted',
    (app, id) => edit(app, id, { rekisteri_processing_restricted: 'true' }),
    'protected restricted restricted',
  ],
  ['are not to be erased', (app, id) => decide(app, id, '', DUE), 'protected decision_not_erase decision_not_erase'],
  ['move', (app, id) => edit(app, id, { associatedcompanyid: '299' }), 'protected unread unread'],
  [
    'are merged into a living customer',
    (app, id) => mergeRecords(app.hubspot.account, 'contacts', '307', id, DUE),
    'protected other_id other_id',
  ],
  ['are erased by others', (app, id) => eraseContact(app.hubspot.account, id, DUE), 'gone_already gone'],
];

describe('between the examination and the first step that destroys something', () => {
  test.each(CHANGES)('people with engagements %s', async (_, change, told) => {
    const { app, list } = await startApprovedWorld();
    const before = { ...texts(app, 'calls', '5004') };
    await carriedOut(app, FLOORS, () => change(app, '302'));
    expect(await of(app, list, '302')).toBe(`302: ${told}`);
    expect(texts(app, 'calls', '5004')).toEqual(before);
    expect(await of(app, list, '301')).toBe('301: done');
    expect(await pendingRows(app)).toEqual([]);
    expect((await listNow(app.newEngine(), list.id)).state).toBe(
      told.startsWith('gone') ? 'completed' : 'partly_completed',
    );
  });

  test.each(CHANGES)('people without engagements %s, while those of others are erased', async (_, change, told) => {
    const { app, list } = await startApprovedWorld();
    await carriedOut(app, FIRST_ARCHIVED, () => change(app, '304'));
    expect(await of(app, list, '304')).toBe(`304: ${told}`);
    expect(await pendingRows(app)).toEqual([]);
  });
});

test('after its first engagement a person is finished, for half of a person erased helps nobody', async () => {
  const { app, list } = await startApprovedWorld();
  await carriedOut(app, FIRST_ARCHIVED, () => edit(app, '301', { rekisteri_hold_until: '2031-01-01' }));
  expect(await of(app, list, '301')).toBe('301: done');
});

test('what is somebody else’s by now is left as it is, also of people with whom was begun', {}, async () => {
  const { app, list } = await startApprovedWorld();
  await startDue(app.newEngine(), { trigger: 'timer', actor: 'timer' });
  const { runId } = await listNow(app.newEngine(), list.id);
  let isDead = false;
  const dying = watchedEngine(app.newEngine(), ({ path }) => {
    isDead ||= /(calls|emails|meetings|notes)\/batch\/update$/.test(path);
    if (isDead) throw new LeaseLostError('The process has died.');
  });
  await runSlice(dying, { runId, slice: 0 }, () => undefined);
  expect(isDead).toBe(true);
  mergeRecords(app.hubspot.account, 'contacts', '307', '302', DUE + MINUTE);
  associate(app.hubspot.account, 'notes', '5001', 'contacts', '305');
  associate(app.hubspot.account, 'meetings', '5002', 'contacts', '305');
  app.setNow(DUE + HOUR);
  await synced(app);
  expect(await of(app, list, '302')).toMatch(/^302: (failed|protected)/);
  expect(texts(app, 'calls', '5004').hs_call_body).toBe('Eero soitti');
  expect(texts(app, 'notes', '5001').hs_note_body).toBe('Aino on muuttanut');
  expect(texts(app, 'meetings', '5002').hs_meeting_body).toBe('Aino kertoi');
  expect(await of(app, list, '301')).toBe('301: done');
});

async function pendingRows(app: RegisterApp): Promise<string[]> {
  const pending: string[] = [];
  for await (const row of app.table('erased').listEntities<{ record?: string }>())
    if (row.record?.includes('"pending"')) pending.push(row.rowKey ?? '');
  return pending;
}
