import type { SliceContext } from '../../facts/context.ts';
import { readTextProperties, type TextProperties } from '../../hubspot/engagement-definitions.ts';
import { type EngagementText, readTexts } from '../../hubspot/erase/texts.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import type { RunSession } from '../../runs/session.ts';

type Texts = Map<ActivityType, Promise<TextProperties>>;

/** Definitions hardly ever change: they are read once in a slice. */
const ofSlices = new WeakMap<RunSession, Texts>();

/**
 * The text properties that the policy names (`erasure.text`), as the account defines them. Those that it lacks are ignored, and texts
 * that it has besides stay in engagements that are kept: the run says so.
 */
export async function textPropertiesOf(context: SliceContext, type: ActivityType): Promise<TextProperties> {
  const { hubspot, policy, session } = context;
  const known: Texts = ofSlices.get(session) ?? new Map();
  ofSlices.set(session, known);
  const reading = known.get(type) ?? readTextProperties(hubspot, type, policy.erasure.text[type] ?? []);
  known.set(type, reading);
  const properties = await reading.catch((error: unknown) => {
    known.delete(type);
    throw error;
  });
  await reportDifferences(session, type, properties);
  return properties;
}

async function reportDifferences(
  session: RunSession,
  type: ActivityType,
  { missing, unnamed }: TextProperties,
): Promise<void> {
  const differences = [
    ...missing.map(
      (name) => `The account has no property ${name} on ${type}, which the policy names as text: it was ignored.`,
    ),
    ...unnamed.map(
      (name) =>
        `The account has a property ${name} on ${type} for text that the policy does not name (erasure.text): what it holds was not overwritten.`,
    ),
  ];
  if (differences.every((note) => session.run.notes.includes(note))) return;
  await session.update((run) => ({ notes: [...new Set([...run.notes, ...differences])] }));
}

/** An engagement as it stands now: `live` or in the recycle `bin` with what there is to overwrite, `gone` for good, or not to be read. */
export type EngagementState =
  | (Extract<EngagementText, { kind: 'there' }> & { readonly place: 'live' | 'bin' })
  | { readonly kind: 'gone' }
  | { readonly kind: 'unread'; readonly reason: string };

/** How engagements of one type stand, live and in the recycle bin. */
export async function engagementStates(
  context: SliceContext,
  type: ActivityType,
  ids: readonly string[],
): Promise<Map<string, EngagementState>> {
  const { held } = await textPropertiesOf(context, type);
  const states = new Map<string, EngagementState>();
  const live = await readTexts(context.hubspot, type, ids, held, 'live');
  const absent = ids.filter((id) => live.get(id)?.kind === 'absent');
  const bin = await readTexts(context.hubspot, type, absent, held, 'bin');
  for (const id of ids) {
    const inBin = bin.get(id);
    states.set(id, inBin === undefined ? stateOf(live.get(id), 'live') : stateOf(inBin, 'bin'));
  }
  return states;
}

function stateOf(text: EngagementText | undefined, place: 'live' | 'bin'): EngagementState {
  if (text?.kind === 'there') return { ...text, place };
  if (text?.kind === 'absent') return { kind: 'gone' };
  return { kind: 'unread', reason: text?.kind === 'unread' ? text.reason : 'its id leads to another record' };
}
