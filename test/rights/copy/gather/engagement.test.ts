import { expect, it } from 'vitest';
import type { PropertyDefinition } from '../../../../src/hubspot/property-definitions.ts';
import { engagementPart, usersIn } from '../../../../src/rights/copy/gather/engagement.ts';
import { decidedOf } from '../../../../src/rights/copy/gather/decided.ts';
import { decidedRequest } from '../../../support/person-request.ts';
import { policyWith } from '../../../support/policy.ts';

function property(type: string | undefined): PropertyDefinition {
  return {
    name: 'lisatieto',
    label: 'Lisätieto',
    type,
    fieldType: undefined,
    options: new Map(),
    sensitivity: 'non_sensitive',
    isHubSpots: false,
    isCalculated: false,
    isHidden: false,
    isReadOnly: false,
    refersTo: undefined,
  };
}

it.each([
  ['string', false],
  ['phone_number', false],
  ['json', false],
  ['object_coordinates', false],
  ['something_new', false],
  [undefined, false],
  ['number', true],
  ['enumeration', true],
  ['datetime', true],
])('of an engagement with others a value of type %s is shown before it is granted: %s', (type, isShown) => {
  const record = { id: '1', properties: { lisatieto: '{"kuka":"Eero"}' } };
  const reader = {
    contactId: '101',
    ids: new Set(['101']),
    addresses: new Set<string>(),
    definitions: [property(type)],
  };
  const read = { type: 'notes', record, labels: [], othersCount: 1, strangers: [] } as const;
  const shown = (granted: readonly string[]) => {
    const decided = decidedOf(decidedRequest(['101'], { granted }));
    const { details, texts } = engagementPart({ policy: policyWith(), asOf: 0, decided }, reader, read);
    return [...details, ...texts].length > 0;
  };
  expect(shown(['contact:101'])).toBe(isShown);
  expect(shown(['contact:101', 'notes:1'])).toBe(true);
});

it("properties that name the controller's people are told apart, those that are empty are not", () => {
  const named = (name: string, refersTo?: string) => ({ ...property('string'), name, refersTo });
  const definitions = [
    named('hubspot_owner_id'),
    named('vastuu', 'OWNER'),
    named('hs_object_source_id'),
    named('hs_team'),
  ];
  const properties = {
    hubspot_owner_id: '7',
    vastuu: '8',
    hs_object_source_id: 'userId:7',
    hs_team: ' ',
    lisatieto: '9',
  };
  const read = { type: 'notes', record: { id: '1', properties }, labels: [], othersCount: 0, strangers: [] } as const;
  const all = [...definitions, property('string')];
  expect(usersIn(read, all)).toEqual(['hubspot_owner_id', 'vastuu', 'hs_object_source_id']);
});
