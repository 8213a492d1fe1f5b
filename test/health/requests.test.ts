import { expect, onTestFinished, test } from 'vitest';
import { checkRequests } from '../../src/health/checks/requests.ts';
import type { RequestFacts } from '../../src/health/facts.ts';
import { known } from '../../src/health/known.ts';
import { readRequestFacts } from '../../src/health/request-facts.ts';
import { requestsOf } from '../../src/rights/requests/requests-of.ts';
import { startRegisterApp } from '../support/register-app.ts';
import { requestOf } from '../support/request-samples.ts';
import { NOW, syncWorld } from '../support/sync-world.ts';

const one = (difference: Partial<RequestFacts['open'][number]>): RequestFacts['open'][number] => {
  return { id: 'R1', kind: 'access', state: 'assessing', receivedOn: '2026-11-20', dueOn: '2026-12-21', ...difference };
};
const check = (today: string, ...open: RequestFacts['open'][number][]) =>
  checkRequests({ requests: known({ today, open }) });

test.each([
  ['2026-12-13', 'ok'],
  ['2026-12-14', 'degraded'],
  ['2026-12-21', 'degraded'],
  ['2026-12-22', 'failed'],
] as const)('on %s a request that is due on 2026-12-21 is %s', (today, status) => {
  const { reason = '', ...found } = check(today, one({}));
  expect(found.status).toBe(status);
  expect(reason.includes('R1 (access, 2026-12-21)')).toBe(status !== 'ok');
});

test('whoever has not said who they are for two weeks is told, and must be answered once the deadline is over', () => {
  const asked = one({ state: 'identifying' });
  expect(check('2026-12-03', asked)).toMatchObject({ status: 'ok', facts: { unidentified: [] } });
  expect(check('2026-12-04', asked)).toMatchObject({
    status: 'degraded',
    action: expect.stringContaining('close-unidentified'),
    facts: { dueSoon: [] },
  });
  const over = check('2026-12-22', asked);
  expect(over).toMatchObject({ status: 'failed', facts: { overdue: [{ id: 'R1' }], unidentified: [{ id: 'R1' }] } });
  expect(over.reason).toContain('never proven');
  expect(check('2026-12-04', one({ state: 'received' })).status).toBe('ok');
});

test('the worst comes first, and of many the first by deadline are told', () => {
  const many = Array.from({ length: 30 }, (_, nth) =>
    one({ id: `R${nth}`, dueOn: `2026-12-${String(30 - nth).padStart(2, '0')}` }),
  );
  const { reason = '', facts } = check('2026-12-31', ...many.slice(0, 29), one({ id: 'S', dueOn: '2027-01-04' }));
  expect(reason).toMatch(/^The deadline .* and 9 more\. These requests .*S \(access, 2027-01-04\)\.$/);
  expect(facts).toMatchObject({ open: 30, dueSoon: [{ id: 'S' }] });
});

test('whoever was told that a hold keeps their data from being erased is answered, however long it lasts', () => {
  const waiting = one({ kind: 'erasure', state: 'awaiting_approval', isWaiting: true });
  expect(check('2028-01-01', waiting)).toMatchObject({
    status: 'ok',
    facts: { open: 1, overdue: [], waiting: [{ id: 'R1', kind: 'erasure' }] },
  });
});

test('what could not be read is told', () => {
  expect(checkRequests({ requests: { known: false, reason: 'no answer' } }).status).not.toBe('ok');
});

test('facts are those of requests that are open, by the strict deadline', async () => {
  const app = await startRegisterApp({ account: syncWorld(), now: NOW });
  onTestFinished(() => app.close());
  const engine = app.newEngine();
  await engine.storage.prepare();
  const extension = { reason: 'number', on: '2026-11-21', by: 'o' } as const;
  const paused = requestOf({ extension, pauses: [{ reason: 'identity', from: '2026-11-21', to: null }] });
  const ended = requestOf({ contactIds: ['102'], state: 'received' }, NOW + 1);
  for (const request of [paused, ended]) await requestsOf(engine).create(request);
  const stored = await requestsOf(engine).find(ended.id);
  if (stored === undefined) throw new Error('It was kept.');
  await requestsOf(engine).save(stored, { state: 'withdrawn', endedAt: '2026-11-23T09:30:00.000Z' });
  expect(await readRequestFacts(engine)).toEqual({
    today: '2026-11-23',
    open: [
      {
        isWaiting: false,
        id: paused.id,
        kind: 'access',
        state: 'received',
        receivedOn: '2026-11-20',
        dueOn: '2027-02-22',
      },
    ],
  });
});
