import type { ChainedEvent } from '../../audit/event.ts';
import type { SliceContext } from '../../facts/context.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { differences } from '../../register/difference.ts';
import type { RegisterProperty } from '../../register/property.ts';
import { type RecordKind, recordOf } from '../../register/record.ts';
import { OBSERVED, type Unconcluded } from '../effect.ts';
import { readHeldNow } from './held-now.ts';
import { PROPERTIES_OF } from './properties-of.ts';

/** What became of values that were to be set, by what HubSpot holds now. */
export async function observeValues(
  context: SliceContext,
  on: RecordKind,
  intents: readonly Unconcluded[],
): Promise<(Fate | undefined)[]> {
  const properties = PROPERTIES_OF[on];
  const idOf = ({ subject }: Unconcluded) => recordOf(subject)?.id ?? '';
  const now = await readHeldNow(context, on, properties, [...new Set(intents.map(idOf))]);
  return intents.map((intent) => {
    const held = now.held.get(idOf(intent));
    if (now.gone.has(idOf(intent))) return { kind: 'overtaken', reason: 'the record is gone', gone: true };
    return held === undefined ? undefined : fateOf(intent.events, held, properties);
  });
}

/** All changes of a record go in one update, so they were applied together or not at all. */
function fateOf(
  events: readonly ChainedEvent[],
  held: Readonly<Record<string, string>>,
  properties: readonly RegisterProperty[],
): Fate {
  const holds = (of: (event: ChainedEvent) => string) => {
    const values = Object.fromEntries(events.map((event) => [event.property, of(event)]));
    return differences(held, values, properties).length === 0;
  };
  if (holds(({ after }) => after)) return { kind: 'done' };
  if (holds(({ before }) => before)) return { kind: 'refused', reason: OBSERVED };
  return { kind: 'overtaken', reason: OBSERVED, gone: false };
}
