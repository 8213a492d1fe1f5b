import { expect, onTestFinished, test } from 'vitest';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { startRegisterApp } from '../../support/register-app.ts';
import { requestOf } from '../../support/request-samples.ts';
import { NOW, syncWorld } from '../../support/sync-world.ts';

test.each([undefined, 5])(
  'a reconcile removes requests that ended longer ago than they are kept (%s years), and no others',
  async (keepYears) => {
    const policy = keepYears === undefined ? {} : { requests: { keepYears } };
    const app = await startRegisterApp({ account: syncWorld(), now: NOW, policy });
    onTestFinished(() => app.close());
    const engine = app.newEngine();
    await engine.storage.prepare();
    const requests = requestsOf(engine);
    const years = engine.policy.requests.keepYears ?? engine.policy.audit.keepYears;
    const limit = new Date(`${2026 - years}-11-23T09:30:00.000Z`);
    let made = 0;
    const keep = async (filedAt: number, endedAt: number | null, more: Partial<PersonRequest> = {}) => {
      made += 1;
      const filed = requestOf({ contactIds: [String(600 + made)], ...more }, filedAt + made);
      await requests.create(filed);
      const stored = await requests.find(filed.id);
      if (stored !== undefined && endedAt !== null)
        await requests.save(stored, { state: 'answered', ...more, endedAt: new Date(endedAt).toISOString() });
      return filed.id;
    };
    const day = 86_400_000;
    const old = limit.getTime() - 400 * day;
    const lifted = { letterSentOn: '2015-01-02', at: '2015-01-02T08:00:00.000Z', by: 'o' };
    const item = {
      subject: 'contact:9',
      outcome: 'granted',
      ground: null,
      statute: null,
      until: null,
      proofRef: null,
    } as const;
    const decision = { items: [item], by: 'o', at: '2015-01-01T08:00:00.000Z', on: '2015-01-01', proposedBy: null };
    const gone = [
      await keep(old, limit.getTime() - day),
      await keep(old, limit.getTime() - 1),
      await keep(old, old + day, {
        kind: 'restriction',
        state: 'answered',
        decision,
        lifted,
        restricted: ['9'],
        unrestricted: ['9'],
      }),
      await keep(old, old + day, { kind: 'restriction', state: 'refused', decision: { ...decision, items: [] } }),
    ];
    const stay = [
      await keep(old, limit.getTime()),
      await keep(old, NOW - day),
      await keep(old, null),
      await keep(limit.getTime() + day, limit.getTime() + 2 * day),
      // It is lifted by the request, some day.
      await keep(old, old + day, { kind: 'restriction', state: 'answered', decision }),
    ];
    expect((await app.reconcile(engine)).status).toBe('succeeded');
    const left = (await requests.latest(100)).map(({ id }) => id);
    expect(left.filter((id) => gone.includes(id))).toEqual([]);
    expect(left.toSorted()).toEqual(stay.toSorted());
  },
);
