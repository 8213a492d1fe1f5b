import type { ActivityType } from '../../policy/activity-types.ts';
import { REMOVED_TEXT, type TextProperty } from '../engagement-definitions.ts';
import type { Fate } from '../fate.ts';
import { findPresences, type Presence } from '../presence.ts';
import type { Access, Place } from '../records.ts';
import type { Refusals } from '../refusals.ts';
import type { Update } from '../send-updates.ts';
import { updateRecords } from '../update.ts';

/** What there is to overwrite in an engagement. The text itself is let go as soon as that is known. */
export type EngagementText =
  | {
      readonly kind: 'there';
      /** New values of the properties that hold text and can be overwritten. */
      readonly blanks: Readonly<Record<string, string>>;
      /** Properties that hold text which HubSpot lets nobody change. */
      readonly stays: readonly string[];
    }
  | Exclude<Presence, { readonly kind: 'there' }>;

/** Looks which of the text properties of engagements hold anything, a hundred engagements to a request. */
export async function readTexts(
  access: Access,
  type: ActivityType,
  ids: readonly string[],
  properties: readonly TextProperty[],
  place: Place,
): Promise<Map<string, EngagementText>> {
  const names = properties.map(({ name }) => name);
  const presences = await findPresences(access, type, ids, { place, properties: names });
  return new Map([...presences].map(([id, presence]) => [id, textOf(presence, properties)]));
}

function textOf(presence: Presence, properties: readonly TextProperty[]): EngagementText {
  if (presence.kind !== 'there') return presence;
  const values = presence.record.properties;
  const untold = properties.find(({ name }) => values[name] === undefined);
  // What an answer leaves out may be full of text.
  if (untold !== undefined) return { kind: 'unread', reason: `HubSpot does not show ${untold.name}` };
  const full = properties.filter(({ name, blank }) => ![null, '', blank, REMOVED_TEXT].includes(values[name] ?? null));
  const overwritten = full.filter(({ isReadOnly }) => !isReadOnly);
  return {
    kind: 'there',
    blanks: Object.fromEntries(overwritten.map(({ name, blank }) => [name, blank])),
    stays: full.filter(({ isReadOnly }) => isReadOnly).map(({ name }) => name),
  };
}

/** Overwrites texts of at most 100 engagements, and gives the fate of each, as HubSpot's answers or a look at it show. */
export async function overwriteTexts(
  access: Access,
  type: ActivityType,
  updates: readonly Update[],
  refusals: Refusals,
): Promise<Map<string, Fate>> {
  return updateRecords(access, type, updates, holdsBlanks, refusals);
}

function holdsBlanks({ properties }: Update, values: Readonly<Record<string, string | null>>): boolean {
  return Object.entries(properties).every(([name, blank]) => (values[name] ?? '') === blank);
}
