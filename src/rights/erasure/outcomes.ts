import type { Fate } from '../../hubspot/fate.ts';
import type { ErasureItem } from './item.ts';

/** Whether nobody knows what became of something. */
export function isUnsure(fate: Fate | undefined): boolean {
  return fate === undefined || fate.kind === 'unsure';
}

/** Whether something is left as it was, and there. */
export function isRefused(fate: Fate | undefined): boolean {
  return fate?.kind === 'refused' || (fate?.kind === 'overtaken' && !fate.gone);
}

/** How many engagements of a person came to what. */
export function outcomesOf(fates: readonly (Fate | undefined)[]): ErasureItem['outcomes'] {
  const as = (removal: string) => fates.filter((fate) => fate?.kind === 'done' && fate.as === removal).length;
  return {
    archived: as('archived'),
    kept_scrubbed: as('kept_scrubbed'),
    archived_only: as('archived_only'),
    left: 0,
    gone_already: fates.filter((fate) => fate?.kind === 'overtaken' && fate.gone).length,
    failed: fates.filter(isRefused).length,
  };
}
