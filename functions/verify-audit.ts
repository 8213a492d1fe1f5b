import { app, type InvocationContext, type Timer } from '@azure/functions';
import { engine, settings } from '../src/compose.ts';
import { logOf } from '../src/log.ts';

async function handleTimer(_timer: Timer, context: InvocationContext): Promise<void> {
  const log = logOf(context);
  await engine.storage.prepare();
  const { status } = await engine.verifier.verify(log);
  // A chain that does not verify is not confirmed by a seal.
  if (status === 'ok') await engine.verifier.seal(log);
}

app.timer('verifyAudit', { schedule: settings.schedules.verify, handler: handleTimer });
