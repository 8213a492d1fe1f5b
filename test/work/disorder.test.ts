import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestRun } from '../../src/work/request-run.ts';
import { crashingEngine } from '../support/crashing-engine.ts';
import { deliver, deliverUntilEnd } from '../support/deliver.ts';
import { expectRight } from '../support/expect-right.ts';
import { messageBag } from '../support/message-bag.ts';
import { startRegisterApp } from '../support/register-app.ts';
import { smallAccount } from '../support/small-account.ts';
import { type Fate, type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';

const NOW = Date.parse('2026-11-23T09:30:00Z');
const ALL = { scope: 'all', trigger: 'http', actor: 'key', dryRun: false } as const;

const fate = fc.constantFrom<Fate>('busy_503', 'busy_429', 'lost', 'done_but_answer_lost');

/** What befalls the delivery of one message. */
const mishap = fc.record({
  /** Which of the messages that are due comes first. */
  choice: fc.nat(3),
  /** The process dies at this effect. */
  deathAt: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 2 }),
  /** Requests to tables from one number on, so many of them, go wrong. */
  storage: fc.option(fc.record({ fate, from: fc.nat(60), count: fc.integer({ min: 1, max: 12 }) }), { freq: 2 }),
  /** A share of the requests to HubSpot goes wrong. */
  hubspot: fc.option(fc.record({ rate: fc.constantFrom(0.05, 0.15), seed: fc.nat(1_000) }), { freq: 2 }),
  /** What becomes of the message: it comes once, twice at the same moment, again much later, or is lost. */
  message: fc.constantFrom('once', 'twice', 'again', 'lost'),
});

type Mishap = typeof mishap extends fc.Arbitrary<infer One> ? One : never;

const history = fc.record({
  smallSlices: fc.boolean(),
  mishaps: fc.array(mishap, { minLength: 2, maxLength: 5 }),
});

test('whatever dies, fails or comes in disorder, a reconcile ends as if nothing had happened', async () => {
  const proxy = await startStorageProxy('Table');
  await fc.assert(
    fc.asyncProperty(history, async ({ smallSlices, mishaps }) => {
      const { connectionString } = proxy;
      const app = await startRegisterApp({ account: smallAccount(), now: NOW, connectionString });
      try {
        const bag = messageBag();
        const instance = () => bag.serve({ ...app.newEngine(), ...(smallSlices ? { sliceMs: 0 } : {}) });
        const { runId } = await requestRun(instance(), ALL);
        for (const { choice, deathAt, storage, hubspot, message } of mishaps) {
          const delivery = bag.take(choice);
          if (delivery === undefined) break;
          if (hubspot) app.hubspot.faults.random(hubspot);
          fail(proxy, storage);
          const engine = deathAt === null ? instance() : crashingEngine(instance(), deathAt);
          if (message !== 'lost' || deathAt !== null) await deliver(engine, bag, delivery);
          if (message === 'twice') await Promise.all([1, 2].map(() => deliver(instance(), bag, delivery)));
          if (message === 'again') bag.putBack(delivery, 600_000);
          app.hubspot.faults.clear();
          fail(proxy, null);
        }
        const run = await deliverUntilEnd(instance(), bag, runId);
        expect(run).toMatchObject({ status: 'succeeded', error: null, contacts: { processed: 130, failed: 0 } });
        await expectRight(app, NOW);
      } finally {
        await app.close();
      }
    }),
    { numRuns: 10, seed: 20261125 },
  );
});

function fail(proxy: StorageProxy, storage: Mishap['storage']): void {
  const before = proxy.seen.length;
  proxy.fateOf = () => {
    if (storage === null) return 'answered';
    const number = proxy.seen.length - before;
    return number >= storage.from && number < storage.from + storage.count ? storage.fate : 'answered';
  };
}
