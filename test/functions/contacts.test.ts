import { beforeAll, describe, expect, test } from 'vitest';
import { editRecord } from '../../local/simulator/change.ts';
import { CSV_BOM } from '../../src/audit/csv.ts';
import { type ContactAnswer, contactPageSchema } from '../../src/http/schemas/contacts.ts';
import { namesSchema } from '../../src/http/schemas/names.ts';
import { statisticsSchema } from '../../src/http/schemas/statistics.ts';
import { runAdmin } from '../support/admin-world.ts';
import { auditEvents } from '../support/audit-events.ts';
import { as, LOCAL_SIGN_IN } from '../support/local-sign-in.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions } from '../support/start-functions.ts';

const EDITED = Date.parse('2026-11-23T09:30:00.000Z');
const account = smallAccount();
const edit = (id: string, values: Record<string, string>) => editRecord(account, 'contacts', id, values, EDITED);
edit('1005', { firstname: '=1+1', lastname: ' Virtanen ', email: 'aino@example.fi' });
edit('1006', { firstname: '' });

const functions = startFunctions(account, { ...LOCAL_SIGN_IN, SYNC_SCHEDULE: '0 0 0 1 1 *' });

async function page(query = '') {
  const answer = await functions().call('GET', `/api/contacts${query}`);
  return { ...contactPageSchema.parse(answer.body), link: answer.headers.get('link') };
}

async function all(query: string): Promise<ContactAnswer[]> {
  const found: ContactAnswer[] = [];
  for (let address: string | undefined = `/api/contacts${query}`; address !== undefined; ) {
    const { body, headers } = await functions().call('GET', address);
    found.push(...contactPageSchema.parse(body).contacts);
    address = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
  }
  return found;
}

