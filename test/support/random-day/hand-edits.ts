import fc from 'fast-check';
import { editRecord } from '../../../local/simulator/change.ts';
import { changesOf } from './change.ts';
import { liveIds, pick } from './pick.ts';

const INSTANTS = ['', '2020-05-05T05:05:05.000Z', '2026-11-24T10:00:00Z'];
// Among the instants of activities, so that each may or may not be the latest.
const FLOORS = ['', '', '2014-05-05T05:05:05.000Z', '2019-01-01T10:00:00Z', '2022-06-01T00:00:00.000Z'];
const DAYS = ['', '2020-05-05', '2036-12-01'];
const TYPED = ['', 'Soita Matille', 'meetings:1'];

// Values that somebody might type or choose; empty clears.
const OF_CONTACT: readonly (readonly [string, readonly string[]])[] = [
  ['rekisteri_last_contact_at', INSTANTS],
  ['rekisteri_last_contact_source', TYPED],
  ['rekisteri_customer_last_contact_at', INSTANTS],
  ['rekisteri_retention_basis', ['', 'note', 'call']],
  ['rekisteri_retention_ends', DAYS],
  ['rekisteri_retention_status', ['', 'active', 'ended', 'unknown']],
  ['rekisteri_data_categories', ['', 'job', 'consents;job']],
  ['rekisteri_consent_status', ['', 'granted', 'withdrawn', 'not_recorded']],
  ['rekisteri_consent_channels', ['', '4101', '4102;4101']],
  ['rekisteri_consent_updated_at', INSTANTS],
  ['rekisteri_consent_data_review', ['', 'true', 'false']],
];
const OF_COMPANY: readonly (readonly [string, readonly string[]])[] = [
  ['rekisteri_last_contact_at', INSTANTS],
  ['rekisteri_last_contact_source', TYPED],
  ['rekisteri_retention_ends', DAYS],
];

/** Something typed into up to three of the properties. */
function typedInto(properties: readonly (readonly [string, readonly string[]])[]) {
  const one = fc
    .constantFrom(...properties)
    .chain(([property, values]) => fc.constantFrom(...values).map((value) => [property, value] as const));
  return fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((typed): Record<string, string> => Object.fromEntries(typed));
}

/** Somebody types over what the add-on wrote about a contact. */
export const contactTypedOver = changesOf(
  'contact typed over',
  fc.record({ nth: fc.nat(100), typed: typedInto(OF_CONTACT) }),
  ({ account }, { nth, typed }, at) => {
    const id = pick(liveIds(account, 'contacts'), nth);
    if (id !== undefined) editRecord(account, 'contacts', id, typed, at);
  },
);

/** Somebody types over what the add-on wrote about a company. */
export const companyTypedOver = changesOf(
  'company typed over',
  fc.record({ nth: fc.nat(100), typed: typedInto(OF_COMPANY) }),
  ({ account }, { nth, typed }, at) => {
    const id = pick(liveIds(account, 'companies'), nth);
    if (id !== undefined) editRecord(account, 'companies', id, typed, at);
  },
);

/** Somebody moves forward, lowers or clears what erased people left behind at a company. */
export const floorTypedOver = changesOf(
  'floor typed over',
  fc.record({ nth: fc.nat(100), value: fc.constantFrom(...FLOORS) }),
  ({ account }, { nth, value }, at) => {
    const id = pick(liveIds(account, 'companies'), nth);
    if (id !== undefined) editRecord(account, 'companies', id, { rekisteri_erased_contact_at: value }, at);
  },
);
