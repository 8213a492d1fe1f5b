import type { SliceContext } from '../../facts/context.ts';
import { readDefinitions } from '../../hubspot/definitions.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { removeOwn } from '../../hubspot/remove-own.ts';
import { NO_SEGMENTS } from '../../remembered/segments-row.ts';
import { RECORD_KINDS } from '../../register/record.ts';
import type { EffectKind, RemoveOwn, Unconcluded } from '../effect.ts';
import { definitionOf, fateOfDefinition } from './definition-values.ts';
import { observeSegment } from './observe-segments.ts';
import { withSeen } from './seen-segments.ts';
import type { Seen } from './segment-changes.ts';
import { segmentKeyOf, segmentOf } from './segment-names.ts';

/** More than there are: all are removed in their order, segments before the properties that they ask for. */
const ALL_TOGETHER = 200;

/** What the add-on has made in an account, taken out of it: for off-boarding alone. */
export function removeOwnThings(context: Pick<SliceContext, 'hubspot' | 'segments'>): EffectKind<RemoveOwn> {
  const { hubspot, segments } = context;
  const seen: Seen = new Map();
  return {
    type: 'remove_own',
    batch: ALL_TOGETHER,
    owns: ({ subject }) => definitionOf(subject) !== undefined || segmentKeyOf(subject) !== undefined,
    intents: ({ subject, property, was }) => [
      { subject, cause: 'off-boarding', changes: [{ property, before: was, after: '' }] },
    ],
    list: () => Promise.reject(new TypeError('What off-boarding removes is in no dry run of a run.')),

    async carryOut(effects, tell) {
      for (const { thing, subject } of effects) tell(subject, await removeOwn(hubspot, thing));
    },

    observe: (intents) => observeOwn(context, intents, seen),

    // A run before may have made a segment and not lived to remember it.
    async remember() {
      if (seen.size > 0) await segments.write(withSeen((await segments.read()) ?? NO_SEGMENTS, seen));
    },
  };
}

/** What became of the add-on's own things, as a crash left them: of definitions and segments alike. */
async function observeOwn(
  { hubspot, segments }: Pick<SliceContext, 'hubspot' | 'segments'>,
  intents: readonly Unconcluded[],
  seen: Seen,
): Promise<(Fate | undefined)[]> {
  const memory = await segments.read();
  const held = new Map(
    await Promise.all(RECORD_KINDS.map(async (on) => [on, await readDefinitions(hubspot, on)] as const)),
  );
  const fates: (Fate | undefined)[] = [];
  for (const { subject, events } of intents) {
    const [event] = events;
    const on = RECORD_KINDS.find((kind) => definitionOf(subject)?.on === kind);
    const definitions = on && held.get(on);
    const key = segmentKeyOf(subject);
    if (event === undefined) fates.push(undefined);
    else if (definitions !== undefined) fates.push(fateOfDefinition(event, definitions));
    else if (key === undefined) fates.push(undefined);
    else fates.push(await observeSegment(hubspot, segmentOf(key), event, memory, seen));
  }
  return fates;
}