async function csv(query = '', headers: Record<string, string> = {}) {
  const answer = await fetch(`${functions().host.url}/api/contacts${query}`, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  functions().expectDescribed({
    method: 'GET',
    path: '/api/contacts',
    status: answer.status,
    headers: answer.headers,
    text: bytes.toString(),
  });
  return { headers: answer.headers, text: bytes.toString() };
}

const names = (contactIds: readonly string[], who = 'officer1') =>
  functions().call('POST', '/api/contacts/names', { contactIds }, as(who));

describe('before a reconcile has come to its end', () => {
  test('contacts are not listed, and nobody is told that there are none', async () => {
    const answer = await functions().call('GET', '/api/contacts');
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/not-listed-yet' } });
    expect(answer.headers.get('retry-after')).toBe('60');
    expect((await functions().call('GET', '/api/contacts?format=csv')).status).toBe(503);
  });

  test('statistics say that nothing is known', async () => {
    const { body } = await functions().call('GET', '/api/statistics');
    expect(statisticsSchema.parse(body)).toEqual({ asOf: null, names: 'shown', counts: null });
  });
});

describe('after a reconcile', () => {
  beforeAll(async () => {
    await functions().call('POST', '/api/resync', { scope: 'all' });
    await functions().host.idle();
    // Only now there are properties for it.
    edit('1002', { rekisteri_hold_until: '2027-05-05', rekisteri_hold_reason: 'Riita Virtasen kanssa' });
    edit('1003', { rekisteri_retention_decision: 'keep' });
    edit('1004', { rekisteri_retention_decision: 'erase', rekisteri_processing_restricted: 'true' });
    await functions().call('POST', '/api/resync', { scope: 'changed' });
    await functions().host.idle();
  });

  const values = (id: string) => functions().hubspot.account.records.contacts.get(id)?.properties ?? {};

  test('everybody is listed once, as HubSpot holds them, in the order of their end', async () => {
    const listed = await all('?limit=50');
    expect(listed).toHaveLength(130);
    expect(new Set(listed.map(({ contactId }) => contactId)).size).toBe(130);
    for (const one of listed) {
      const held = values(one.contactId);
      expect(one).toMatchObject({
        status: held.rekisteri_retention_status,
        endsOn: held.rekisteri_retention_ends ?? null,
        basis: held.rekisteri_retention_basis ?? null,
        source: held.rekisteri_last_contact_source ?? null,
        lastContactAt: held.rekisteri_last_contact_at ?? null,
        customerLastContactAt: held.rekisteri_customer_last_contact_at ?? null,
        companyId: held.associatedcompanyid || null,
      });
    }
    const ends = listed.map(({ endsOn }) => endsOn ?? '~');
    expect(ends).toEqual(ends.toSorted());
    expect((await all('?limit=50&sort=-endsOn')).map(({ endsOn }) => endsOn)).toEqual(ends.toReversed());
  });

  test('what staff wrote is with them', async () => {
    const byId = new Map((await all('?limit=1000&sort=contactId')).map((one) => [one.contactId, one]));
    expect(byId.get('1002')).toMatchObject({ status: 'on_hold', holdUntil: '2027-05-05', decision: null });
    expect(byId.get('1003')).toMatchObject({ decision: 'keep', restricted: false });
    expect(byId.get('1004')).toMatchObject({ decision: 'erase', restricted: true });
    expect(JSON.stringify([...byId])).not.toMatch(/Virtanen|Riita|Aino/);
  });

  test('filters go together, and pages follow each other by their links', async () => {
    const everybody = await all('?limit=1000');
    const inTime = everybody.filter(({ status, endsOn }) => {
      return status === 'active' && endsOn !== null && endsOn >= '2033-01-01' && endsOn <= '2035-05-31';
    });
    const ofCompanies = [...Map.groupBy(inTime, ({ companyId }) => companyId)];
    const [company, wanted] =
      ofCompanies.filter(([id]) => id !== null).sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
    const query = `?status=active&endsFrom=2033-01-01&endsTo=2035-05-31&companyId=${company}&limit=2`;
    expect(wanted?.length).toBeGreaterThan(2);
    expect(await all(query)).toEqual(wanted);
    expect((await page(`${query}&code=secret`)).link).not.toContain('secret');
  });

  test.each([
    ['?status=gone', 'status'],
    ['?endsFrom=2031-02-30', 'endsFrom'],
    ['?endsFrom=2031-05-02&endsTo=2031-05-01', 'endsFrom'],
    ['?companyId=abc', 'companyId'],
    ['?sort=name', 'sort'],
    ['?limit=1001', 'limit'],
    ['?continuation=abc', 'continuation'],
    [`?continuation=${Buffer.from('endsOn|2031-99-99|1').toString('base64url')}`, 'continuation'],
    [`?sort=-endsOn&continuation=${Buffer.from('endsOn|2031-05-05|1').toString('base64url')}`, 'continuation'],
  ])('%s is refused', async (query, path) => {
    expect(await functions().call('GET', `/api/contacts${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ path }] },
    });
  });

  test.each<[string, Record<string, string>]>([
    ['?format=csv&status=ended&limit=3', {}],
    ['?status=ended&limit=3', { accept: 'text/csv' }],
  ])('CSV of %s has everybody of the filter, and opens in Excel', async (query, headers) => {
    const { headers: received, text } = await csv(query, headers);
    expect(received.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(received.get('content-disposition')).toBe('attachment; filename="rekisteri-contacts.csv"');
    expect(received.get('vary')).toBe('accept');
    const ended = await all('?status=ended&limit=1000');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      `${CSV_BOM}${Object.keys(ended[0] ?? {})
        .map((name) => `"${name}"`)
        .join(';')}`,
    );
    expect(lines.slice(1, -1).map((line) => line.split(';')[0])).toEqual(
      ended.map(({ contactId }) => `"${contactId}"`),
    );
    expect(lines.at(-1)).toBe('');
  });

  test('statistics count those who are listed', async () => {
    const everybody = await all('?limit=1000');
    const { asOf, counts } = statisticsSchema.parse((await functions().call('GET', '/api/statistics')).body);
    expect(asOf).toBe((await page('?limit=1')).asOf);
    expect(counts?.total).toBe(130);
    expect(counts?.byStatus).toEqual({
      active: 0,
      ending_soon: 0,
      ended: 0,
      on_hold: 0,
      unknown: 0,
      ...Object.fromEntries(
        [...Map.groupBy(everybody, ({ status }) => status)].map(([status, some]) => [status, some.length]),
      ),
    });
    const months = Map.groupBy(everybody, ({ endsOn }) => endsOn?.slice(0, 7) ?? null);
    expect(new Map(counts?.byMonth.map(({ month, total }) => [month, total]))).toEqual(
      new Map([...months].map(([month, some]) => [month, some.length])),
    );
    expect(counts?.companies).toHaveLength(12);
  });

  test('names are asked of HubSpot in one request, for an officer or an administrator; who is gone is named', async () => {
    const { hubspot, table, lines } = functions();
    const before = hubspot.log.length;
    const answer = await names(['1005', '1006', '999', '1005']);
    expect(namesSchema.parse(answer.body)).toEqual({
      names: [
        { contactId: '1005', name: '=1+1 Virtanen', email: 'aino@example.fi' },
        { contactId: '1006', name: null, email: null },
      ],
      missing: ['999'],
    });
    expect(hubspot.log.slice(before).map(({ path }) => path)).toEqual([
      expect.stringMatching(/contacts\/batch\/read$/),
    ]);
    expect((await names(['1005'], 'admin')).status).toBe(200);
    expect((await names(['1005'], 'auditor')).status).toBe(403);
    expect(await functions().call('POST', '/api/contacts/names', { contactIds: ['1005'] })).toMatchObject({
      status: 403,
      body: { type: '/problems/person-required' },
    });
    expect((await names(Array.from({ length: 101 }, (_, place) => String(place + 1)))).status).toBe(400);
    expect((await names([])).status).toBe(400);
    expect(lines.join('\n')).not.toMatch(/Virtanen|aino@/);
    const events = await auditEvents(table('RegisterAudit'));
    expect(events.some(({ action }) => action === 'names_shown')).toBe(false);
  });

  test('names that HubSpot does not tell are not said to be nobody', async () => {
    const { hubspot } = functions();
    hubspot.faults.add({ match: ({ path }) => path.endsWith('/batch/read'), kind: '429-daily' });
    expect((await names(['1005'])).status).toBe(503);
    hubspot.faults.clear();
  });

  test('npm run admin shows both', async () => {
    const { url } = functions().host;
    const listed = await runAdmin(['contacts', '--status', 'on_hold', '--url', url]);
    expect(listed).toMatchObject({ status: 0, out: expect.stringMatching(/1002 .*on_hold.*2027-05-05/) });
    const file = await runAdmin(['contacts', '--csv', '--company-id', '203', '--url', url]);
    expect(file.out.startsWith(`${CSV_BOM}"contactId";"companyId"`)).toBe(true);
    const first = await runAdmin(['contacts', '--limit', '5', '--url', url]);
    expect(first.err).toMatch(/There are more/);
    const every = await runAdmin(['contacts', '--limit', '100', '--all', '--json', '--url', url]);
    expect(every.out.trim().split('\n')).toHaveLength(2);
    const counted = await runAdmin(['statistics', '--url', url]);
    expect(counted).toMatchObject({ status: 0, out: expect.stringMatching(/^130 contacts as of 2026-11-23T09:30/) });
  });
});
