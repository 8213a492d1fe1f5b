import { app, type InvocationContext, type Timer } from '@azure/functions';
import { engine, settings } from '../src/compose.ts';
import { logOf } from '../src/log.ts';
import { runOnTimer } from '../src/work/timer-run.ts';

async function handleTimer(_timer: Timer, context: InvocationContext): Promise<void> {
  await runOnTimer(engine, 'all', logOf(context));
}

app.timer('reconcile', { schedule: settings.schedules.reconcile, handler: handleTimer });
