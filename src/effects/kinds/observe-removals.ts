import type { ChainedEvent } from '../../audit/event.ts';
import type { SliceContext } from '../../facts/context.ts';
import { groupBy } from '../../group-by.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { OBSERVED, type Unconcluded } from '../effect.ts';
import { type EngagementState, engagementStates } from './engagement-texts.ts';
import { engagementIn, engagementName } from './erasure-names.ts';

/** What became of engagements that were to be archived or rid of their text, by how they stand now. */
export async function observeRemovals(
  context: SliceContext,
  intents: readonly Unconcluded[],
): Promise<(Fate | undefined)[]> {
  const engagements = intents.flatMap(({ events }) => events.flatMap(({ property }) => engagementIn(property) ?? []));
  const states = new Map<string, EngagementState>();
  for (const [type, some] of groupBy(engagements, (one) => one.type)) {
    const ids = [...new Set(some.map(({ id }) => id))];
    for (const [id, state] of await engagementStates(context, type, ids))
      states.set(engagementName({ type, id }), state);
  }
  return intents.map(({ events: [event] }) => event && fateOf(event, states.get(event.property)));
}

/** `undefined` where it cannot be told. */
function fateOf({ after }: ChainedEvent, state: EngagementState | undefined): Fate | undefined {
  if (state === undefined || state.kind === 'unread') return undefined;
  const isKept = after === 'kept_scrubbed';
  if (state.kind === 'gone') return isKept ? gone('it is gone') : { kind: 'done', as: after };
  const isClean = Object.keys(state.blanks).length === 0;
  if (state.place === 'bin') {
    if (isKept) return gone('somebody archived it');
    // Overwriting comes first: archived with its text it was by somebody else.
    return isClean ? { kind: 'done', as: after } : gone('somebody archived it with its text');
  }
  return isKept && isClean && state.stays.length === 0
    ? { kind: 'done', as: after }
    : { kind: 'refused', reason: OBSERVED };
}

function gone(reason: string): Fate {
  return { kind: 'overtaken', reason, gone: true };
}
