import type { PersonRequest } from '../requests/request.ts';

/** Why there is no copy for a request. */
export type NoCopy = 'other_kind' | 'not_identified' | 'ended' | 'refused' | 'decided_since';

/** Why nobody may be given a copy for a request; `undefined` when somebody may. */
export function whyNoCopy({ kind, identity, state, decision }: PersonRequest): NoCopy | undefined {
  if (kind !== 'access' && kind !== 'portability') return 'other_kind';
  if (identity === null) return 'not_identified';
  if (state === 'withdrawn' || state === 'expired') return 'ended';
  const items = decision?.items ?? [];
  const isRefused = items.length > 0 && items.every(({ outcome }) => outcome === 'refused');
  return isRefused ? 'refused' : undefined;
}
