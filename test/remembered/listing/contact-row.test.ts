import { describe, expect, test } from 'vitest';
import { rowOf } from '../../../src/remembered/listing/contact-row.ts';
import type { ContactMemory } from '../../../src/remembered/memory.ts';

const KNOWN: ContactMemory = {
  held: {
    rekisteri_retention_status: 'on_hold',
    rekisteri_retention_ends: '2031-05-31',
    rekisteri_retention_basis: 'colleague_activity',
    rekisteri_last_contact_at: '2021-05-31T09:00:00.000Z',
    rekisteri_last_contact_source: 'meetings:5512',
    rekisteri_customer_last_contact_at: '2021-05-31T09:00:00Z',
    rekisteri_processing_restricted: 'true',
    rekisteri_consent_data_review: 'true',
    rekisteri_request_open: 'erasure;access',
  },
  inputs: '',
  merged: '',
  own: { read: true, latest: undefined },
  companyId: '201',
  holdUntil: '2032-01-01',
  decision: 'keep',
};

const NOTHING: ContactMemory = { held: {}, inputs: '', merged: '', own: { read: true, latest: undefined } };

describe('what is listed of a contact', () => {
  test('is what HubSpot holds of it, in one form', () => {
    expect(rowOf('101', KNOWN)).toEqual({
      contactId: '101',
      companyId: '201',
      status: 'on_hold',
      endsOn: '2031-05-31',
      basis: 'colleague_activity',
      source: 'meetings:5512',
      lastContactAt: '2021-05-31T09:00:00.000Z',
      customerLastContactAt: '2021-05-31T09:00:00.000Z',
      decision: 'keep',
      restricted: true,
      holdUntil: '2032-01-01',
      consentReview: true,
      requestOpen: ['access', 'erasure'],
    });
  });

  test('of whom HubSpot holds nothing is that nothing is known', () => {
    expect(rowOf('101', NOTHING)).toEqual({
      contactId: '101',
      companyId: null,
      status: 'unknown',
      endsOn: null,
      basis: null,
      source: null,
      lastContactAt: null,
      customerLastContactAt: null,
      decision: null,
      restricted: false,
      holdUntil: null,
      consentReview: false,
      requestOpen: [],
    });
  });

  test.each([
    ['rekisteri_retention_status', 'hmac:4f1c', { status: 'unknown' }],
    ['rekisteri_retention_ends', 'hmac:4f1c', { endsOn: null }],
    ['rekisteri_retention_ends', '1937952000000', { endsOn: '2031-05-31' }],
    ['rekisteri_retention_basis', 'hmac:4f1c', { basis: null }],
    ['rekisteri_last_contact_source', 'hmac:4f1c', { source: null }],
    ['rekisteri_last_contact_at', 'hmac:4f1c', { lastContactAt: null }],
    ['rekisteri_request_open', 'hmac:4f1c', { requestOpen: [] }],
  ])('leaves out what somebody typed: %s %s', (property, value, shown) => {
    expect(rowOf('101', { ...KNOWN, held: { ...KNOWN.held, [property]: value } })).toMatchObject(shown);
  });
});
