import { z } from 'zod';

/** What the folder of an app registers and, when it was asked to run, what came of it. */
export const workerAnswerSchema = z.object({
  functions: z.array(z.string()),
  run: z.object({ status: z.string(), changed: z.int(), total: z.int() }).nullable(),
});

export type WorkerAnswer = z.infer<typeof workerAnswerSchema>;
