import { useEffect } from 'preact/hooks';

/** Calls `again` each `ms` milliseconds while the page is looked at; with `undefined` it does not. */
export function usePolling(ms: number | undefined, again: () => void): void {
  useEffect(() => {
    if (ms === undefined) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), ms);
    return () => clearInterval(timer);
  }, [ms, again]);
}
