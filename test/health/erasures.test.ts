import { expect, test } from 'vitest';
import { checkErasures } from '../../src/health/checks/erasures.ts';
import type { ErasureFacts } from '../../src/health/facts.ts';
import { known } from '../../src/health/known.ts';
import { HOUR, MINUTE, NOW } from '../support/sync-world.ts';

const ID = '20261123T081500000Z-5a6b7c8d';
const at = (ms: number) => new Date(ms).toISOString();
const check = (facts: Partial<ErasureFacts>) =>
  checkErasures({ erasures: known({ waiting: [], executing: [], ...facts }) }, NOW);

test('nothing is wrong while nothing is approved, or its time has not come, or just has', () => {
  expect(check({}).status).toBe('ok');
  expect(check({ waiting: [{ id: ID, executeFrom: at(NOW + HOUR) }] }).status).toBe('ok');
  expect(check({ waiting: [{ id: ID, executeFrom: at(NOW - 3 * HOUR + MINUTE) }] }).status).toBe('ok');
  expect(check({ executing: [{ id: ID, problem: null }] })).toMatchObject({ status: 'ok', facts: { executing: 1 } });
});

test('a list that should have been carried out hours ago, or whose run has failed, needs attention', () => {
  expect(check({ waiting: [{ id: ID, executeFrom: at(NOW - 3 * HOUR - MINUTE) }] })).toMatchObject({
    status: 'degraded',
    reason: expect.stringContaining(ID),
    action: expect.stringContaining('sync'),
  });
  expect(check({ executing: [{ id: ID, problem: 'The scope is lacking.' }] })).toMatchObject({
    status: 'degraded',
    reason: expect.stringContaining('The scope is lacking.'),
  });
});

test('what could not be read is told', () => {
  expect(checkErasures({ erasures: { known: false, reason: 'no answer' } }, NOW).status).not.toBe('ok');
});
