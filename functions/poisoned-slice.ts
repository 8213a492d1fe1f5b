import { app, type InvocationContext } from '@azure/functions';
import { engine } from '../src/compose.ts';
import { logLine, logOf } from '../src/log.ts';
import { poisonQueueOf, SLICE_QUEUE } from '../src/storage/connect.ts';
import { sliceMessageSchema } from '../src/storage/slice-queue.ts';
import { handlePoisoned } from '../src/work/poisoned-slice.ts';

async function handlePoison(message: unknown, context: InvocationContext): Promise<void> {
  const slice = sliceMessageSchema.safeParse(message);
  if (slice.success) await handlePoisoned(engine, slice.data, logOf(context));
  else context.error(logLine('poison_message_ignored', { reason: 'it is not a slice' }));
}

app.storageQueue('poisonedSlice', {
  queueName: poisonQueueOf(SLICE_QUEUE),
  connection: 'RegisterStorage',
  handler: handlePoison,
});
