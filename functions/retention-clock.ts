import { app, type InvocationContext, type Timer } from '@azure/functions';
import { engine, settings } from '../src/compose.ts';
import { logOf } from '../src/log.ts';
import { runOnTimer } from '../src/work/timer-run.ts';

async function handleTimer(_timer: Timer, context: InvocationContext): Promise<void> {
  await runOnTimer(engine, 'clock', logOf(context));
}

app.timer('retentionClock', { schedule: settings.schedules.clock, handler: handleTimer });
