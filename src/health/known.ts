import { unavailableStatus } from '../storage/status.ts';

/** What was found out, or why it could not be. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: string };

export const known = <T>(value: T): Known<T> => ({ known: true, value });

export const notKnown = (reason: string): Known<never> => ({ known: false, reason });

/** What comes of `work`, but not later than after `ms`: it goes on, and nobody waits for it. Never rejects. */
export async function within<T>(ms: number, work: Promise<T>): Promise<Known<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Known<T>>((resolve) => {
    timer = setTimeout(() => resolve(notKnown(`no answer within ${ms / 1_000} s`)), ms);
  });
  const done = work.then(known, (error: unknown) => notKnown(reasonOf(error)));
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/** Messages of foreign errors may quote anything: only a status or the kind of error is told. */
function reasonOf(error: unknown): string {
  const status = unavailableStatus(error);
  if (status !== undefined) return status === 0 ? 'no answer' : `status ${status}`;
  return error instanceof Error ? error.name : 'unknown error';
}
