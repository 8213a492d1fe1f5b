import { app, type InvocationContext, type Timer } from '@azure/functions';
import { registers, settings } from '../src/compose.ts';
import { logHealth } from '../src/health/log-health.ts';
import { logOf } from '../src/log.ts';
import { runOnTimer } from '../src/work/timer-run.ts';

async function handleTimer(_timer: Timer, context: InvocationContext): Promise<void> {
  const log = logOf(context);
  // How the register is, is told even where no run can be added: most of all then.
  await registers.inEach(
    (register) => runOnTimer(register.engine, 'changed', log).finally(() => logHealth(register, log)),
    log,
  );
}

app.timer('sync', { schedule: settings.schedules.sync, handler: handleTimer });
