import type { ChainedEvent } from '../audit/event.ts';
import type { Intent } from '../audit/trail.ts';
import type { NeededProperty } from '../hubspot/definitions.ts';
import type { Fate, Tell } from '../hubspot/fate.ts';
import type { OwnThing } from '../hubspot/remove-own.ts';
import type { ProvisioningPlan } from '../hubspot/provisioning.ts';
import type { ValueDefinition } from '../hubspot/value-definition.ts';
import type { ActivityType } from '../policy/activity-types.ts';
import type { Change } from '../register/difference.ts';
import type { EngagementClass } from '../register/engagement.ts';
import type { RecordKind, RecordRef } from '../register/record.ts';
import type { SegmentKey } from '../register/segments.ts';
import type { EndGrounds } from './end-grounds.ts';

/** A change with the reason that the audit trail gives for it. */
type CausedChange = Change & { readonly cause: string };

/** New values of one record's properties. */
export interface SetValues {
  readonly type: 'set_values';
  readonly record: RecordRef;
  readonly changes: readonly CausedChange[];
  readonly cause: string;
  /** What the values rest on, where they would end somebody: other grounds since then, and they are not written. */
  readonly restsOn?: EndGrounds;
}

/** The add-on's own definitions on one object type, made, repaired or restored. */
export interface DefineProperties {
  readonly type: 'define_properties';
  readonly on: RecordKind;
  readonly plan: ProvisioningPlan;
  readonly needed: readonly NeededProperty[];
  /** Definitions that were there before and have been removed by somebody. */
  readonly restored: ReadonlySet<string>;
}

/** A segment of contacts in HubSpot, or the folder they are in, as staff should find it. */
export interface KeepSegment {
  readonly type: 'keep_segment';
  readonly segment: SegmentKey | 'folder';
  readonly change:
    | { readonly action: 'create' }
    /** Somebody has deleted it. */
    | { readonly action: 'restore'; readonly listId: string }
    /** Somebody has changed what it asks for: `held`, a digest. */
    | { readonly action: 'filter'; readonly listId: string; readonly held: string };
}

/** Something that the add-on has made in HubSpot, taken out of it again: a segment, their folder, a property, a group. */
export interface RemoveOwn {
  readonly type: 'remove_own';
  readonly thing: OwnThing;
  /** Its subject in the trail, the property there, and what it was: a type, `group`, `dynamic`, `folder`. */
  readonly subject: string;
  readonly property: string;
  readonly was: string;
}

/** Somebody who is to be erased, and the list on which that was approved. */
interface OfErasure {
  readonly record: RecordRef;
  readonly erasureId: string;
}

/** Keyed hashes of a person's addresses, kept so that one who returns is noticed. The addresses are in memory only. */
export interface KeepHashes extends OfErasure {
  readonly type: 'keep_hashes';
  readonly addresses: readonly string[];
}

/** The latest service contact of a person who is to be erased (epoch ms), kept at the company: its people keep their dates (§7). */
export interface KeepFloor extends OfErasure {
  readonly type: 'keep_floor';
  readonly at: number;
  /** What HubSpot holds at the company, as the recheck saw. */
  readonly held?: string;
}

/** What has become of an engagement whose text was to be removed. */
export type Removal = 'archived' | 'kept_scrubbed' | 'archived_only';

/** An engagement of a person who is to be erased, and what the policy does with such ones. */
export interface EngagementToErase {
  readonly type: ActivityType;
  readonly id: string;
  /** Others are never touched. */
  readonly class: Extract<EngagementClass, 'exclusive' | 'company'>;
  readonly handling: 'archive' | 'keep_scrubbed';
  /** What it will become, and new values of the properties that hold text: the recheck tells. */
  readonly becomes?: Removal;
  readonly blanks?: Readonly<Record<string, string>>;
}

/** A person's engagements, their text overwritten, and archived or kept without it. Each has a fate of its own. */
export interface EraseEngagements extends OfErasure {
  readonly type: 'erase_engagements';
  readonly engagements: readonly EngagementToErase[];
}

