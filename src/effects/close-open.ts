import type { ChainedEvent } from '../audit/event.ts';
import { changeName } from '../audit/recorded.ts';
import type { OpenIntents } from '../audit/trail.ts';
import type { SliceContext } from '../facts/context.ts';
import { groupBy } from '../group-by.ts';
import type { Fate } from '../hubspot/fate.ts';
import { conclusionsOf } from './conclusion.ts';
import type { Executing } from './executing.ts';
import { OBSERVED, type Observer, openName, type Unconcluded } from './effect.ts';
import { allKinds } from './kinds/all-kinds.ts';

/**
 * Closes the intents that a crash or a lost answer left without outcome, by looking at what HubSpot holds now. Comes
 * before anything is written, by whoever writes such kinds, so that an outcome is never mixed up with a later change. Gives the subjects of those that stay
 * open, of which nothing may be written for the same reason.
 */
export async function closeOpen(
  context: Pick<SliceContext, 'audit'> & Pick<Executing, 'session'>,
  kinds: () => readonly Observer[],
): Promise<ReadonlySet<string>> {
  const { audit, session } = context;
  const { observed, stillOpen } = await observeOpen(context, kinds);
  session.assertOurs();
  const { runId, actor } = session.run;
  for (const [group, mine] of groupBy(observed, ({ group }) => group)) {
    for (const [kind, some] of groupBy(mine, ({ kind }) => kind)) await kind.remember?.(doneOf(some));
    const fates = new Map(mine.map(({ name, fate }) => [name, fate]));
    await audit.conclude([group], conclusionsOf(fates, OBSERVED), { runId, actor });
  }
  return stillOpen;
}

/** Values that runs before set and did not live to record or to remember, and what of `stillOpen` there is. Only looks. */
export async function doneUnrecorded(
  context: SliceContext,
): Promise<{ readonly done: ChainedEvent[]; readonly stillOpen: ReadonlySet<string> }> {
  const { observed, stillOpen } = await observeOpen(context, () => allKinds(context));
  return { done: doneOf(observed.filter(({ kind }) => kind.type === 'set_values')), stillOpen };
}

interface Observed extends Unconcluded {
  readonly group: OpenIntents;
  readonly kind: Observer;
  /** What its fate is told by. */
  readonly name: string;
  readonly fate: Fate;
}

/** Asks each kind about its own. What no kind knows, or cannot tell, is left out, and so stays open. */
async function observeOpen(
  { audit }: Pick<SliceContext, 'audit'>,
  kinds: () => readonly Observer[],
): Promise<{ readonly observed: Observed[]; readonly stillOpen: ReadonlySet<string> }> {
  const open = await audit.open();
  const observed: Observed[] = [];
  const stillOpen = new Set<string>();
  for (const kind of open.length === 0 ? [] : kinds()) {
    const mine = open.flatMap((group) => {
      const own = group.events.filter((event) => kind.owns(event));
      const named = groupBy(own, (event) => (kind.byChange ? changeName(event) : event.subject));
      return [...named].flatMap(([name, events]) =>
        events.slice(0, 1).map(({ subject }) => ({ group, name, subject, events })),
      );
    });
    const fates = mine.length === 0 ? [] : await kind.observe(mine);
    for (const [at, intent] of mine.entries()) {
      const fate = fates[at];
      if (fate !== undefined) observed.push({ ...intent, kind, fate });
      if (kind.isHidden && (fate === undefined || fate.kind === 'unsure')) stillOpen.add(openName(kind, intent.name));
    }
  }
  return { observed, stillOpen };
}

function doneOf(observed: readonly Observed[]): ChainedEvent[] {
  return observed.flatMap(({ fate, events }) => (fate.kind === 'done' ? events : []));
}
