import { afterAll, expect, test } from 'vitest';
import { editRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { byUser } from '../../../local/simulator/sources.ts';
import { writtenParts } from '../../../src/effects/writing-cursor.ts';
import { fileRequest } from '../../../src/rights/requests/actions/file.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { FIRST_CHANGE } from '../../../src/runs/change-list.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { requestOf } from '../../support/request-samples.ts';
import { OFFICER, requestsWorld } from '../../support/requests-world.ts';
import { expectAllRight } from '../../support/sync-world.ts';

// What staff see of requests, in one register: each test has people of its own, and the clock moves on.

const IDS = Array.from({ length: 25 }, (_, place) => String(901 + place));
const { app, account, later, filed, acted, worked, now } = await requestsWorld(IDS);
afterAll(() => app.close());

const flags = (id: string) => {
  const { rekisteri_request_open: open, rekisteri_request_due: due } =
    account.records.contacts.get(id)?.properties ?? {};
  return [open ?? '', due ?? ''];
};
const updates = () => app.hubspot.log.filter(({ path }) => path.endsWith('/batch/update')).length;
const NOTHING = ['', ''];

test('filing and ending have a run show them at once, in the name of the officer', async () => {
  const { id } = await filed({ contactIds: ['901', '902'] });
  expect(await worked()).toEqual(['contacts']);
  expect([flags('901'), flags('902'), flags('903')]).toEqual([
    ['access', '2026-12-21'],
    ['access', '2026-12-21'],
    NOTHING,
  ]);
  await filed({ contactIds: ['902'], kind: 'erasure', receivedOn: '2026-11-10' });
  await worked();
  expect(flags('902')).toEqual(['access;erasure', '2026-12-10']);
  await acted(id, { action: 'extend', reason: 'number' });
  expect(await worked()).toEqual(['contacts']);
  expect([flags('901'), flags('902')]).toEqual([
    ['access', '2027-02-22'],
    ['access;erasure', '2026-12-10'],
  ]);
  await acted(id, { action: 'withdraw' });
  await worked();
  expect([flags('901'), flags('902')]).toEqual([NOTHING, ['erasure', '2026-12-10']]);
  const told = (await auditEvents(app.table('audit'))).filter(({ property }) => property === 'rekisteri_request_open');
  expect(
    told.filter(({ subject }) => subject === 'contact:901').map(({ actor, before, after }) => [actor, before, after]),
  ).toEqual(
    expect.arrayContaining([
      [OFFICER, '', 'access'],
      [OFFICER, 'access', ''],
    ]),
  );
});

test('of many that are filed one after the other two runs show all: the one whose turn it is, and one that waits', async () => {
  const ids = ['921', '922', '923', '924', '925'];
  for (const id of ids) await filed({ contactIds: [id] });
  const runs = app.table('runs').listEntities<{ scope: string; status: string }>();
  const queued: string[] = [];
  for await (const { rowKey = '', scope, status } of runs)
    if (/^\d/.test(rowKey) && status === 'queued') queued.push(scope);
  expect(queued).toEqual(['contacts', 'contacts']);
  await worked();
  for (const id of ids) expect(flags(id)).toEqual(['access', '2026-12-21']);
  expect(await requestsOf(app.newEngine()).owed()).toEqual([]);
});

test('what moves neither kind nor day queues nothing', async () => {
  const { id } = await filed({ contactIds: ['903'] });
  await worked();
  await acted(id, { action: 'ask-identity' });
  await acted(id, { action: 'pause', reason: 'identity' });
  expect(await worked()).toEqual([]);
  expect(await filed({ contactIds: [], emails: ['nobody@example.fi'] })).toMatchObject({ contactIds: [] });
  expect(await worked()).toEqual([]);
});

test('a crash between filing or ending and the run: the next sync shows it, and the one after that writes nothing', async () => {
  const requests = requestsOf(later().newEngine());
  const request = requestOf({ contactIds: ['904'], kind: 'portability' }, now());
  await requests.create(request);
  await later().run('changed');
  expect(flags('904')).toEqual(['portability', '2026-12-21']);
  expect(await requests.owed()).toEqual([]);
  const written = updates();
  await later().run('changed');
  await later().run('clock');
  expect(updates()).toBe(written);
  const stored = await requests.find(request.id);
  if (stored !== undefined) await requests.save(stored, { state: 'withdrawn' });
  await later().run('clock');
  expect(flags('904')).toEqual(NOTHING);
  expect(await requests.owed()).toEqual([]);
});

test('what staff type over is put back, and the trail says so', async () => {
  await filed({ contactIds: ['905'] });
  await worked();
  editRecord(
    account,
    'contacts',
    '905',
    { rekisteri_request_open: '', rekisteri_request_due: '2030-01-01' },
    now(),
    byUser(7),
  );
  editRecord(account, 'contacts', '906', { rekisteri_request_open: 'erasure' }, now(), byUser(7));
  await later().run('changed');
  expect([flags('905'), flags('906')]).toEqual([['access', '2026-12-21'], NOTHING]);
  const causes = (await auditEvents(app.table('audit')))
    .filter(({ subject, property }) => subject === 'contact:906' && property === 'rekisteri_request_open')
    .map(({ cause }) => cause);
  expect(new Set(causes)).toEqual(new Set(['put back: it was changed by somebody else']));
});

test.each([
  ['with its id kept', '907', '908', true],
  ['under a new id', '909', '910', false],
])('whoever was merged into another, %s, has their requests there', async (_, survivorId, otherId, keepsId) => {
  const { id } = await filed({ contactIds: [otherId] });
  await worked();
  const { id: survivor } = mergeRecords(account, 'contacts', survivorId, otherId, now(), keepsId);
  editRecord(
    account,
    'contacts',
    survivor,
    { rekisteri_request_open: '', rekisteri_request_due: '' },
    now(),
    byUser(7),
  );
  await later().run('changed');
  expect(flags(survivor)).toEqual(['access', '2026-12-21']);
  // The survivor is the same person, who has one of a kind open.
  const wish = { kind: 'access', receivedOn: '2026-11-20', channel: 'letter', marketing: false, emails: [] } as const;
  const again = () => fileRequest(app.newEngine(), { ...wish, contactIds: [survivor] }, [], 'officer-1');
  expect(await again()).toEqual({ kind: 'already_open', id });
  await acted(id, { action: 'withdraw' });
  expect(await worked()).toEqual(['contacts']);
  expect(flags(survivor)).toEqual(NOTHING);
});

test('of two who were merged both requests count, and ending one leaves the other, found by a sync too', async () => {
  const one = await filed({ contactIds: ['911'], kind: 'rectification' });
  await filed({ contactIds: ['912'], receivedOn: '2026-11-10' });
  await worked();
  mergeRecords(account, 'contacts', '911', '912', now(), true);
  await later().run('changed');
  expect(flags('911')).toEqual(['access;rectification', '2026-12-10']);
  const requests = requestsOf(later().newEngine());
  const [other] = (await requests.openOf(['912'])).get('912') ?? [];
  const stored = await requests.find(other?.id ?? '');
  if (stored !== undefined) await requests.save(stored, { state: 'withdrawn' });
  await later().run('changed');
  expect(flags('911')).toEqual(['rectification', '2026-12-21']);
  await acted(one.id, { action: 'withdraw' });
  await worked();
  expect(flags('911')).toEqual(NOTHING);
});

test('somebody who is gone has nothing to show, and keeps nobody from being shown', async () => {
  const { id } = await filed({ contactIds: ['913', '914'] });
  await worked();
  account.records.contacts.delete('913');
  await acted(id, { action: 'withdraw' });
  await later().run('changed');
  expect(flags('914')).toEqual(NOTHING);
  expect(await requestsOf(app.newEngine()).owed()).toEqual([]);
});

test('a dry run lists the flags and writes none', async () => {
  const requests = requestsOf(later().newEngine());
  await requests.create(requestOf({ contactIds: ['915'] }, now()));
  const engine = app.newEngine();
  const asked = await requestRun(engine, { scope: 'changed', trigger: 'http', actor: OFFICER, dryRun: true });
  const run = await app.finish(engine, asked.runId);
  const { items } = await engine.changes.page(run, writtenParts(run), FIRST_CHANGE, 100);
  expect(items.map(({ id, property, after }) => [id, property, after])).toEqual([
    ['915', 'rekisteri_request_open', 'access'],
    ['915', 'rekisteri_request_due', '2026-12-21'],
  ]);
  expect(flags('915')).toEqual(NOTHING);
  expect(await requests.owed()).toHaveLength(1);
});

test('where somebody else wrote into the table nothing is written of requests, all else is, and the run says so', async () => {
  await filed({ contactIds: ['919'] });
  await worked();
  const requests = requestsOf(later().newEngine());
  await requests.create(requestOf({ contactIds: ['916'] }, now()));
  const row = { partitionKey: 'request', rowKey: 'open|0000000000000000917|access', record: '{}' };
  const table = app.newEngine().storage.requests;
  await table.createEntity(row);
  editRecord(account, 'contacts', '917', { rekisteri_consent_status: 'granted' }, now(), byUser(7));
  mergeRecords(account, 'contacts', '918', '919', now(), true);
  editRecord(account, 'contacts', '918', { rekisteri_request_open: '', rekisteri_request_due: '' }, now(), byUser(7));
  const { problems, status, contacts } = await later().run('changed');
  expect([status, contacts.failed]).toEqual(['succeeded', 0]);
  expect(problems).toContainEqual(expect.stringContaining('What contacts have requested was left as it was'));
  expect(account.records.contacts.get('917')?.properties.rekisteri_consent_status).toBe('not_recorded');
  expect([flags('916'), flags('918')]).toEqual([NOTHING, NOTHING]);
  await table.deleteEntity(row.partitionKey, row.rowKey);
  expect((await later().run('clock')).problems).toEqual([]);
  expect([flags('916'), flags('918')]).toEqual([
    ['access', '2026-12-21'],
    ['access', '2026-12-21'],
  ]);
});

test('once nothing is open any more, all flags are what they would be without any request', async () => {
  const requests = requestsOf(later().newEngine());
  for (const request of await requests.open()) {
    const stored = await requests.find(request.id);
    if (stored !== undefined) await requests.save(stored, { state: 'withdrawn' });
  }
  await later().run('changed');
  expectAllRight(app, now());
});
