import { expect, test } from 'vitest';
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
