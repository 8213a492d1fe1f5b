import { useEffect, useRef } from 'preact/hooks';

/** What has the focus and the parts of the page that it is in, the innermost first: some are there still when others are gone. */
export function placesOf(element: Element | null): readonly HTMLElement[] {
  if (!(element instanceof HTMLElement)) return [];
  return [element, ...placesOf(element.parentElement?.closest('section, main') ?? null)];
}

/** Gives the focus to the first of them that is there. */
export function focusFirst(places: readonly HTMLElement[]): void {
  places.find(({ isConnected }) => isConnected)?.focus({ preventScroll: true });
}

/**
 * Keeps the focus within a part of the page while what is in it changes: a button that goes with what it did, or with what somebody else has
 * done, leaves the focus to what it stood in, and not to nothing. Another page has a heading of its own to begin at.
 */
export function useKeptFocus() {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    let places: readonly HTMLElement[] = [];
    let path = location.pathname;
    const note = () => {
      places = placesOf(document.activeElement);
      path = location.pathname;
    };
    const watch = new MutationObserver(() => {
      if (document.activeElement === document.body && path === location.pathname) focusFirst(places);
    });
    if (part.current !== null) watch.observe(part.current, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
  return part;
}
