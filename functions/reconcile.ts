import { app } from '@azure/functions';
import { engine, settings } from '../src/compose.ts';
import { requestRun } from '../src/sync/request-run.ts';

async function handleTimer(): Promise<void> {
  await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
}

app.timer('reconcile', { schedule: settings.schedules.reconcile, handler: handleTimer });
