import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/policy/schema.ts';
import { DATA_CATEGORIES } from '../../src/register/categories.ts';
import type { Purpose } from '../../src/register/purpose.ts';
import type { RecordedValue, RegisterEntry } from '../../src/register/recorded.ts';
import { type RegisterRecordFacts, registerRecord } from '../../src/register/register-record.ts';
import { policyWith } from '../support/policy.ts';

const SINCE = Date.UTC(2020, 2, 1);
const POLICY = policyWith();
const NEWSLETTER: Purpose = { id: '4101', name: 'Uutiskirje', active: true };
const GIVEN_UP: Purpose = { id: '4090', name: 'Asiakaslehti', active: false };

const EITHER = ['Balentorin asiakkaan yhteyshenkilö', 'Henkilö itse'];

function factsOf(
  contact: Record<string, RecordedValue>,
  more: { company?: Record<string, RecordedValue> } = {},
): RegisterRecordFacts {
  return {
    contact: { id: '101', values: contact },
    company: more.company && { id: '201', values: more.company },
  };
}

function record(facts: RegisterRecordFacts, policy = POLICY, purposes: readonly Purpose[] = [NEWSLETTER]) {
  return registerRecord(facts, policy, purposes);
}

const short = ({ category, object, id, property }: RegisterEntry) => `${category} ${object}:${id} ${property}`;

describe('registerRecord', () => {
  it('says of each value where it is, what it is called, where it comes from and since when', () => {
    const value = { value: 'aino@example.fi', since: SINCE, hubspotSource: 'FORM' };
    expect(record(factsOf({ email: value }))).toEqual([
      {
        category: 'contact_details',
        object: 'contact',
        id: '101',
        property: 'email',
        label: 'Sähköpostiosoite',
        value: 'aino@example.fi',
        source: ['Henkilö itse'],
        since: SINCE,
      },
    ]);
  });

  it('keeps the order of the notice, and within a category that of the policy', () => {
    const value = { value: 'x' };
    const facts = factsOf(
      {
        ruokavalio: value,
        hs_email_optout_4101: { value: 'false' },
        company: value,
        lastname: value,
        firstname: value,
      },
      {
        company: { industry: value, name: value },
      },
    );
    expect(record(facts).map(short)).toEqual([
      'contact_details contact:101 firstname',
      'contact_details contact:101 lastname',
      'employer contact:101 company',
      'employer company:201 name',
      'employer company:201 industry',
      'consents contact:101 hs_email_optout_4101',
      'consent_based contact:101 ruokavalio',
    ]);
  });

  it.each([null, '', ' ', '\t\n'])('holds nothing for %j', (value) => {
    expect(record(factsOf({ firstname: { value } }, { company: { name: { value } } }))).toEqual([]);
  });

  it('shows an opt-out that says no, with the name of its purpose, and none of a purpose given up', () => {
    const flags = { hs_email_optout_4101: { value: 'false' }, hs_email_optout_4090: { value: 'true' } };
    const entries = record(factsOf(flags), POLICY, [NEWSLETTER, GIVEN_UP]);
    expect(entries).toMatchObject([{ property: 'hs_email_optout_4101', label: 'Kielto: Uutiskirje', value: 'false' }]);
  });

  it('shows once an opt-out that the policy names itself, as the policy calls it', () => {
    const named = { property: 'hs_email_optout_4101', label: 'Uutiskirjeen kielto' };
    const policy = policyWith({ fields: { consents: { contact: [named], company: [] } } });
    const entries = record(factsOf({ hs_email_optout_4101: { value: 'true' } }), policy);
    expect(entries.map(({ label }) => label)).toEqual(['Uutiskirjeen kielto']);
  });

  it.each([
    ['FORM', ['Henkilö itse']],
    ['MEETINGS', ['Henkilö itse']],
    ['BOT', ['Henkilö itse']],
    ['CRM_UI', EITHER],
    ['IMPORT', EITHER],
    ['form', EITHER],
    [undefined, EITHER],
  ])('what HubSpot got by %s comes from %j', (hubspotSource, expected) => {
    const entries = record(factsOf({ phone: { value: '040', ...(hubspotSource ? { hubspotSource } : {}) } }));
    expect(entries).toMatchObject([{ source: expected, since: undefined }]);
  });

  it('names every source to which the policy gives a HubSpot source', () => {
    const sources = ['A', 'B', 'C'].map((name) => ({ name, hubspotSources: name === 'C' ? [] : ['IMPORT'] }));
    const entries = record(factsOf({ phone: { value: '040', hubspotSource: 'IMPORT' } }), policyWith({ sources }));
    expect(entries).toMatchObject([{ source: ['A', 'B'] }]);
  });

  it('shows a property as soon as the policy names it, also in more categories than one and of the company', () => {
    const facts = factsOf({ shoe_size: { value: '43' } }, { company: { headcount: { value: '12' } } });
    expect(record(facts)).toEqual([]);
    const size = { property: 'shoe_size', label: 'Kengännumero' };
    const count = { property: 'headcount', label: 'Henkilöstömäärä' };
    const fields = {
      job: { contact: [...POLICY.fields.job.contact, size], company: [count] },
      relationship: { contact: [size, size], company: [] },
    };
    expect(record(facts, policyWith({ fields })).map((entry) => `${short(entry)} ${entry.label}`)).toEqual([
      'job contact:101 shoe_size Kengännumero',
      'job company:201 headcount Henkilöstömäärä',
      'relationship contact:101 shoe_size Kengännumero',
    ]);
  });
});

