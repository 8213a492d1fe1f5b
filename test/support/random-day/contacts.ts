import fc from 'fast-check';
import { nextId } from '../../../local/simulator/account-state.ts';
import {
  addRecord,
  archiveRecord,
  editRecord,
  moveToCompany,
  purgeRecord,
  restoreRecord,
} from '../../../local/simulator/change.ts';
import { changesOf } from './change.ts';
import { consents, consentValues } from './consents.ts';
import { archivedIds, liveIds, pick } from './pick.ts';
import { dayFrom, nearDays } from './times.ts';

// One of each category of §6 that a contact's own properties can be in.
const PROPERTIES = ['firstname', 'phone', 'jobtitle', 'company', 'osallistumiset', 'ruokavalio', 'city'] as const;

/** Somebody new, with or without company and consents. */
export const newContact = changesOf(
  'new contact',
  fc.record({ named: fc.boolean(), consents, company: fc.option(fc.nat(100), { freq: 3 }) }),
  ({ account }, { named, consents: given, company }, at) => {
    const id = nextId(account, 'contacts');
    const createdAt = new Date(at).toISOString();
    addRecord(account, 'contacts', { id, properties: named ? { firstname: 'Aino' } : {}, createdAt }, at);
    editRecord(account, 'contacts', id, consentValues(given, at), at);
    const companyId = company === null ? undefined : pick(liveIds(account, 'companies'), company);
    if (companyId !== undefined) moveToCompany(account, id, companyId, at);
  },
);

/** Somebody is asked what they consent to, or takes it back. */
export const changedConsents = changesOf(
  'changed consents',
  fc.record({ nth: fc.nat(100), consents }),
  ({ account }, { nth, consents: given }, at) => {
    const id = pick(liveIds(account, 'contacts'), nth);
    if (id !== undefined) editRecord(account, 'contacts', id, consentValues(given, at), at);
  },
);

/** A value of a contact is typed or cleared. */
export const editedContact = changesOf(
  'edited contact',
  fc.record({ nth: fc.nat(100), property: fc.constantFrom(...PROPERTIES), value: fc.constantFrom('', 'Jokin', ' ') }),
  ({ account }, { nth, property, value }, at) => {
    const id = pick(liveIds(account, 'contacts'), nth);
    if (id !== undefined) editRecord(account, 'contacts', id, { [property]: value }, at);
  },
);

/** Staff set, change or remove a hold, a restriction or a decision. */
export const changedHold = changesOf(
  'changed hold',
  fc.record({
    nth: fc.nat(100),
    until: fc.option(nearDays, { freq: 4 }),
    others: fc.record(
      {
        rekisteri_hold_reason: fc.constantFrom('', 'Riita'),
        rekisteri_processing_restricted: fc.constantFrom('', 'true', 'false'),
        rekisteri_retention_decision: fc.constantFrom('', 'keep', 'erase'),
      },
      { requiredKeys: [] },
    ),
  }),
  ({ account }, { nth, until, others }, at) => {
    const id = pick(liveIds(account, 'contacts'), nth);
    const hold = { rekisteri_hold_until: until === null ? '' : dayFrom(at, until) };
    if (id !== undefined)
      editRecord(account, 'contacts', id, { ...hold, ...Object.fromEntries(Object.entries(others)) }, at);
  },
);

/** Somebody changes employer, or has none any more. The modified date of the contact tells. */
export const movedContact = changesOf(
  'moved contact',
  fc.record({ nth: fc.nat(100), company: fc.option(fc.nat(100), { freq: 4 }) }),
  ({ account }, { nth, company }, at) => {
    const id = pick(liveIds(account, 'contacts'), nth);
    const companyId = company === null ? '' : pick(liveIds(account, 'companies'), company);
    if (id !== undefined && companyId !== undefined) moveToCompany(account, id, companyId, at);
  },
);

/** Somebody comes back from the recycle bin, which stamps the contact as modified. */
export const restoredContact = changesOf('restored contact', fc.nat(100), ({ account }, nth, at) => {
  const id = pick(archivedIds(account, 'contacts'), nth);
  if (id !== undefined) restoreRecord(account, 'contacts', id, at);
});

/** Somebody goes to the recycle bin: search shows archived records no more, so nothing tells whose colleague it was. */
export const archivedContact = changesOf('archived contact', fc.nat(100), ({ account }, nth, at) => {
  const id = pick(liveIds(account, 'contacts'), nth);
  if (id !== undefined) archiveRecord(account, 'contacts', id, at);
});

/** Somebody is deleted for good, from the recycle bin or at once. */
export const purgedContact = changesOf(
  'purged contact',
  fc.record({ nth: fc.nat(100), fromBin: fc.boolean() }),
  ({ account }, { nth, fromBin }, at) => {
    const id = pick(fromBin ? archivedIds(account, 'contacts') : liveIds(account, 'contacts'), nth);
    if (id !== undefined) purgeRecord(account, 'contacts', id, at);
  },
);
