import type { ComponentChildren } from 'preact';

/** Whose changes a screen reader tells when it has nothing else to say. It has to be there before what it tells of. */
export function Live({ children }: { children: ComponentChildren }) {
  return (
    <div aria-live="polite" class="live">
      {children}
    </div>
  );
}