describe('registerRecord, whatever is held and mapped', () => {
  // Few names, so that categories share them and values meet them.
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'hs_email_optout', 'hs_email_optout_1', 'hs_email_optout_2');
  const field = fc.record({ property: name, label: fc.constantFrom('Nimi', 'Luku').map((fi) => ({ fi, en: null })) });
  const category = fc.record({ text: fc.constant(null), contact: fc.array(field), company: fc.array(field) });
  const policies: fc.Arbitrary<Policy> = fc
    .record({
      contact_details: category,
      job: category,
      employer: category,
      participation: category,
      relationship: category,
      consents: category,
      consent_based: category,
    })
    .map((fields) => ({ ...POLICY, fields }));
  const values = fc.dictionary(
    name,
    fc.record({ value: fc.constantFrom(null, '', '  ', 'x', 'false', 'true', ' y ') }, { requiredKeys: ['value'] }),
  );
  const purposes = fc
    .tuple(fc.boolean(), fc.boolean())
    .map((active) => active.map((one, at) => ({ id: String(at + 1), name: `Tilaus ${at + 1}`, active: one })));
  it('holds each mapped value exactly once in each category that names it, and nothing else', () => {
    fc.assert(
      fc.property(
        policies,
        values,
        fc.option(values, { nil: undefined }),
        purposes,
        (policy, contact, company, types) => {
          const expected = DATA_CATEGORIES.flatMap((one) => {
            const ofContact = policy.fields[one].contact.map(({ property }) => property);
            if (one === 'consents') {
              for (const { id, active } of types) if (active) ofContact.push(`hs_email_optout_${id}`);
            }
            const ofCompany = policy.fields[one].company.map(({ property }) => property);
            return [
              ...held(contact, ofContact).map((property) => `${one} contact:101 ${property}`),
              ...held(company ?? {}, ofCompany).map((property) => `${one} company:201 ${property}`),
            ];
          });
          const entries = record(factsOf(contact, company ? { company } : {}), policy, types);
          expect(entries.map(short).sort()).toEqual(expected.sort());
        },
      ),
    );
  });

  function held(from: Readonly<Record<string, RecordedValue>>, names: readonly string[]): string[] {
    return [...new Set(names)].filter((one) => (from[one]?.value ?? '').trim() !== '');
  }
});