/** A person erased for good, Art. 17. */
export interface ForgetPerson extends OfErasure {
  readonly type: 'forget_person';
  /** Ids that were merged into the contact, as approved. */
  readonly merged: readonly string[];
}

/** A property of somebody's that is not true, and what is (Art. 16). The values are in memory only. */
export interface RectifyValue {
  readonly type: 'rectify_value';
  readonly record: RecordRef;
  readonly requestId: string;
  readonly definition: ValueDefinition;
  readonly value: string;
  /** What HubSpot holds: the recheck tells. */
  readonly before?: string;
}

/** What an approved list does to a person, in this order. */
type ErasureEffect = KeepHashes | KeepFloor | EraseEngagements | ForgetPerson;

/** Everything that the program may change in HubSpot, as values. */
export type Effect = SetValues | DefineProperties | KeepSegment | RemoveOwn | RectifyValue | ErasureEffect;

/** So many exceptions at most have to fit into one entry of the trail, each with a reason. */
export const MOST_CHANGES = 100;

/** So many intents of a kind `byChange` go together: their exceptions take many entries of one transaction. */
export const INTENTS_BY_CHANGE = 30;

/** What asking again, just before anything happens, has come to: effects that may go on, and the fate of those that may not. */
export interface Rechecked<One extends Effect> {
  readonly go: readonly One[];
  readonly fates: ReadonlyMap<string, Fate>;
}

/** The cause that the trail gives for an outcome that was not seen when it came about. */
export const OBSERVED = 'seen in HubSpot after an interruption';

/** Intents that were made together, have one fate, and no outcome: those of a subject, or one of them. */
export interface Unconcluded {
  readonly subject: string;
  readonly events: readonly ChainedEvent[];
}

/** How what a crash left behind is looked at. */
export interface Observer {
  readonly type: Effect['type'];
  /** Each change of an intent has a fate of its own, named by `changeName`; else those of a subject have one together. */
  readonly byChange?: true;
  /** Later changes of the same hide what became of this one: none is made while it is open. */
  readonly isHidden?: true;
  /** Whether an intent of this subject and property is of this kind. */
  owns(intent: Pick<ChainedEvent, 'subject' | 'property'>): boolean;
  /**
   * What has become of each, as HubSpot shows it now: of values whether they are held, of what cannot be undone whether it has
   * happened. `undefined` where that cannot be told: it stays open.
   */
  observe(intents: readonly Unconcluded[]): Promise<readonly (Fate | undefined)[]>;
  /** Keeps what was seen to be done, before the audit trail says that it was. */
  remember?(done: readonly ChainedEvent[]): Promise<void>;
}

/** Names what is still open of a kind, by what its fate is told by. */
export function openName({ type }: Pick<Observer, 'type'>, name: string): string {
  return `${type} ${name}`;
}

/**
 * One kind of effect. Whatever has a fate of its own has a subject of its own in the audit trail, or, of a kind `byChange`, a
 * change of its own: `intents` names it, and all fates are told by it.
 */
export interface EffectKind<One extends Effect> extends Observer {
  readonly type: One['type'];
  /** So many effects are carried out together. */
  readonly batch: number;
  /** Of a kind `byChange` none has more than `MOST_CHANGES`. */
  intents(effect: One): readonly Intent[];
  /** Lists the effects of one part of a dry run; a part that is listed again replaces what was listed. */
  list(effects: readonly One[], part: number): Promise<void>;
  /** Throws when the token may not do what the effects need: before anything is intended. */
  permit?(effects: readonly One[]): Promise<void>;
  /** Asks again what may have changed since the effects were decided. A recheck that fails is a fate with a reason, no exception. */
  recheck?(effects: readonly One[]): Promise<Rechecked<One>>;
  /**
   * Carries out at most `batch` effects and tells each fate as soon as it is known. When it throws, what has no fate by then
   * stays open in the trail.
   */
  carryOut(effects: readonly One[], tell: Tell): Promise<void>;
}
