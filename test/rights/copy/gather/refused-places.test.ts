import { describe, expect, it } from 'vitest';
import type { Access } from '../../../../src/hubspot/records.ts';
import type { HubSpotPlace } from '../../../../src/policy/places.ts';
import type { ReadContact } from '../../../../src/rights/copy/gather/contacts.ts';
import {
  listsPart,
  marketingEventsPart,
  otherRecordsPart,
  subscriptionsPart,
} from '../../../../src/rights/copy/gather/elsewhere.ts';
import { engagementsOf } from '../../../../src/rights/copy/gather/engagements.ts';
import { placesPart } from '../../../../src/rights/copy/gather/places.ts';
import { Tally } from '../../../../src/rights/copy/gather/tally.ts';
import { handmadeHubSpot } from '../../../support/handmade-hubspot.ts';
import { policyWith } from '../../../support/policy.ts';

const AINO: ReadContact = {
  id: '101',
  mergedIds: [],
  addresses: ['aino@example.fi', 'ei osoite'],
  record: { id: '101', properties: {} },
  history: new Map(),
  definitions: new Map(),
};

function placeOf(tally: Tally, place: HubSpotPlace) {
  return placesPart([{ place }], tally, false).places[0];
}

type Gather = (access: Access, tally: Tally) => Promise<unknown>;

const PLACES: readonly [HubSpotPlace, Gather][] = [
  ['lists', (access, tally) => listsPart(access, AINO, tally)],
  ['marketing_events', (access, tally) => marketingEventsPart(access, AINO, tally)],
  ['deals', (access, tally) => otherRecordsPart(access, AINO, tally)],
  ['subscriptions', (access, tally) => subscriptionsPart(access, AINO, tally)],
];

describe('a place that an account need not have', () => {
  it.each(PLACES)('is named in the copy when HubSpot refuses to be asked about it: %s', async (place, gather) => {
    for (const [status, category] of [
      [403, 'FORBIDDEN'],
      [403, 'MISSING_SCOPES'],
    ] as const) {
      const { access } = await handmadeHubSpot(() => ({ status, body: { category, message: 'no' } }));
      const tally = new Tally();
      await gather(access, tally);
      const state = category === 'MISSING_SCOPES' ? 'missing_scope' : 'not_available';
      expect(placeOf(tally, place)).toMatchObject({ state, count: null });
    }
  });

  it.each(PLACES)('ends the copy when HubSpot has a fault: %s', async (_, gather) => {
    const { access } = await handmadeHubSpot(() => ({ status: 500 }));
    await expect(gather(access, new Tally())).rejects.toThrow();
  });

  it('is covered in part where HubSpot answers of one address, and refuses another', async () => {
    const status = { subscriberIdString: 'aino@example.fi', subscriptionId: '11', subscriptionName: 'Kutsut' };
    const results = [{ ...status, status: 'SUBSCRIBED', source: 'Form', timestamp: '2026-05-04T08:00:00Z' }];
    const { access } = await handmadeHubSpot(({ path }) =>
      path.endsWith('aino%40example.fi')
        ? { body: { results } }
        : { status: 400, body: { category: 'VALIDATION_ERROR' } },
    );
    const tally = new Tally();
    const part = await subscriptionsPart(access, AINO, tally);
    expect(part.statuses).toHaveLength(1);
    tally.add(part);
    const text = expect.stringContaining('Jostakin osoitteesta HubSpot ei vastaa ohjelmalle');
    expect(placeOf(tally, 'subscriptions')).toMatchObject({ state: 'covered', count: 1, text });
  });
});

it.each(['emails', 'tasks'] as const)(
  'that the scope for %s is missing is seen where they are looked for, too',
  async (type) => {
    const { access } = await handmadeHubSpot(() => ({ status: 403, body: { category: 'MISSING_SCOPES' } }));
    const person = { contact: AINO, ids: new Set(['101']) };
    expect(await engagementsOf({ hubspot: access, policy: policyWith() }, type, person)).toBeUndefined();
  },
);

it('a place of which HubSpot hides what is marked as sensitive says so', () => {
  const tally = new Tally();
  tally.partUnread('notes', 'sensitive');
  tally.count('notes', 2);
  const text = expect.stringContaining('Arkaluonteisiksi merkittyjä kenttiä HubSpot ei anna ohjelmalle');
  expect(placeOf(tally, 'notes')).toMatchObject({ state: 'covered', count: 2, text });
});
