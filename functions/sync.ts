import { app, type InvocationContext, type Timer } from '@azure/functions';
import { registers, settings } from '../src/compose.ts';
import { logOf } from '../src/log.ts';
import { runOnTimer } from '../src/work/timer-run.ts';

async function handleTimer(_timer: Timer, context: InvocationContext): Promise<void> {
  const log = logOf(context);
  await registers.inEach(({ engine }) => runOnTimer(engine, 'changed', log), log);
}

app.timer('sync', { schedule: settings.schedules.sync, handler: handleTimer });
