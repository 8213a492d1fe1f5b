import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from './problem.ts';
import { onSignedIn } from './signed-in.ts';
import { usePolling } from './use-polling.ts';

/** What is being read, or was. */
export interface Resource<T> {
  readonly state: 'loading' | 'ready' | 'failed';
  /** The latest; it stays while it is read anew, and when that fails. */
  readonly value?: T | undefined;
  readonly problem?: ApiProblem | undefined;
  /** How many times it was found to be otherwise than it was, by nothing that was done on the page. */
  readonly news: number;
  /** Reads it anew; resolves when that has come to something, so that what was done and what is shown of it are told together. */
  reload(): Promise<void>;
  /** Looks whether it is otherwise by now: shows nothing of it unless it is. */
  look(): void;
}

/**
 * Reads something when the part that uses it appears, and anew whenever one of `deps` changes or somebody has signed in again. What
 * is still on its way then is given up.
 */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>, deps: readonly unknown[]): Resource<T> {
  const [times, setTimes] = useState(0);
  const [read, setRead] = useState<Omit<Resource<T>, 'reload' | 'look'>>({ state: 'loading', news: 0 });
  const isLook = useRef(false);
  const waiting = useRef<(() => void)[]>([]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  const reload = useCallback(() => {
    again();
    return new Promise<void>((resolve) => waiting.current.push(resolve));
  }, []);
  const look = useCallback(() => {
    isLook.current = true;
    again();
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    const isQuiet = isLook.current;
    const told = waiting.current.splice(0);
    const tell = () => {
      for (const resolve of told.splice(0)) resolve();
    };
    isLook.current = false;
    if (!isQuiet) setRead(({ value }) => ({ state: 'loading', value, news: 0 }));
    load(stop.signal).then(
      (value) => {
        if (stop.signal.aborted) return;
        tell();
        setRead((before) => {
          if (!isQuiet || before.state !== 'ready') return { state: 'ready', value, news: 0 };
          const isSame = JSON.stringify(value) === JSON.stringify(before.value);
          return isSame ? before : { state: 'ready', value, news: before.news + 1 };
        });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        tell();
        if (!(error instanceof ApiProblem)) throw error;
        // What is shown is right until something else is known.
        setRead((before) =>
          isQuiet && before.state === 'ready'
            ? before
            : { state: 'failed', value: before.value, problem: error, news: 0 },
        );
      },
    );
    return () => {
      stop.abort();
      // Whoever waits for what is given up waits for the next.
      waiting.current.push(...told);
    };
  }, [...deps, times]);
  useEffect(() => onSignedIn(reload), [reload]);
  return { ...read, reload, look };
}

const FOLLOW_MS = 30_000;

/** Looks from time to time whether others have moved on what a page shows; not when it `isOver`. */
export function useFollowing({ look }: Resource<unknown>, isOver = false): void {
  usePolling(isOver ? undefined : FOLLOW_MS, look);
}
