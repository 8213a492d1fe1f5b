import type { OccurrenceAction } from '../../audit/event.ts';
import type { Policy } from '../../policy/schema.ts';
import type { Duty } from './duties.ts';
import type { Letter, PersonRequest, RequestState } from './request.ts';

/** Who acts on a request, and when. */
export interface Acting {
  readonly policy: Pick<Policy, 'requests' | 'processors' | 'fields'>;
  /** Object id of the officer. */
  readonly actor: string;
  readonly at: string;
  /** The day of it by the time zone of the policy. */
  readonly today: string;
}

/** Why an action on a request was refused. Nothing has happened then but an event in the trail. */
export type RequestRefusal =
  | { readonly kind: 'unknown_request' }
  /** The request is in a state, or of a kind, in which this cannot be done. */
  | { readonly kind: 'wrong_state'; readonly state: RequestState }
  | { readonly kind: 'paused_already' }
  | { readonly kind: 'not_paused' }
  | { readonly kind: 'extended_already' }
  /** The first month is over, within which the person must be told (Art. 12(3)). */
  | { readonly kind: 'too_late_to_extend'; readonly until: string }
  /** Something in the body; the path names it, and holds no value that was sent. */
  | { readonly kind: 'wrong_field'; readonly path: string; readonly message: string }
  /** Whoever proposed this has to leave the decision to somebody else (Art. 12(5)). */
  | { readonly kind: 'same_officer' }
  /** It cannot end before the person was sent this. */
  | { readonly kind: 'letter_missing'; readonly letter: Letter }
  /** It cannot end while this is open. */
  | { readonly kind: 'unfinished'; readonly open: readonly Duty[] }
  /** A list of people to erase is under way for it. */
  | { readonly kind: 'list_underway'; readonly id: string }
  | { readonly kind: 'already_lifted' }
  /** Somebody in it has another one of the same kind open. */
  | { readonly kind: 'already_open'; readonly id: string | undefined }
  | { readonly kind: 'no_such_contacts'; readonly contactIds: readonly string[] }
  /** HubSpot would not tell of them. */
  | { readonly kind: 'unread' }
  /** It would not fit into its row of the table any more. */
  | { readonly kind: 'too_large' }
  /** This very letter, or telling, stands there already. */
  | { readonly kind: 'recorded_already' }
  | { readonly kind: 'changed_meanwhile' }
  /** What is to be put right cannot be: by the property's definition, by rules of the account, or in HubSpot's own view. */
  | { readonly kind: 'wrong_value'; readonly messages: readonly string[] }
  /** A rule of the account asks for other properties besides. */
  | {
      readonly kind: 'missing_properties';
      readonly properties: readonly { readonly name: string; readonly label: string }[];
    }
  /** Another contact has this address. */
  | { readonly kind: 'value_taken'; readonly contactId: string | undefined }
  /** The contact is gone, or its id leads to another. */
  | { readonly kind: 'merged_contact'; readonly contactId: string; readonly into: string | undefined }
  /** HubSpot could not be read, or did not hold what it said it had written. */
  | { readonly kind: 'not_written' }
  /** HubSpot's answer was lost: it may have been written. */
  | { readonly kind: 'unsure' }
  /** Nobody may be given a copy for it. */
  | { readonly kind: 'no_copy'; readonly why: 'other_kind' | 'not_identified' | 'ended' | 'refused' | 'decided_since' };

/** What an action changes of a request, and what the trail says of it. */
export interface Change {
  readonly kind: 'change';
  readonly change: Partial<PersonRequest>;
  readonly event: { readonly action: OccurrenceAction; readonly told: string };
}

/** A change with the event that tells of it: codes, ids and dates only. */
export function changing(change: Partial<PersonRequest>, action: OccurrenceAction, told = ''): Change {
  return { kind: 'change', change, event: { action, told } };
}
