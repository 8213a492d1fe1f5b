/** Has somebody read on from where a part of the page begins. */
export function beginAt(part: HTMLElement | null | undefined): void {
  part?.scrollIntoView();
  part?.focus({ preventScroll: true });
}
