import { afterEach, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { auditEvents } from '../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { DAY, expectAllRight, HOUR, NOW, syncWorld } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const start = async () => {
  const account = syncWorld();
  editRecord(account, 'contacts', '101', { hs_legal_basis: 'Freely given consent from contact' }, NOW - DAY);
  app = await startRegisterApp({ account, now: NOW });
  await app.reconcile();
  app.setNow(NOW + HOUR);
  return account;
};

const appliedTo = async (subject: string, property: string) => {
  const events = await auditEvents(app.table('audit'));
  return events.filter(
    (event) => event.subject === subject && event.property === property && event.action === 'applied',
  );
};

test.for([
  ['contacts', '101', 'rekisteri_last_contact_at', '2026-11-01T00:00:00.000Z'],
  ['contacts', '101', 'rekisteri_last_contact_source', 'tästä en tiedä'],
  ['contacts', '101', 'rekisteri_retention_status', 'ended'],
  ['contacts', '101', 'rekisteri_retention_ends', ''],
  ['contacts', '101', 'rekisteri_consent_status', 'withdrawn'],
  ['contacts', '101', 'rekisteri_consent_updated_at', '2020-01-01T00:00:00.000Z'],
  ['contacts', '101', 'rekisteri_data_categories', ''],
  ['companies', '201', 'rekisteri_retention_ends', '2099-01-01'],
] as const)(
  '%s %s: %s edited by hand is put back once, with both values in the trail',
  async ([kind, id, property, value]) => {
    const account = await start();
    const { properties } = account.records[kind].get(id) ?? { properties: {} };
    const right: Record<string, string> = { ...properties };
    editRecord(account, kind, id, { [property]: value }, NOW + HOUR);
    const run = await app.run('changed');
    expect(run.problems).toEqual([]);
    expect(properties).toEqual(right);
    const events = await appliedTo(`${kind === 'contacts' ? 'contact' : 'company'}:${id}`, property);
    expect(events.at(-1)).toMatchObject({
      after: right[property],
      cause: 'put back: it was changed by somebody else',
      // What somebody typed into a text is kept as a hash; HubSpot prints instants without zero milliseconds.
      before:
        property === 'rekisteri_last_contact_source' ? expect.stringMatching(/^hmac:/) : value.replace('.000Z', 'Z'),
    });
    const { changes } = app.hubspot;
    const before = changes.length;
    app.setNow(NOW + 2 * HOUR);
    await app.run('changed');
    await app.run('all');
    expect(changes.length).toBe(before);
  },
);

test('a value that somebody keeps changing is put back each time, and the run says so', async () => {
  const account = await start();
  for (const hour of [1, 2, 3]) {
    const at = NOW + hour * HOUR;
    app.setNow(at);
    editRecord(account, 'contacts', '101', { rekisteri_retention_status: 'ended' }, at);
    const { runId, problems } = await app.run(hour === 2 ? 'all' : 'changed');
    expectAllRight(app, at);
    const notices = await app.newEngine().reports.list(runId, 'notice', 10);
    if (hour < 3) expect([...problems, ...notices]).toEqual([]);
    else {
      expect(problems).toEqual([
        'rekisteri_retention_status on contacts is changed by somebody else again and again, and put back each time: see the notices.',
      ]);
      expect(notices).toEqual([
        {
          severity: 'notice',
          kind: 'contacts',
          id: '101',
          reason:
            'rekisteri_retention_status is changed by somebody else again and again: find out who, or which workflow',
        },
      ]);
    }
  }
});

test('edits far apart are no pattern', async () => {
  const account = await start();
  for (const nth of [1, 2, 3]) {
    const at = NOW + nth * 16 * DAY;
    app.setNow(at);
    editRecord(account, 'contacts', '101', { rekisteri_retention_status: 'ended' }, at);
    expect((await app.run('changed')).problems).toEqual([]);
  }
});

test('a value that staff changed to what it should be anyway is no write', async () => {
  const account = await start();
  const at = NOW + HOUR;
  editRecord(
    account,
    'contacts',
    '104',
    { rekisteri_hold_until: '2030-01-01', rekisteri_retention_status: 'on_hold' },
    at,
  );
  const { changes } = app.hubspot;
  const before = changes.length;
  expect(await app.run('changed')).toMatchObject({ contacts: { total: 1, unchanged: 1 } });
  expect(changes.length).toBe(before);
});

test('what a merge leaves in the flags is not taken for an edit', async () => {
  const account = await start();
  const at = NOW + HOUR;
  const winner = { rekisteri_retention_status: 'ended', hs_merged_object_ids: '777' };
  editRecord(account, 'contacts', '101', winner, at);
  await app.run('changed');
  expectAllRight(app, at);
  const events = await appliedTo('contact:101', 'rekisteri_retention_status');
  expect(events.at(-1)?.cause).toMatch(/^§7/);
});

test('consent flags edited by hand are put back, and the time of the last change of consent stays', async () => {
  const account = await start();
  const properties: Record<string, string> = account.records.contacts.get('101')?.properties ?? {};
  const consentedAt = properties.rekisteri_consent_updated_at;
  expect(consentedAt).not.toBe('');
  const edited = { rekisteri_consent_status: 'withdrawn', rekisteri_consent_channels: '' };
  editRecord(account, 'contacts', '101', edited, NOW + HOUR);
  await app.run('changed');
  expect(properties).toMatchObject({ rekisteri_consent_status: 'granted', rekisteri_consent_updated_at: consentedAt });
  app.setNow(NOW + DAY);
  await app.run('all');
  expect(properties.rekisteri_consent_updated_at).toBe(consentedAt);
  // Nobody's consent changed, so the trail has one event of its time, from the first run.
  expect(await appliedTo('contact:101', 'rekisteri_consent_updated_at')).toHaveLength(1);
});
