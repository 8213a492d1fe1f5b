import { app, type InvocationContext } from '@azure/functions';
import { engine } from '../src/compose.ts';
import { logOf } from '../src/log.ts';
import { SLICE_QUEUE } from '../src/storage/connect.ts';
import { sliceMessageSchema } from '../src/storage/slice-queue.ts';
import { runSlice } from '../src/work/run-slice.ts';

async function handleSlice(message: unknown, context: InvocationContext): Promise<void> {
  await runSlice(engine, sliceMessageSchema.parse(message), logOf(context));
}

app.storageQueue('runSlice', { queueName: SLICE_QUEUE, connection: 'RegisterStorage', handler: handleSlice });
