import { describe, expect, test } from 'vitest';
import type { PropertyDefinition } from '../../local/simulator/account.ts';
import { readPropertyDefinitions } from '../../src/hubspot/property-definitions.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

const MADE: PropertyDefinition = {
  name: 'passi',
  label: 'Passin numero',
  type: 'enumeration',
  fieldType: 'select',
  groupName: 'contactinformation',
  description: '',
  options: [{ value: 'a', label: 'Aa', displayOrder: 0, hidden: false }],
};

describe('property definitions', () => {
  test('hold labels, options, and what HubSpot says of them, of sensitive ones too', async () => {
    const { access, account } = await simulatedHubSpot();
    account.properties.contacts.set('passi', { ...MADE, dataSensitivity: 'highly_sensitive' });
    const { properties, unlisted } = await readPropertyDefinitions(access, 'contacts');
    const one = (wanted: string) => properties.find(({ name }) => name === wanted);
    expect(unlisted).toEqual([]);
    expect(one('passi')).toEqual({
      name: 'passi',
      label: 'Passin numero',
      type: 'enumeration',
      fieldType: 'select',
      options: new Map([['a', 'Aa']]),
      sensitivity: 'highly_sensitive',
      isHubSpots: false,
      isCalculated: false,
      isHidden: false,
      isReadOnly: false,
    });
    expect(one('firstname')).toMatchObject({ sensitivity: 'non_sensitive', isHubSpots: true });
    expect(one('hs_object_id')).toMatchObject({ isReadOnly: true });
    expect(properties).toHaveLength(account.properties.contacts.size);
  });

  test('say which kinds an account does not list', async () => {
    const names = ['hs_object_id', 'createdate', 'firstname', 'lastname', 'email'];
    const results = names.map((name) => ({ name, label: name, type: 'string', fieldType: 'text', options: [] }));
    const refused = { status: 400, body: { category: 'VALIDATION_ERROR', message: 'm', correlationId: 'c' } };
    const { access } = await handmadeHubSpot(({ query }) =>
      query.includes('dataSensitivity') ? refused : { body: { results } },
    );
    const { properties, unlisted } = await readPropertyDefinitions(access, 'contacts');
    expect(properties.map(({ name }) => name)).toEqual(names);
    expect(unlisted).toEqual(['sensitive', 'highly_sensitive']);
  });

  test('are an error when they cannot be read, or are not all', async () => {
    const { access, simulator } = await simulatedHubSpot();
    simulator.faults.add({ match: () => true, kind: '500' });
    await expect(readPropertyDefinitions(access, 'contacts')).rejects.toMatchObject({ code: 'unavailable' });
    const none = await handmadeHubSpot(() => ({ body: { results: [] } }));
    await expect(readPropertyDefinitions(none.access, 'notes')).rejects.toMatchObject({ code: 'unexpected_answer' });
    const paged = await handmadeHubSpot(() => ({ body: { results: [], paging: { next: { after: '1' } } } }));
    await expect(readPropertyDefinitions(paged.access, 'contacts')).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });
});
