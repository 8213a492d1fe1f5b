import { describe, expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { listRecords } from '../../src/hubspot/list-records.ts';
import { readRecord, readRecords } from '../../src/hubspot/records.ts';
import { handmadeHubSpot, idsOf } from '../support/handmade-hubspot.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

const names = Array.from({ length: 1_000 }, (_, index) => `hs_email_optout_${1_000_000 + index}`);

describe('more properties than an address holds', () => {
  test('a list gives ids, and the records are read by them', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    for (const id of ['1', '2'])
      addRecord(account, 'contacts', {
        id,
        properties: { email: `${id}@example.fi` },
        createdAt: '2020-01-01T00:00:00.000Z',
      });
    const { records } = await listRecords(access, 'contacts', [...names, 'email'], undefined);
    expect(records.map(({ id, properties }) => [id, properties.email])).toEqual([
      ['1', '1@example.fi'],
      ['2', '2@example.fi'],
    ]);
    expect(requests()).toEqual([
      'GET /crm/objects/2026-09/contacts 200',
      'POST /crm/objects/2026-09/contacts/batch/read 200',
    ]);
  });

  test('as many as fit cost one request', async () => {
    const { access, requests } = await simulatedHubSpot();
    await listRecords(access, 'contacts', names.slice(0, 200), undefined);
    expect(requests()).toHaveLength(1);
  });

  test('one record is read in several addresses', async () => {
    const { account, access } = await simulatedHubSpot();
    addRecord(account, 'contacts', { id: '1', properties: { email: 'a@b.fi' }, createdAt: '2020-01-01T00:00:00.000Z' });
    const record = await readRecord(access, 'contacts', '1', [...names, 'email']);
    expect(record?.properties.email).toBe('a@b.fi');
  });
});

describe('a record with a value that is no text', () => {
  const odd = { id: '2', properties: { email: { text: 'b@b.fi' } } };
  const results = [{ id: '1', properties: { email: 'a@b.fi' } }, odd];

  test('is left out of a list, which nobody takes to be complete', async () => {
    const { access } = await handmadeHubSpot(() => ({ body: { results } }));
    const { records } = await listRecords(access, 'contacts', ['email'], undefined);
    expect(records.map(({ id }) => id)).toEqual(['1']);
  });

  test('cannot be read by id either, and says why; the others can', async () => {
    const { access } = await handmadeHubSpot((request) => ({
      body: { results: results.filter(({ id }) => idsOf(request).includes(id)) },
    }));
    const { found, unread } = await readRecords(access, 'contacts', ['1', '2'], ['email']);
    expect([...found.keys()]).toEqual(['1']);
    expect(unread.get('2')).toBe('HubSpot shows email in another form than documented');
  });
});
