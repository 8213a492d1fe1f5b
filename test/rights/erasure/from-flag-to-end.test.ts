import { expect, test } from 'vitest';
import {
  DAY,
  HOUR,
  NOW,
  approved,
  listNow,
  people,
  prepared,
  startErasureWorld,
  synced,
} from '../../support/erasure-register.ts';

test('from the flag to the end: prepared, approved by another, carried out by the first sync after the delay', async () => {
  const app = await startErasureWorld();
  const list = await prepared(app);
  expect(list).toMatchObject({ state: 'awaiting_approval', problem: null, counts: { proposed: 4, protected: 2 } });
  expect(await people(app.newEngine(), list.id)).toEqual([
    '301: proposed',
    '302: proposed',
    '303: proposed',
    '304: proposed',
    '305: protected hold',
    '306: protected decision_not_by_a_person',
  ]);
  const checked = await approved(app, list);
  expect(checked).toMatchObject({ state: 'approved', executeFrom: '2026-11-24T10:30:00.000Z', changed: null });
  app.setNow(NOW + 20 * HOUR);
  await synced(app);
  expect(await listNow(app.newEngine(), list.id)).toMatchObject({ state: 'approved' });
  app.setNow(NOW + DAY + 2 * HOUR);
  await synced(app);
  const ended = await listNow(app.newEngine(), list.id);
  expect(await people(app.newEngine(), list.id)).toEqual([
    '301: done',
    '302: done',
    '303: done',
    '304: done',
    '305: protected hold',
    '306: protected decision_not_by_a_person',
  ]);
  expect(ended).toMatchObject({ state: 'completed', counts: { done: 4 } });
});
