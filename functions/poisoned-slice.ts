import { app, type InvocationContext } from '@azure/functions';
import { registers } from '../src/compose.ts';
import { logLine, logOf } from '../src/log.ts';
import { poisonQueueOf, SLICE_QUEUE } from '../src/storage/names.ts';
import { sliceMessageSchema } from '../src/storage/slice-queue.ts';
import { handlePoisoned } from '../src/work/poisoned-slice.ts';

async function handlePoison(message: unknown, context: InvocationContext): Promise<void> {
  const slice = sliceMessageSchema.safeParse(message);
  const log = logOf(context);
  const register = slice.success ? registers.forMessage(slice.data, log) : undefined;
  if (slice.success && register !== undefined) await handlePoisoned(register.engine, slice.data, log);
  else
    context.error(
      logLine('poison_message_ignored', { reason: slice.success ? 'there is no such account' : 'it is not a slice' }),
    );
}

app.storageQueue('poisonedSlice', {
  queueName: poisonQueueOf(SLICE_QUEUE),
  connection: 'RegisterStorage',
  handler: handlePoison,
});
