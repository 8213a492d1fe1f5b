import { describe, expect, it } from 'vitest';
import type { Purpose } from '../../src/register/purpose.ts';
import { basisOf } from '../../src/remembered/basis.ts';
import { policyWith } from '../support/policy.ts';

const purpose = (id: string, active = true, name = `name of ${id}`): Purpose => ({ id, name, active });
const PURPOSES = [purpose('4101'), purpose('4102'), purpose('4103', false)];
const BASIS = basisOf(policyWith(), PURPOSES);

/** The same properties with other labels. */
const labelled = policyWith().fields.participation.contact.map(({ property }) => ({ property, label: 'Muu' }));

describe('what remembered decisions rest on', () => {
  it('stays the same as long as nothing changes', () => {
    expect(basisOf(policyWith(), PURPOSES)).toBe(BASIS);
    expect(basisOf(policyWith(), PURPOSES, BASIS)).toBe(BASIS);
    expect(basisOf(policyWith(), PURPOSES, 'something.else')).toBe(BASIS);
  });

  it.each<[string, unknown]>([
    ['how long data is kept', { retention: { years: 11 } }],
    ['when an end is near', { retention: { endingSoonDays: 181 } }],
    ['the time zone', { timeZone: 'UTC' }],
    ['which activities count', { serviceContacts: { notes: { date: ['hs_timestamp'], except: {} } } }],
    ['which outcomes do not count', { serviceContacts: { calls: { except: { hs_call_status: ['BUSY'] } } } }],
    ['what data is held on consent', { consentBased: [] }],
    ['which property belongs to a category', { fields: { participation: { contact: labelled.slice(1) } } }],
    ['whether it is the contact or the company', { fields: { participation: { contact: [], company: labelled } } }],
    ['what records a consent', { consents: { legalBasis: ['Performance of a contract'] } }],
  ])('changes with the policy: %s', (_, changes) => {
    expect(basisOf(policyWith(changes), PURPOSES)).not.toBe(BASIS);
    expect(basisOf(policyWith(changes), undefined, BASIS)).not.toBe(BASIS);
  });

  it.each<[string, unknown]>([
    ['when undone records are reported', { undone: { degradedFromRecords: 2, failedFromPercent: 30 } }],
    ['who approves an erasure', { approvals: { erasure: 1 } }],
    ['how lately they signed in', { approvals: { erasure: 2, freshSignInMinutes: null } }],
    ['how people are erased', { erasure: { delayHours: 0 } }],
    ['on what grounds requests are refused', { requests: { grounds: ['legal_claims'] } }],
    ['how long the trail is kept', { audit: { keepYears: 11 } }],
    ['what the notice says of retention', { retention: { text: 'Kymmenen vuotta.', others: [] } }],
    ['what it says of a category', { fields: { job: { text: 'Työtiedot' } } }],
    ['how a property is labelled', { fields: { participation: { contact: labelled } } }],
    ['whether a consent is explicit', { consentBased: [{ ...policyWith().consentBased[0], explicitConsent: true }] }],
    ['who receives the data', { processors: [{ name: 'Uusi Oy', safeguard: 'ETA' }] }],
    ['the basis of a purpose', { purposes: [{ text: 'Koulutus', basis: 'contract' }] }],
    ['where data comes from', { sources: [{ name: 'Rekisteröity', hubspotSources: ['FORM'] }] }],
    ['what it says of rights', { rights: { objection: 'Oikeus vastustaa.' }, complaint: { name: 'Viranomainen' } }],
    ['its places', { places: [{ place: 'contact' }] }],
  ])('stays the same with what decides of nobody: %s', (_, changes) => {
    expect(basisOf(policyWith(changes), PURPOSES)).toBe(BASIS);
  });

  it.each<[string, Purpose[]]>([
    ['a new one', [...PURPOSES, purpose('4104')]],
    ['one that is gone', [purpose('4101')]],
    ['one that became active', [purpose('4101'), purpose('4102'), purpose('4103')]],
    ['one that is active no more', [purpose('4101'), purpose('4102', false), purpose('4103', false)]],
    ['one in the place of another', [purpose('4101'), purpose('4104')]],
    ['none at all', []],
    ['none that is active', [purpose('4101', false)]],
  ])('changes with the active purposes: %s', (_, purposes) => {
    expect(basisOf(policyWith(), purposes, BASIS)).not.toBe(BASIS);
  });

  it.each<[string, Purpose[]]>([
    ['their names', [purpose('4101', true, 'Kutsut'), purpose('4102', true, ''), purpose('4103', false)]],
    ['their order', [...PURPOSES].reverse()],
    ['those that are not active', [purpose('4101'), purpose('4102'), purpose('9', false), purpose('8', false)]],
  ])('does not change with %s', (_, purposes) => {
    expect(basisOf(policyWith(), purposes)).toBe(BASIS);
  });

  it('leaves the purposes that it was given in their order', () => {
    const purposes = [purpose('9'), purpose('10'), purpose('1')];
    basisOf(policyWith(), purposes);
    expect(purposes.map(({ id }) => id)).toEqual(['9', '10', '1']);
  });

  it('takes no purposes for others than purposes that could not be read', () => {
    expect(basisOf(policyWith(), undefined)).not.toBe(basisOf(policyWith(), []));
  });

  it('keeps the former purposes when those of now could not be read, however often', () => {
    const unread = basisOf(policyWith(), undefined, BASIS);
    expect(unread).toBe(BASIS);
    expect(basisOf(policyWith(), undefined, unread)).toBe(BASIS);
    expect(basisOf(policyWith(), PURPOSES, unread)).toBe(BASIS);
    expect(basisOf(policyWith(), [...PURPOSES, purpose('4104')], unread)).not.toBe(BASIS);
  });

  it('is the same for runs that never could read any purposes, and another as soon as one can', () => {
    const first = basisOf(policyWith(), undefined);
    expect(basisOf(policyWith(), undefined, first)).toBe(first);
    expect(basisOf(policyWith(), PURPOSES, first)).not.toBe(first);
  });
});
