import { type Grounds, groundsOf } from '../../facts/listed.ts';
import { mergedIds } from '../../hubspot/merged-ids.ts';
import type { PastValue, RecordWithHistory } from '../../hubspot/property-history.ts';
import type { Policy } from '../../policy/schema.ts';
import { membersOf } from '../../register/difference.ts';
import { parseInstant } from '../../register/instant.ts';
import { compareIds } from '../../register/service-contact.ts';
import { textOf } from '../../register/value.ts';
import { OWN_PROPERTY, ownSource, type ValueSource } from '../value-sources.ts';

const HOLD = 'rekisteri_hold_until';
const RESTRICTED = 'rekisteri_processing_restricted';
const DECISION = 'rekisteri_retention_decision';
const MERGED = ['hs_merged_object_ids', 'hs_calculated_merged_vids'] as const;
const ADDRESSES = ['email', 'hs_additional_emails'] as const;

/** Properties whose lack would look as if nothing protected anybody. */
export const PROTECTING_PROPERTIES = [HOLD, RESTRICTED, DECISION];

/** Properties of a person that decide whether they may be erased, and those that hold their addresses. */
export const PERSON_PROPERTIES = [
  HOLD,
  RESTRICTED,
  DECISION,
  'rekisteri_request_open',
  'associatedcompanyid',
  ...MERGED,
  ...ADDRESSES,
];

/** Properties whose history is asked for. Each contact has a history of when it was made: it shows that histories are given at all. */
export const PERSON_HISTORIES = [HOLD, RESTRICTED, DECISION, ...MERGED, ...ADDRESSES, OWN_PROPERTY, 'createdate'];

/** What HubSpot says of a person at one moment; of addresses only in memory. */
export interface PersonNow extends Grounds {
  readonly id: string;
  /** `rekisteri_processing_restricted` as HubSpot holds it. */
  readonly restricted: string;
  /** `rekisteri_retention_decision` as HubSpot holds it. */
  readonly decision: string;
  /** Kinds of open requests (`rekisteri_request_open`). */
  readonly requests: readonly string[];
  /** Ids of records that were merged into it, in order. */
  readonly mergedIds: readonly string[];
  /** When the last of them was (epoch ms); `undefined` when nobody can tell, or there was none. */
  readonly lastMergedAt: number | undefined;
  /** What HubSpot calls this program in the histories of the contact; `undefined` when that cannot be told. */
  readonly own: ValueSource | undefined;
  readonly past: {
    readonly hold: readonly PastValue[];
    readonly restricted: readonly PastValue[];
    readonly decision: readonly PastValue[];
  };
  readonly addresses: readonly string[];
}

/** More values of one property than these may not be told: the oldest may have been left out. */
const MOST_TOLD = 20;

/** What a record with its history says of a person, holds on dates in the policy's time zone; or why it cannot be relied on. */
export function personNow({ record, history }: RecordWithHistory, policy: Policy): PersonNow | { unread: string } {
  const { id, properties: values } = record;
  const pastOf = (name: string) => history.get(name) ?? [];
  // What has a value has a history; without one something was left out.
  const lacking = [HOLD, RESTRICTED, DECISION, 'email'].filter((name) => textOf(values, name) && !pastOf(name).length);
  if (lacking.length > 0) return { unread: `HubSpot gave no history of ${lacking.join(', ')}` };
  const merged = mergedIds(values).sort(compareIds);
  if (merged.length > 0 && [...history.values()].every((past) => past.length === 0))
    return { unread: 'HubSpot gave no history of a contact into which others were merged' };
  const long = [HOLD, RESTRICTED].filter((name) => pastOf(name).length >= MOST_TOLD);
  if (merged.length > 0 && long.length > 0) return { unread: `the history of ${long.join(', ')} may not be whole` };
  return {
    id,
    ...groundsOf(values, policy.timeZone),
    restricted: textOf(values, RESTRICTED),
    decision: textOf(values, DECISION),
    requests: membersOf(textOf(values, 'rekisteri_request_open')),
    mergedIds: merged,
    lastMergedAt: lastMergedAt(merged, values, MERGED.flatMap(pastOf)),
    own: ownSource(pastOf(OWN_PROPERTY), policy),
    past: { hold: pastOf(HOLD), restricted: pastOf(RESTRICTED), decision: pastOf(DECISION) },
    addresses: addressesOf(values, merged.length > 0 ? ADDRESSES.flatMap(pastOf) : []),
  };
}

/**
 * The second property names each merged contact as `id:time`; both properties have a history. What cannot be told of one of them
 * cannot be told at all.
 */
function lastMergedAt(
  ids: readonly string[],
  values: Parameters<typeof textOf>[0],
  past: readonly PastValue[],
): number | undefined {
  const stamped = membersOf(textOf(values, MERGED[1])).map((member) => member.split(':'));
  const times = new Map(stamped.map(([id = '', time = '']) => [id, parseInstant(time)]));
  const known = ids.flatMap((id) => times.get(id) ?? []);
  const all = [...known, ...past.map(({ at }) => at)];
  return (known.length < ids.length && past.length === 0) || all.length === 0 ? undefined : Math.max(...all);
}

/** Every address of the person; of merged records those that the history still shows, too. */
function addressesOf(values: Parameters<typeof textOf>[0], past: readonly PastValue[]): string[] {
  const texts = [...ADDRESSES.map((name) => textOf(values, name)), ...past.map(({ value }) => value)];
  return [...new Set(texts.flatMap(membersOf))];
}
