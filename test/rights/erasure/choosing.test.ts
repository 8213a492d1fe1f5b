import { expect, test } from 'vitest';
import { z } from 'zod';
import { editRecord } from '../../../local/simulator/change.ts';
import { HOUR, NOW, people, prepared, startErasureWorld } from '../../support/erasure-register.ts';

const EVERYBODY = [
  '301: proposed',
  '302: proposed',
  '303: proposed',
  '304: proposed',
  '305: protected hold',
  '306: protected decision_not_by_a_person',
];

test('everybody whom search shows is put on the list, however short its pages are', async () => {
  const app = await startErasureWorld({ hubspot: { behaviour: { searchPageSizes: [1, 2, 1, 3] } } });
  const { id } = await prepared(app);
  expect(await people(app.newEngine(), id)).toEqual(EVERYBODY);
});

test('somebody whom search counts and does not show is looked for, and found', async () => {
  const app = await startErasureWorld();
  // The last one of what is left is never shown.
  app.hubspot.faults.add({ kind: 'half-page', match: ({ path }) => path.endsWith('/contacts/search') });
  const { id, problem } = await prepared(app);
  expect(problem).toBeNull();
  expect(await people(app.newEngine(), id)).toEqual(EVERYBODY);
});

test('where search counts more than there are, nobody is invented', async () => {
  const app = await startErasureWorld();
  app.hubspot.faults.add({ kind: 'total-more', match: ({ path }) => path.endsWith('/contacts/search') });
  expect(await people(app.newEngine(), (await prepared(app)).id)).toEqual(EVERYBODY);
});

const countSchema = z.object({ limit: z.literal(1) });

test('where search cannot be asked how many there are, the list says that somebody may be missing', async () => {
  const app = await startErasureWorld();
  app.hubspot.faults.add({ kind: '400', match: ({ body }) => countSchema.safeParse(body).success });
  const list = await prepared(app);
  expect(list).toMatchObject({ state: 'awaiting_approval', problem: expect.stringContaining('not be proved') });
  expect(await people(app.newEngine(), list.id)).toEqual(EVERYBODY);
});

test('whoever is named is looked at, and nobody else', async () => {
  const app = await startErasureWorld();
  const { id, counts } = await prepared(app, { contactIds: ['307', '301', '301', '99'] });
  expect(await people(app.newEngine(), id)).toEqual(['99: gone_already', '301: proposed', '307: protected not_ended']);
  expect(counts).toEqual({ proposed: 1, protected: 1, gone_already: 1 });
});

test('whose decision is another by the time they are looked at is protected by that', async () => {
  const app = await startErasureWorld({ hubspot: { indexLagMs: 10 * HOUR } });
  // Search shows nothing of the decisions yet.
  const { id } = await prepared(app);
  expect(await people(app.newEngine(), id)).toEqual([]);
  app.setNow(NOW + 11 * HOUR);
  editRecord(app.hubspot.account, 'contacts', '301', { rekisteri_retention_decision: 'keep' }, NOW + 11 * HOUR);
  const later = await prepared(app);
  expect((await people(app.newEngine(), later.id))[0]).toBe('301: protected decision_not_erase');
});
