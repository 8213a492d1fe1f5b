import { expect, test } from 'vitest';
import { heldValues } from '../../src/register/held.ts';
import { contactPropertiesWith } from '../../src/register/properties.ts';

const PROPERTIES = contactPropertiesWith([{ value: '4101', label: 'Uutiskirje' }]);
const held = (values: Record<string, string | null>) => heldValues(values, PROPERTIES, (name) => `hash of ${name}`);

test('values that the add-on could have written are kept as they are', () => {
  const values = {
    rekisteri_last_contact_at: '2026-02-02T08:00:00Z',
    rekisteri_last_contact_source: 'meetings:5512',
    rekisteri_retention_ends: '2036-02-02',
    rekisteri_data_categories: 'consents;job',
    rekisteri_consent_status: 'granted',
    rekisteri_consent_channels: '4101;4090',
    rekisteri_consent_data_review: 'false',
    // Staff write it, and requests of people set it, too.
    rekisteri_processing_restricted: 'true',
    rekisteri_request_open: 'access;erasure',
    rekisteri_request_due: '2026-12-21',
  };
  expect(held(values)).toEqual(values);
});

test.each([
  ['rekisteri_last_contact_at', 'eilen'],
  ['rekisteri_last_contact_source', 'Soita Matille'],
  ['rekisteri_data_categories', 'job;Matti'],
  ['rekisteri_consent_status', 'Granted'],
  ['rekisteri_consent_channels', '4101;Matti'],
  ['rekisteri_consent_data_review', 'kyllä'],
  ['rekisteri_processing_restricted', 'kyllä'],
])('of %s, text that somebody typed is kept as a hash', (name, value) => {
  expect(held({ [name]: value })).toEqual({ [name]: `hash of ${name}` });
});

test('what staff write, what is empty and what is not ours are left out', () => {
  const staff = {
    rekisteri_hold_until: '2027-01-01',
    rekisteri_hold_reason: 'Riita',
    rekisteri_retention_decision: 'keep',
  };
  expect(held({ ...staff, rekisteri_retention_status: '', rekisteri_retention_ends: null, email: 'a@b.fi' })).toEqual(
    {},
  );
});
