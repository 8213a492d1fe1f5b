import { describe, expect, it } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { findContactsByEmail } from '../../src/hubspot/contacts-by-email.ts';
import { type SimulatedHubSpot, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const CREATED = '2020-01-01T00:00:00.000Z';
const READ = 'POST /crm/objects/2026-09/contacts/batch/read';

const BODY = { idProperty: 'email', properties: ['email'], propertiesWithHistory: [] };

function addContact({ account }: SimulatedHubSpot, id: string, email: string, others = '', archived = false): void {
  const properties = { email, hs_additional_emails: others };
  addRecord(account, 'contacts', { id, properties, createdAt: CREATED, ...(archived ? { archivedAt: CREATED } : {}) });
}

describe('findContactsByEmail', () => {
  it('finds contacts by primary and additional addresses, whatever their case', async () => {
    const hubspot = await simulatedHubSpot();
    addContact(hubspot, '101', 'Aino.Virtanen@example.fi', 'aino@old.example;AINO@older.example');
    addContact(hubspot, '102', 'kaisa@example.fi');
    addContact(hubspot, '103', 'archived@example.fi', '', true);
    const asked = ['aino.virtanen@EXAMPLE.fi', 'aino@older.example', 'nobody@example.fi', 'archived@example.fi'];
    const { ids, refused } = await findContactsByEmail(hubspot.access, asked);
    expect(ids.get('aino.virtanen@example.fi')).toBe('101');
    expect(ids.get('aino@older.example')).toBe('101');
    expect(ids.has('nobody@example.fi')).toBe(false);
    expect(ids.has('archived@example.fi')).toBe(false);
    expect(refused.size).toBe(0);
  });

  it('asks for a hundred at a time, and for nothing when nothing is asked', async () => {
    const hubspot = await simulatedHubSpot();
    const emails = Array.from({ length: 250 }, (_, at) => `a${at}@example.fi`);
    addContact(hubspot, '101', 'a249@example.fi');
    const { ids } = await findContactsByEmail(hubspot.access, [...emails, 'A1@example.fi']);
    expect([...ids]).toEqual([['a249@example.fi', '101']]);
    const searches = Array(5).fill('POST /crm/objects/2026-09/contacts/search 200');
    expect(hubspot.requests()).toEqual([`${READ} 207`, `${READ} 207`, `${READ} 207`, ...searches]);
    await findContactsByEmail(hubspot.access, []);
    expect(hubspot.requests()).toHaveLength(8);
  });

  it('finds additional addresses also where a batch read does not, and tells them apart', async () => {
    const hubspot = await simulatedHubSpot();
    addContact(hubspot, '101', 'aino@example.fi', 'aino@old.example');
    const { access } = hubspot;
    const { send } = access.transport;
    // Whether a batch read finds additional addresses is not documented.
    const asksPrimary: typeof send = (request) =>
      send(
        request.path.endsWith('/batch/read') ? { ...request, body: { ...BODY, inputs: [{ id: 'x@y.fi' }] } } : request,
      );
    const transport = { ...access.transport, send: asksPrimary };
    const found = await findContactsByEmail({ ...access, transport }, ['AINO@old.example', 'no@example.fi']);
    expect([...found.ids]).toEqual([
      ['aino@example.fi', '101'],
      ['aino@old.example', '101'],
    ]);
    expect([...found.additional]).toEqual(['aino@old.example']);
  });

  it('asks again after a passing fault', async () => {
    const hubspot = await simulatedHubSpot();
    addContact(hubspot, '101', 'aino@example.fi');
    hubspot.fault('503', '/batch/read');
    expect((await findContactsByEmail(hubspot.access, ['aino@example.fi'])).ids.size).toBe(1);
  });

  it.each([
    ['503', 'unavailable'],
    ['429-daily', 'resume_later'],
    ['garbage', 'unexpected_answer'],
  ] as const)('throws when HubSpot answers %s to the end, and does not ask for fewer', async (kind, code) => {
    const hubspot = await simulatedHubSpot();
    addContact(hubspot, '101', 'aino@example.fi');
    hubspot.fault(kind, '/batch/read', 50);
    const find = findContactsByEmail(hubspot.access, ['aino@example.fi', 'kaisa@example.fi']);
    await expect(find).rejects.toMatchObject({ name: 'HubSpotError', code });
    expect(hubspot.requests().length).toBeLessThanOrEqual(3);
  });

  it('keeps one address that HubSpot refuses apart from the others', async () => {
    const hubspot = await simulatedHubSpot();
    addContact(hubspot, '101', 'aino@example.fi');
    addContact(hubspot, '102', 'kaisa@example.fi');
    const { transport } = hubspot.access;
    const send: typeof transport.send = async (request) => {
      if (!JSON.stringify(request.body).includes('refused@')) return transport.send(request);
      // A request that HubSpot refuses: with more inputs than a batch may have.
      const inputs = Array.from({ length: 101 }, (_, at) => ({ id: `a${at}@example.fi` }));
      return transport.send({
        ...request,
        body: { inputs, idProperty: 'email', properties: [], propertiesWithHistory: [] },
      });
    };
    const asked = ['aino@example.fi', 'refused@example.fi', 'kaisa@example.fi'];
    const { ids, refused } = await findContactsByEmail({ ...hubspot.access, transport: { ...transport, send } }, asked);
    expect([...ids.values()].sort()).toEqual(['101', '102']);
    expect([...refused]).toEqual(['refused@example.fi']);
  });
});
