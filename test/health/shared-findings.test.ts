import { expect, test } from 'vitest';
import { keptSchema, whoAsksAt } from '../../src/health/hubspot/kept.ts';
import { healthAtRest, startHealthApp } from '../support/health-app.ts';
import { checkNamed, PROBES, soundFindings, troubled } from '../support/health-facts.ts';
import { keptRows } from '../support/kept-rows.ts';
import { MINUTE, NOW } from '../support/sync-world.ts';

const ACCOUNT = 'GET /account-info/2026-09/details';
const times = (requests: readonly string[]) => requests.filter((request) => request === ACCOUNT).length;

test('ten calls at once to ten processes ask HubSpot once, and all tell what it said', async () => {
  const { newHealth, asked } = await healthAtRest();
  const answers = await Promise.all(Array.from({ length: 10 }, () => newHealth()()));
  expect(times(asked())).toBe(1);
  for (const health of answers) expect(troubled(health)).toEqual({});
});

test('ten calls at once to one process share one look', async () => {
  const { newHealth, asked } = await startHealthApp();
  const health = newHealth();
  const answers = await Promise.all(Array.from({ length: 10 }, health));
  expect(new Set(answers).size).toBe(1);
  expect(times(asked())).toBe(1);
});

test('what HubSpot said is told for five minutes, with its time, and then it is asked again', async () => {
  const { newHealth, asked, setNow } = await healthAtRest();
  await newHealth()();
  const at = new Date(NOW).toISOString();
  asked();
  for (const minutes of [1, 4, 4.99]) {
    setNow(NOW + minutes * MINUTE);
    expect(checkNamed(await newHealth()(), 'hubspotToken').facts).toEqual({ askedAt: at });
  }
  expect(asked()).toEqual([]);
  setNow(NOW + 5 * MINUTE);
  const later = checkNamed(await newHealth()(), 'hubspotToken');
  expect(later.facts).toEqual({ askedAt: new Date(NOW + 5 * MINUTE).toISOString() });
  expect(times(asked())).toBe(1);
});

test('a failure is told for a minute', async () => {
  const { app, newHealth, asked, setNow } = await healthAtRest();
  app.hubspot.faults.add({ match: () => true, kind: '503' });
  await newHealth()();
  app.hubspot.faults.clear();
  asked();
  setNow(NOW + 0.9 * MINUTE);
  expect(troubled(await newHealth()())).toMatchObject({ hubspotToken: 'degraded' });
  expect(asked()).toEqual([]);
  setNow(NOW + MINUTE);
  expect(troubled(await newHealth()())).toEqual({});
});

test('an answer that comes too late for its call is there for the next', async () => {
  const { app, newHealth, asked } = await healthAtRest();
  app.hubspot.faults.add({ match: () => true, kind: '503', times: 1 });
  const health = newHealth({ patienceMs: 0 });
  expect(troubled(await health())).toMatchObject({ hubspotToken: 'degraded' });
  await expect.poll(async () => troubled(await health()), { timeout: 60_000 }).toEqual({});
  expect(times(asked())).toBe(2);
});

test('who may cost no request gets what others have asked, however long ago', async () => {
  const { newService, asked, setNow } = await healthAtRest();
  expect(troubled(await newService().checkWithoutAsking())).toMatchObject({ hubspotToken: 'degraded' });
  expect(asked()).toEqual([]);
  await newService().check();
  asked();
  setNow(NOW + 30 * MINUTE);
  const health = await newService().checkWithoutAsking();
  expect(troubled(health)).toEqual({});
  expect(checkNamed(health, 'hubspotToken').facts).toEqual({ askedAt: new Date(NOW).toISOString() });
  expect(asked()).toEqual([]);
});

test('the row that is kept holds codes and names of properties only', async () => {
  const { app, newHealth } = await startHealthApp({ hubspot: { missingScopes: ['sales-email-read'] } });
  await newHealth()();
  const { record } = await app.table('index').getEntity<{ record: string }>('health', 'hubspot');
  const kept = keptSchema.strict().parse(JSON.parse(record));
  expect(kept.findings?.probes).toContainEqual({ name: 'emails', outcome: 'forbidden' });
  expect(await keptRows(app.table('index'))).not.toMatch(/Aino|test-token/);
});

const kept = (claimedUntil: number, at: number, changes = {}) => ({
  claimedUntil,
  findings: soundFindings({ at, ...changes }),
});
const unanswered = { probes: PROBES.map((name) => ({ name, outcome: 'unanswered' as const })) };

test.each([
  ['nothing is kept', undefined, 'ask'],
  ['it cannot be read', 'unreadable' as const, 'ask'],
  ['it is fresh', kept(0, NOW - 4 * MINUTE), 'kept'],
  ['it is fresh though somebody asks', kept(NOW + MINUTE, NOW), 'kept'],
  ['it is old', kept(0, NOW - 5 * MINUTE), 'ask'],
  ['it is old and somebody asks', kept(NOW + MINUTE, NOW - 5 * MINUTE), 'others_ask'],
  ['who asked has gone silent', kept(NOW - 1, NOW - 5 * MINUTE), 'ask'],
  ['a clock that was wrong claimed it for long', kept(NOW + 3 * MINUTE, NOW - 5 * MINUTE), 'ask'],
  ['it is from the future', kept(0, NOW + 6 * MINUTE), 'ask'],
  ['a failure is a minute old', kept(0, NOW - MINUTE, unanswered), 'ask'],
  ['a failure is new', kept(0, NOW - MINUTE / 2, unanswered), 'kept'],
  ['it was compared with another policy', kept(0, NOW, { basis: 'another' }), 'ask'],
])('when %s', (_name, held, kind) => {
  const { next, result } = whoAsksAt(held, 'basis', NOW);
  expect(result.kind).toBe(kind);
  expect(next === undefined).toBe(kind !== 'ask');
});
