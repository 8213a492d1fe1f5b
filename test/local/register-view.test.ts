import { expect, test } from 'vitest';
import { registerTables } from '../../local/start/tables.ts';
import { readRegister } from '../../local/start/register-view.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';

test('a contact that HubSpot lists on two pages is counted once', async () => {
  const record = (id: string) => ({
    id,
    properties: { rekisteri_retention_status: 'active', rekisteri_retention_ends: '2030-01-01' },
  });
  const pages = [
    { results: [record('1'), record('2')], paging: { next: { after: '2' } } },
    { results: [record('2'), record('3')] },
  ];
  const { access } = await handmadeHubSpot((_request, index) => ({ body: pages[index] }));
  const { counted, byStatus, next } = await readRegister(access);
  expect(counted).toBe(3);
  expect(byStatus).toEqual(new Map([['active', 3]]));
  expect(next.map(({ id }) => id)).toEqual(['1', '2', '3']);
});

test('open requests are told, the first to be answered first, and not a word where there is none', async () => {
  const record = (id: string, open: string | null, due: string | null) => ({
    id,
    properties: { rekisteri_request_open: open, rekisteri_request_due: due },
  });
  const results = [
    record('10', 'access;erasure', '2026-12-23'),
    record('9', 'portability', '2026-12-23'),
    record('11', 'access', '2026-12-07'),
    record('12', null, null),
  ];
  const { access } = await handmadeHubSpot(() => ({ body: { results } }));
  const view = await readRegister(access);
  expect(view.requests.map(({ id }) => id)).toEqual(['11', '9', '10']);
  expect(registerTables(view)).toMatch(/access \(Omien tietojen tarkastus\); erasure \(Tietojen poisto\)/);
  expect(registerTables({ ...view, requests: [] })).not.toContain('Requests');
});
