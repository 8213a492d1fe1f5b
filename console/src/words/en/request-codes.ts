import type * as fi from '../fi/request-codes.ts';
import type { Same } from '../message.ts';

export const requestKinds: Same<typeof fi.requestKinds> = {
  access: 'Access to own data',
  rectification: 'Rectification',
  erasure: 'Erasure',
  restriction: 'Restriction of processing',
  objection: 'Objection to processing',
  portability: 'Portability',
};

export const requestStates: Same<typeof fi.requestStates> = {
  received: 'Received',
  identifying: 'Being identified',
  assessing: 'To be decided',
  awaiting_approval: 'Waits for the approval of its list',
  executing: 'Being carried out',
  answered: 'Answered',
  partly_answered: 'Answered in part',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  expired: 'Ended: never identified',
};

export const requestDuties: Same<typeof fi.requestDuties> = {
  answer_letter: 'The letter with the answer is not sent',
  refusal_letter: 'The letter of refusal is not sent',
  recipients: 'Not every processor has been told',
  erasure: 'What was granted is not erased yet',
  copy: 'The copy of the data is not given',
  rectification: 'What was granted is not put right yet',
  restriction: 'The restriction is not set in HubSpot yet',
  opt_out: 'The opt-out has to be recorded in HubSpot',
};

export const requestActions: Same<typeof fi.requestActions> = {
  'ask-identity': 'Ask who it is',
  identify: 'Record the identification',
  pause: 'Pause the term',
  resume: 'Go on',
  extend: 'Extend the term',
  decide: 'Decide',
  'letter-sent': 'Record a letter as sent',
  'recipient-told': 'Record that a processor was told',
  complete: 'End the request',
  lift: 'Lift the restriction',
  withdraw: 'Record as withdrawn',
  'close-unidentified': 'End as unidentified',
  rectifications: 'Put a value right',
};

export const letterNames: Same<typeof fi.letterNames> = {
  receipt: 'Receipt',
  identity: 'Request to identify',
  extension: 'Extension',
  answer: 'Answer',
  refusal: 'Refusal',
  lifting: 'Lifting of the restriction',
};

export const channels: Same<typeof fi.channels> = {
  letter: 'Letter',
  registered_email: 'E-mail from an address in the register',
  other_email: 'E-mail from another address',
  phone: 'Telephone',
  in_person: 'In person',
  other: 'Other',
};

export const identifications: Same<typeof fi.identifications> = {
  registered_email_reply: 'A reply from the registered address to a message sent there',
  call_back: 'A call back to the registered number',
  known_in_person: 'Known in person',
  document_seen: 'A document was seen (no copy is kept)',
};

export const pauseReasons: Same<typeof fi.pauseReasons> = {
  identity: 'Proof of identity',
  specification: 'A more exact request',
};

export const extensionReasons: Same<typeof fi.extensionReasons> = {
  complexity: 'The request is complex',
  number: 'There are many requests',
};

export const staffSteps: Same<typeof fi.staffSteps> = {
  exclude_from_email: 'Keep the person out of e-mails: add them to the suppression list in HubSpot.',
  exclude_from_workflows: 'Take the person out of workflows, and do not contact them for marketing.',
  end_exclusions: 'The restriction is over: take the person off the suppression list and back into workflows.',
  opt_out_of_email: 'Unsubscribe the person from all email in HubSpot.',
};

export const hindrances: Same<typeof fi.hindrances> = {
  withdrawn: 'The request is withdrawn.',
  ended: 'The request has ended.',
  identified: 'It is known who asks.',
  not_extended: 'The term is not extended.',
  not_decided: 'Nothing is decided yet.',
  all_refused: 'All of it was refused: the letter is Refusal.',
  not_all_refused: 'Not all of it was refused: Answer tells of what was, too.',
  not_carried_out: 'What was decided is not carried out yet.',
  not_opted_out: 'HubSpot does not hold the opt-out yet.',
  no_restriction: 'No restriction is in force.',
  none_called_for: 'No letter is called for.',
};

export const waitsFor: Same<typeof fi.waitsFor> = {
  list: 'An erasure list can be prepared.',
  hold: 'The hold has to end first.',
  restriction: 'The restriction has to end first.',
  request: 'Another request of the person has to be answered first.',
  reading: 'Not everything could be read: the run says why. Then prepare another list.',
  merge:
    'They were merged into another record: withdraw this request, and file it for that one, received on the same day.',
};

export const rectifiedAs: Same<typeof fi.rectifiedAs> = {
  written: 'Put right in HubSpot.',
  already_there: 'HubSpot held the value already.',
  in_another_form: 'HubSpot keeps the value in another form: look at it there.',
};

export const actionsDone: Same<typeof fi.actionsDone> = {
  'ask-identity': 'The person is being asked who they are.',
  identify: 'The identification is recorded.',
  pause: 'The term is paused.',
  resume: 'The request goes on.',
  extend: 'The term is extended. The person has yet to be told by letter.',
  decide: 'The decision is recorded.',
  'letter-sent': 'The letter is recorded as sent.',
  'recipient-told': 'It is recorded that the processor was told.',
  complete: 'The request has ended.',
  lift: 'The next run lifts the restriction.',
  withdraw: 'The request is recorded as withdrawn.',
  'close-unidentified': 'The request has ended as unidentified.',
  rectifications: 'The rectification is recorded.',
};
