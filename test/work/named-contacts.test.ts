import { expect, it } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { resolveContacts } from '../../src/work/named-contacts.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

async function withContacts() {
  const hubspot = await simulatedHubSpot();
  const createdAt = '2020-01-01T00:00:00.000Z';
  const properties = { email: 'aino@example.fi', hs_additional_emails: 'aino@old.example' };
  addRecord(hubspot.account, 'contacts', { id: '101', properties, createdAt });
  return hubspot.access;
}

it('gives ids sorted as numbers, each once, whichever way they were named', async () => {
  const emails = ['aino@example.fi', 'AINO@old.example'];
  const named = await resolveContacts(await withContacts(), ['1000', '99', '101', '99'], emails);
  expect(named).toEqual({
    given: ['99', '101', '1000'],
    notes: [expect.stringMatching(/additional addresses, .*: emails\[1\]\.$/)],
    problems: [],
  });
});

it('names addresses of nobody by their place in the request, never by what they are', async () => {
  const emails = ['nobody@example.fi', 'aino@example.fi', 'Nobody@example.fi', 'none@example.fi'];
  const named = await resolveContacts(await withContacts(), [], emails);
  expect(named.given).toEqual(['101']);
  expect(named.problems).toEqual(['No contact has these addresses: emails[0], emails[2], emails[3].']);
});

it('says that there is nothing to do when nobody was found', async () => {
  const named = await resolveContacts(await withContacts(), [], ['nobody@example.fi']);
  expect(named.given).toEqual([]);
  expect(named.problems).toEqual([
    'No contact has these addresses: emails[0].',
    'The request names no contact that HubSpot knows: there is nothing to do.',
  ]);
});
