import type { ContainerClient } from '@azure/storage-blob';
import { z } from 'zod';
import { answerInTime } from './patience.ts';

const failureSchema = z.object({ code: z.string() });

/**
 * Creates a blob, by a call that is given up without an answer for `callMs`. The container is created, for its owner alone, when it is
 * missing, and only then: the identity may lack the right to.
 */
export async function inContainer(
  container: ContainerClient,
  callMs: number,
  create: (abortSignal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  try {
    await answerInTime(callMs, create);
  } catch (error) {
    if (failureSchema.safeParse(error).data?.code !== 'ContainerNotFound') throw error;
    await answerInTime(callMs, (abortSignal) => container.createIfNotExists({ abortSignal }));
    await answerInTime(callMs, create);
  }
}
