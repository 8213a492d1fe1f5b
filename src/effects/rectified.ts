import type { Fate } from '../hubspot/fate.ts';

/** How a value that was put right (Art. 16) came to be in HubSpot. */
export const RECTIFIED = ['written', 'already_there', 'in_another_form'] as const;

export type Rectified = (typeof RECTIFIED)[number];

/** The fate of a value that is there. */
export function rectified(as: Rectified): Fate {
  return { kind: 'done', as };
}

/** How a value came to be there; `undefined` when it is not, or nobody knows. */
export function rectifiedAs(fate: Fate): Rectified | undefined {
  return fate.kind === 'done' ? RECTIFIED.find((one) => one === fate.as) : undefined;
}

/** The reason begins with these words. */
const MERGED_INTO = 'merged into ';

/** The fate of a contact whose id leads to another. */
export function mergedInto(id: string): Fate {
  return { kind: 'overtaken', reason: `${MERGED_INTO}${id}`, gone: true };
}

/** The contact that an overtaken one was merged into; `undefined` when it is simply gone. */
export function survivorOf({ reason }: Extract<Fate, { readonly kind: 'overtaken' }>): string | undefined {
  return reason.startsWith(MERGED_INTO) ? reason.slice(MERGED_INTO.length) : undefined;
}
