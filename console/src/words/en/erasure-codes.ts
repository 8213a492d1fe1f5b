import type * as fi from '../fi/erasure-codes.ts';
import type { Same } from '../message.ts';

export const listStates: Same<typeof fi.listStates> = {
  preparing: 'Being prepared',
  awaiting_approval: 'Awaiting approval',
  checking: 'Being checked',
  approved: 'Approved, waiting to be carried out',
  executing: 'Being carried out',
  completed: 'Carried out',
  partly_completed: 'Carried out in part',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

export const erasureGrounds: Same<typeof fi.erasureGrounds> = {
  retention: 'Retention has ended',
  request: 'Request of the person',
};

export const itemStatuses: Same<typeof fi.itemStatuses> = {
  proposed: 'To be erased',
  protected: 'Protected',
  excluded: 'Taken off the list',
  changed: 'Changed since the approval',
  done: 'Erased',
  gone_already: 'Gone before',
  failed: 'Could not be erased',
};

export const erasureReasons: Same<typeof fi.erasureReasons> = {
  hold: 'A hold is in force',
  restricted: 'Processing is restricted',
  hold_of_merged: 'A record merged into this one is on hold',
  restriction_of_merged: 'Processing of a record merged into this one is restricted',
  open_request: 'The person has another open request',
  unread: 'Not everything that is needed could be read',
  engagement_unread: 'Whom else an activity concerns could not be read',
  other_id: 'HubSpot answers with another id: the record was merged away',
  merged_since: 'Others were merged into the record since the preparation',
  unknown: 'The end of retention is not known',
  not_ended: 'Retention has not ended',
  decision_not_erase: 'There is no decision to erase',
  decision_not_by_a_person: 'No person decided to erase',
  mistake: 'Mistake',
  needs_review: 'Needs a closer look',
  other: 'Other reason',
  facts: 'The facts of retention changed',
  merged: 'Merged records changed',
  engagements: 'Activities changed',
  policy: 'The policy changed',
  gone: 'The person was deleted in HubSpot',
  archived: "The person is in HubSpot's recycle bin",
  stopped: 'Somebody stopped it; nothing was erased',
  foreign_row: 'Rows of the list were altered from outside: tell an administrator at once',
  addresses_not_kept: 'The hash of the address could not be kept; nothing was erased',
  floor_not_kept: "The company's latest contact could not be kept; nothing was erased",
  engagements_not_erased: 'Some activity could not be erased',
  person_not_erased: 'HubSpot did not erase the person',
};
