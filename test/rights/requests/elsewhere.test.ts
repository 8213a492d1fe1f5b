import { expect, test } from 'vitest';
import { addRecord } from '../../../local/simulator/change.ts';
import { elsewhereOf } from '../../../src/rights/requests/resolve-person.ts';
import { simulatedHubSpot } from '../../support/simulated-hubspot.ts';

const createdAt = '2026-11-01T05:06:07.000Z';

test('of a contact: who has one of its addresses in other accounts, and which account could not be asked', async () => {
  const own = await simulatedHubSpot();
  const other = await simulatedHubSpot();
  const properties = { email: 'aino@example.fi', hs_additional_emails: 'aino.k@example.fi' };
  addRecord(own.account, 'contacts', { id: '7001', createdAt, properties });
  addRecord(other.account, 'contacts', { id: '8001', createdAt, properties: { email: 'aino.k@example.fi' } });
  addRecord(other.account, 'contacts', { id: '8002', createdAt, properties: { email: 'berta@example.fi' } });
  const others = [
    { account: 'toinen', hubspot: other.access },
    { account: 'kolmas', hubspot: own.access },
  ];
  const of = (contactId: string) => elsewhereOf(own.access, contactId, others);
  expect(await of('7001')).toEqual([
    { account: 'toinen', contactIds: ['8001'] },
    { account: 'kolmas', contactIds: ['7001'] },
  ]);
  const unasked = [
    { account: 'toinen', contactIds: null },
    { account: 'kolmas', contactIds: null },
  ];
  // Gone: nobody knows its addresses any more, which is not the same as that it is nowhere else.
  expect(await of('7999')).toEqual(unasked);
  own.simulator.faults.add({ match: () => true, kind: '429-daily' });
  expect(await of('7001')).toEqual(unasked);
});
