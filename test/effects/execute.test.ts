import { expect, onTestFinished, test } from 'vitest';
import type { SetValues } from '../../src/effects/effect.ts';
import { execute } from '../../src/effects/execute.ts';
import { setValues } from '../../src/effects/kinds/set-values.ts';
import type { SliceContext } from '../../src/facts/context.ts';
import { RunStore } from '../../src/runs/run-store.ts';
import { openSession } from '../../src/work/open-session.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { verdictOn } from '../../src/work/slice-failure.ts';
import { auditEvents } from '../support/audit-events.ts';
import { startRegisterApp } from '../support/register-app.ts';
import { NOW, syncWorld } from '../support/sync-world.ts';

test('an effect of a kind that the executor does not know is not carried out, and ends the run at once', async () => {
  const app = await startRegisterApp({ account: syncWorld(), now: NOW });
  onTestFinished(() => app.close());
  const engine = app.newEngine();
  const { runId } = await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  const stored = await engine.ledger.activate();
  if (stored === undefined) throw new Error('there is no run');
  const session = openSession(engine, stored);
  const store = new RunStore(engine.storage.index, runId, engine.rowMacs);
  const context: SliceContext = {
    ...engine,
    session,
    store,
    log: () => undefined,
    stillOpen: new Set(),
    resumed: false,
    timeIsUp: () => false,
  };
  const changes = [{ property: 'firstname', before: '', after: 'Aino', cause: 'test' }];
  const known: SetValues = { type: 'set_values', record: { kind: 'contacts', id: '101' }, changes, cause: 'test' };
  // As it would come from storage.
  const unknown: SetValues = JSON.parse(JSON.stringify({ ...known, type: 'erase_contact' }));
  const error: unknown = await execute(context, setValues(context, 'contacts'), [known, unknown], { part: 0 }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'unknown_effect', isFinal: true });
  expect(verdictOn(error, session.run, NOW)).toMatchObject({ kind: 'fail', reason: { code: 'unknown_effect' } });
  expect(app.hubspot.log).toEqual([]);
  expect((await auditEvents(app.table('audit'))).filter(({ action }) => action === 'intent')).toEqual([]);
});
