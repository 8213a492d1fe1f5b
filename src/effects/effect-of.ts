import { changesOf, type Decided } from '../decisions/decided.ts';
import type { SetValues } from './effect.ts';
import type { EndGrounds } from './end-grounds.ts';

/** The effect of a decision; `undefined` when HubSpot held all that is wanted. `restsOn` is what it was decided with. */
export function effectOf(decided: Decided, restsOn?: EndGrounds): SetValues | undefined {
  const { kind, id, cause, causes, held } = decided;
  const changes = changesOf(decided, held).map((change) => ({ ...change, cause: causes[change.property] ?? cause }));
  if (changes.length === 0) return undefined;
  const ends = changes.some(({ property, after }) => property === 'rekisteri_retention_status' && after === 'ended');
  return { type: 'set_values', record: { kind, id }, changes, cause, ...(ends && restsOn ? { restsOn } : {}) };
}
