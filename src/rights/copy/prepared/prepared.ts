import { z } from 'zod';
import { copyTaskSchema } from '../../../runs/run.ts';

/** A copy that is prepared lies in storage so long at the most. */
export const HOUR_MS = 3_600_000;

/** What is kept of one that is gone, so that whoever asks for it is told why. */
export const DAY_MS = 24 * HOUR_MS;

const GONE_REASONS = ['downloaded', 'expired', 'abandoned', 'superseded'] as const;

export type GoneReason = (typeof GONE_REASONS)[number];

/** A copy that a run writes into a blob, until it is fetched: ids, times and hashes; nothing of what is in it. */
export const preparedSchema = copyTaskSchema.extend({
  /** The run that writes it. */
  copyId: z.string(),
  state: z.enum(['preparing', 'ready', 'gone']),
  /** The blob of the latest attempt, and the key that opens it: without this row nobody can read the blob any more. */
  blob: z.string().nullable(),
  key: z.string().nullable(),
  madeAt: z.string().nullable(),
  /** When that was decided by which it is written; null of one from before any decision. */
  decidedAt: z.string().nullable().default(null),
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
  /** How many places are in which state, as the trail tells it. */
  places: z.string(),
  goneAt: z.string().nullable(),
  goneWhy: z.enum(GONE_REASONS).nullable(),
  /** Changes with every save. */
  revision: z.string(),
});

export type Prepared = z.infer<typeof preparedSchema>;

/** One that is ready. */
export interface Ready extends Prepared {
  readonly state: 'ready';
  readonly blob: string;
  readonly key: string;
  readonly madeAt: string;
  readonly bytes: number;
  readonly sha256: string;
}

export function isReady(prepared: Prepared): prepared is Ready {
  return prepared.state === 'ready' && prepared.blob !== null && prepared.key !== null && prepared.madeAt !== null;
}

/** Whether one that is ready has lain there for its hour at `now` (ms). */
export function isExpired({ madeAt }: Pick<Ready, 'madeAt'>, now: number): boolean {
  return now >= Date.parse(madeAt) + HOUR_MS;
}
