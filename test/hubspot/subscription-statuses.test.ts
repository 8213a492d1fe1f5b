import { describe, expect, test } from 'vitest';
import { addRecord } from '../../local/simulator/change.ts';
import { addSubscriptionType } from '../../local/simulator/subscription-type.ts';
import { eraseContact } from '../../local/simulator/people.ts';
import { readSubscriptionStatuses } from '../../src/hubspot/subscription-statuses.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { NOW, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const AT = '2025-02-03T04:05:06.000Z';
const CREATED = '2020-01-01T00:00:00.000Z';
const STATUSES = '/communication-preferences/2026-09/statuses';

async function withAddresses(options: Parameters<typeof simulatedHubSpot>[0] = {}) {
  const hubspot = await simulatedHubSpot(options);
  for (const id of ['11', '12'])
    addSubscriptionType(hubspot.account, { id, name: `Laji ${id}`, description: '', isActive: true });
  addRecord(hubspot.account, 'contacts', {
    id: '1',
    createdAt: CREATED,
    properties: { email: 'aino@b.fi', hs_additional_emails: 'toinen@b.fi', hs_email_optout_12: 'true' },
  });
  hubspot.account.subscriptionStatuses.set(
    'toinen@b.fi',
    new Map([
      [
        '11',
        {
          status: 'SUBSCRIBED',
          source: 'Form submission',
          at: AT,
          legalBasis: 'CONSENT_WITH_NOTICE',
          legalBasisExplanation: 'Antoi suostumuksen',
        },
      ],
    ]),
  );
  return hubspot;
}

describe('the subscription statuses of an address', () => {
  test('are what was set and why, of an additional address too', async () => {
    const { access } = await withAddresses();
    const read = await readSubscriptionStatuses(access, 'Toinen@B.fi');
    expect(read.kind === 'read' && read.statuses).toEqual([
      {
        subscriptionId: '11',
        name: 'Laji 11',
        status: 'SUBSCRIBED',
        source: 'Form submission',
        at: Date.parse(AT),
        legalBasis: 'CONSENT_WITH_NOTICE',
        legalBasisExplanation: 'Antoi suostumuksen',
      },
      {
        subscriptionId: '12',
        name: 'Laji 12',
        status: 'UNSUBSCRIBED',
        source: 'Unsubscribe link',
        at: Date.parse(CREATED),
        legalBasis: undefined,
        legalBasisExplanation: undefined,
      },
    ]);
  });

  test.each(['empty', 'not_specified', 404] as const)(
    'are no consent of an unknown address (%s)',
    async (unknownSubscriber) => {
      const { access } = await withAddresses({ simulator: { behaviour: { unknownSubscriber } } });
      const read = await readSubscriptionStatuses(access, 'nobody@b.fi');
      const said = read.kind === 'read' ? read.statuses.map(({ status }) => status) : undefined;
      expect(said).toEqual(unknownSubscriber === 'not_specified' ? ['NOT_SPECIFIED', 'NOT_SPECIFIED'] : []);
    },
  );

  test('are told from a missing scope', async () => {
    const { access, simulator } = await withAddresses();
    simulator.missingScopes.add('communication_preferences.read').add('communication_preferences.read_write');
    const scope = 'communication_preferences.read';
    expect(await readSubscriptionStatuses(access, 'aino@b.fi')).toEqual({ kind: 'missing_scope', scope });
  });

  test.each([
    ['a refusal', '400'],
    ['silence', '503'],
    ["an answer that is not HubSpot's", 'garbage'],
    ['an answer that ends in the middle', 'truncated'],
  ] as const)('are an error after %s, in which the address is not', async (_what, kind) => {
    const { access, simulator } = await withAddresses();
    simulator.faults.add({ match: () => true, kind });
    const error = await readSubscriptionStatuses(access, 'aino@b.fi').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ endpoint: `GET ${STATUSES}/ADDRESS` });
    expect(JSON.stringify(error, ['message', 'endpoint', 'stack', 'cause'])).not.toMatch(/aino/i);
    expect(String(error instanceof Error && error.stack)).not.toMatch(/aino/i);
  });

  test('are never those of another address', async () => {
    const status = { subscriptionId: 1, status: 'SUBSCRIBED', source: 's', timestamp: AT, channel: 'EMAIL' };
    const results = [{ ...status, subscriberIdString: 'somebody@else.fi' }];
    const { access } = await handmadeHubSpot(() => ({ body: { status: 'COMPLETE', results } }));
    await expect(readSubscriptionStatuses(access, 'aino@b.fi')).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.not.stringContaining('@'),
    });
  });

  test.each([
    ['unfinished', { status: 'PROCESSING', results: [] }],
    ['with errors', { status: 'COMPLETE', results: [], numErrors: 1 }],
    ['with a next page', { status: 'COMPLETE', results: [], paging: { next: { after: '1' } } }],
  ])('are an error when they are %s', async (_what, body) => {
    const { access } = await handmadeHubSpot(() => ({ body }));
    await expect(readSubscriptionStatuses(access, 'aino@b.fi')).rejects.toMatchObject({ code: 'unexpected_answer' });
  });

  test('do not outlive the person', async () => {
    const { access, account } = await withAddresses();
    eraseContact(account, '1', NOW);
    expect(await readSubscriptionStatuses(access, 'toinen@b.fi')).toEqual({ kind: 'read', statuses: [] });
  });

  test('take an address with any character', async () => {
    const { access, account } = await withAddresses();
    addRecord(account, 'contacts', { id: '2', createdAt: CREATED, properties: { email: 'a+b/c?d=ä@b.fi' } });
    const read = await readSubscriptionStatuses(access, 'a+b/c?d=ä@b.fi');
    expect(read.kind === 'read' && read.statuses).toHaveLength(2);
  });
});
