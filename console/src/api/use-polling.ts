import { useEffect } from 'preact/hooks';

/**
 * Calls `again` each `ms` milliseconds while the page is looked at, and at once when somebody comes back to it; with `undefined` it does
 * not. What stands in an open dialog is left alone until it is closed.
 */
export function usePolling(ms: number | undefined, again: () => void): void {
  useEffect(() => {
    if (ms === undefined) return undefined;
    const call = () => {
      if (document.visibilityState === 'visible' && document.querySelector('dialog[open]') === null) again();
    };
    const timer = setInterval(call, ms);
    document.addEventListener('visibilitychange', call);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', call);
    };
  }, [ms, again]);
}
