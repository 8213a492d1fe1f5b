import type { ChainedEvent } from '../audit/event.ts';
import type { Intent } from '../audit/trail.ts';
import type { NeededProperty } from '../hubspot/definitions.ts';
import type { Fate, Tell } from '../hubspot/fate.ts';
import type { ProvisioningPlan } from '../hubspot/provisioning.ts';
import type { Change } from '../register/difference.ts';
import type { RecordKind, RecordRef } from '../register/record.ts';
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

/** Everything that the program may change in HubSpot, as values. */
export type Effect = SetValues | DefineProperties;

/** What asking again, just before anything happens, has come to: effects that may go on, and the fate of those that may not. */
export interface Rechecked<One extends Effect> {
  readonly go: readonly One[];
  readonly fates: ReadonlyMap<string, Fate>;
}

/** The cause that the trail gives for an outcome that was not seen when it came about. */
export const OBSERVED = 'seen in HubSpot after an interruption';

/** Intents of one subject that were made together and have no outcome. */
export interface Unconcluded {
  readonly subject: string;
  readonly events: readonly ChainedEvent[];
}

/** How what a crash left behind is looked at. */
export interface Observer {
  /** Whether intents with this subject are of this kind. */
  owns(subject: string): boolean;
  /**
   * What has become of each, as HubSpot shows it now: of values whether they are held, of what cannot be undone whether it has
   * happened. `undefined` where that cannot be told: it stays open.
   */
  observe(intents: readonly Unconcluded[]): Promise<readonly (Fate | undefined)[]>;
  /** Keeps what was seen to be done, before the audit trail says that it was. */
  remember?(done: readonly ChainedEvent[]): Promise<void>;
}

/**
 * One kind of effect. Whatever has a fate of its own has a subject of its own in the audit trail: `intents` names it, and all
 * fates are told by it.
 */
export interface EffectKind<One extends Effect> extends Observer {
  readonly type: One['type'];
  /** So many effects are carried out together. */
  readonly batch: number;
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
