import { app, type InvocationContext, type Timer } from '@azure/functions';
import { registers, settings } from '../src/compose.ts';
import { type Log, logOf } from '../src/log.ts';
import type { Engine } from '../src/work/engine.ts';

async function handleTimer(_timer: Timer, context: InvocationContext): Promise<void> {
  const log = logOf(context);
  await registers.inEach(({ engine }) => verify(engine, log), log);
}

async function verify({ storage, verifier }: Engine, log: Log): Promise<void> {
  await storage.prepare();
  const { status } = await verifier.verify(log);
  // A chain that does not verify is not confirmed by a seal.
  if (status === 'ok') await verifier.seal(log);
}

app.timer('verifyAudit', { schedule: settings.schedules.verify, handler: handleTimer });
