/**
 * What the card reads and lets staff set on a contact: properties that the add-on makes. Tests of the add-on hold the names against
 * its own definitions, so this file imports nothing.
 */
export const READ_PROPERTIES = [
  'rekisteri_retention_status',
  'rekisteri_retention_ends',
  'rekisteri_retention_basis',
  'rekisteri_last_contact_at',
  'rekisteri_last_contact_source',
  'rekisteri_customer_last_contact_at',
  'rekisteri_consent_data_review',
  'rekisteri_hold_until',
  'rekisteri_hold_reason',
  'rekisteri_processing_restricted',
  'rekisteri_retention_decision',
  'rekisteri_request_open',
  'rekisteri_request_due',
] as const;

export type ReadProperty = (typeof READ_PROPERTIES)[number];

/** Read of the person's company, where its activity or a colleague's set the end date. */
export const COMPANY_SOURCE = 'rekisteri_last_contact_source';

/** What staff fill in, by the heading under which the card shows it. */
export const EDITED_PROPERTIES = {
  hold: ['rekisteri_hold_until', 'rekisteri_hold_reason'],
  restriction: ['rekisteri_processing_restricted'],
  decision: ['rekisteri_retention_decision'],
} as const satisfies Record<string, readonly ReadProperty[]>;
