import { type Day, dayOf } from './days.ts';
import { type Source, sourceOf } from './source.ts';
import { type Known, optionOf, textOf, type Values } from './values.ts';
import { BASIS_WORDS, type Basis, STATUS_WORDS, type Status } from './messages.ts';

/** Until when a contact's data may be kept, and why. */
export interface Retention {
  readonly status: Known<Status>;
  readonly endsOn: Known<Day>;
  readonly basis: Known<Basis>;
  /** The latest contact with the person. */
  readonly lastContactOn: Known<Day>;
  readonly source: Known<Source>;
  /** The latest contact with the company or anyone in it. */
  readonly customerLastContactOn: Known<Day>;
}

export function retentionOf(values: Values): Retention {
  return {
    status: optionOf(values, 'rekisteri_retention_status', STATUS_WORDS),
    endsOn: dayOf(values, 'rekisteri_retention_ends'),
    basis: optionOf(values, 'rekisteri_retention_basis', BASIS_WORDS),
    lastContactOn: dayOf(values, 'rekisteri_last_contact_at'),
    source: sourceOf(textOf(values, 'rekisteri_last_contact_source')),
    customerLastContactOn: dayOf(values, 'rekisteri_customer_last_contact_at'),
  };
}

/** Whether somebody else's contact set the end date: the activity is then not on this person's record. */
export function isSetByOthers({ basis }: Retention): boolean {
  return basis.kind === 'known' && (basis.value === 'company_activity' || basis.value === 'colleague_activity');
}
