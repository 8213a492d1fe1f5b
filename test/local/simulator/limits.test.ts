import { describe, expect, test } from 'vitest';
import { NOW, OBJECTS, run } from './running.ts';

const SEARCH = { filterGroups: [], sorts: [], properties: [], limit: 10, after: '0' };

describe('rate limits', () => {
  test('a rolling window refuses what is over it and lets go as it rolls', async () => {
    let clock = 0;
    const { ask } = await run({ limits: { tenSecondly: 2 }, rateClock: () => clock });
    await ask('GET', `${OBJECTS}/contacts`);
    clock = 6000;
    const second = await ask('GET', `${OBJECTS}/contacts`);
    expect(second.headers.get('x-hubspot-ratelimit-max')).toBe('2');
    expect(second.headers.get('x-hubspot-ratelimit-remaining')).toBe('0');
    expect(second.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    expect(second.headers.get('x-hubspot-ratelimit-daily')).toBe('625000');
    expect(second.headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('624998');
    expect(await ask('GET', `${OBJECTS}/contacts`)).toMatchObject({
      status: 429,
      body: { errorType: 'RATE_LIMIT', category: 'RATE_LIMITS', policyName: 'TEN_SECONDLY_ROLLING' },
    });
    clock = 10_000;
    expect((await ask('GET', `${OBJECTS}/contacts`)).status).toBe(200);
    expect((await ask('GET', `${OBJECTS}/contacts`)).status).toBe(429);
  });

  test('search has its own second, no headers, and does not use the window', async () => {
    const { ask } = await run({ limits: { tenSecondly: 1 }, rateClock: () => 0 });
    for (let count = 0; count < 5; count += 1) {
      const reply = await ask('POST', `${OBJECTS}/contacts/search`, SEARCH);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    }
    const sixth = await ask('POST', `${OBJECTS}/contacts/search`, SEARCH);
    expect(sixth).toMatchObject({ status: 429, body: { policyName: 'SECONDLY' } });
    expect((await ask('GET', `${OBJECTS}/contacts`)).status).toBe(200);
  });

  test('associations have their own window and no headers', async () => {
    const { ask } = await run({ limits: { associations: 1, tenSecondly: 1 }, rateClock: () => 0 });
    const path = '/crm/associations/2026-09/contacts/companies/batch/read';
    const first = await ask('POST', path, { inputs: [] });
    expect(first.status).toBe(200);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    expect(await ask('POST', path, { inputs: [] })).toMatchObject({
      status: 429,
      body: { policyName: 'TEN_SECONDLY_ROLLING' },
    });
    expect((await ask('GET', `${OBJECTS}/contacts`)).status).toBe(200);
  });

  test('the day ends at midnight of the account', async () => {
    let now = Date.parse('2026-11-23T21:59:59.000Z');
    const { ask } = await run({ limits: { daily: 1 }, now: () => now });
    await ask('GET', `${OBJECTS}/contacts`);
    expect(await ask('GET', `${OBJECTS}/contacts`)).toMatchObject({ status: 429, body: { policyName: 'DAILY' } });
    now = Date.parse('2026-11-23T22:00:00.000Z');
    expect((await ask('GET', `${OBJECTS}/contacts`)).status).toBe(200);
  });

  test('today’s use and the account can be read', async () => {
    const { ask } = await run();
    await ask('GET', `${OBJECTS}/contacts`);
    expect((await ask('GET', '/account-info/2026-09/api-usage/daily/private-apps')).body).toMatchObject({
      results: [{ usageLimit: 625_000, currentUsage: 2, resetsAt: '2026-11-23T22:00:00.000Z', fetchStatus: 'SUCCESS' }],
    });
    expect((await ask('GET', '/account-info/2026-09/details')).body).toMatchObject({
      portalId: 4242,
      timeZone: 'Europe/Helsinki',
      utcOffset: '+02:00',
      utcOffsetMilliseconds: 7_200_000,
    });
    expect(NOW).toBe(Date.parse('2026-11-23T10:00:00Z'));
  });
});
