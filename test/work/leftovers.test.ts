import { expect, onTestFinished, test } from 'vitest';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { newRun, newRunId } from '../../src/runs/run.ts';
import { clearLeftovers } from '../../src/work/leftovers.ts';
import { keepGiven } from '../../src/work/request-run.ts';
import { leftBehind } from '../support/left-behind.ts';
import { startRegisterApp } from '../support/register-app.ts';

const HOUR = 3_600_000;
const ASKED = { scope: 'contacts', trigger: 'http', actor: 'aino', dryRun: false } as const;

test('ids that were kept for a run that never came to be go with the next reconcile, and no others', async () => {
  const app = await startRegisterApp({
    account: emptyAccount(1, 'Europe/Helsinki'),
    now: Date.parse('2026-11-23T09:30:00Z'),
  });
  onTestFinished(() => app.close());
  const engine = app.newEngine();
  await engine.storage.prepare();
  const at = (hoursAgo: number) => newRunId(engine.systemNow() - hoursAgo * HOUR);
  const [never, ended, waiting, young] = [at(72), at(71), at(70), at(1)];
  for (const runId of [never, young]) await keepGiven(engine, runId, ['101']);
  await app.reconcile();
  expect(await leftBehind(app.table('index'))).toEqual([young]);
  for (const runId of [ended, waiting]) await keepGiven(engine, runId, ['101']);
  const run = (runId: string) => newRun({ ...ASKED, runId }, engine.now(), engine.systemNow());
  await engine.ledger.create({ ...run(ended), status: 'cancelled' });
  await engine.ledger.create(run(waiting));
  await clearLeftovers(engine);
  expect(await leftBehind(app.table('index'))).toEqual([waiting, young]);
});
