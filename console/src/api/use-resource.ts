import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem } from './problem.ts';
import { onSignedIn } from './signed-in.ts';

/** What is being read, or was. */
export interface Resource<T> {
  readonly state: 'loading' | 'ready' | 'failed';
  /** The latest; it stays while it is read anew, and when that fails. */
  readonly value?: T | undefined;
  readonly problem?: ApiProblem | undefined;
  /** Reads it anew. */
  reload(): void;
}

/**
 * Reads something when the part that uses it appears, and anew whenever one of `deps` changes or somebody has signed in again. What
 * is still on its way then is given up.
 */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>, deps: readonly unknown[]): Resource<T> {
  const [times, setTimes] = useState(0);
  const [read, setRead] = useState<Omit<Resource<T>, 'reload'>>({ state: 'loading' });
  const reload = useCallback(() => setTimes((before) => before + 1), []);
  useEffect(() => {
    const stop = new AbortController();
    setRead(({ value }) => ({ state: 'loading', value }));
    load(stop.signal).then(
      (value) => !stop.signal.aborted && setRead({ state: 'ready', value }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (!(error instanceof ApiProblem)) throw error;
        setRead(({ value }) => ({ state: 'failed', value, problem: error }));
      },
    );
    return () => stop.abort();
  }, [...deps, times]);
  useEffect(() => onSignedIn(reload), [reload]);
  return { ...read, reload };
}
