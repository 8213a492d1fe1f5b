import { app, type InvocationContext } from '@azure/functions';
import { registers } from '../src/compose.ts';
import { logOf } from '../src/log.ts';
import { SLICE_QUEUE } from '../src/storage/names.ts';
import { sliceMessageSchema } from '../src/storage/slice-queue.ts';
import { runSlice } from '../src/work/run-slice.ts';

async function handleSlice(message: unknown, context: InvocationContext): Promise<void> {
  const log = logOf(context);
  const slice = sliceMessageSchema.parse(message);
  const register = registers.forMessage(slice, log);
  if (register !== undefined) await runSlice(register.engine, slice, log);
}

app.storageQueue('runSlice', { queueName: SLICE_QUEUE, connection: 'RegisterStorage', handler: handleSlice });
