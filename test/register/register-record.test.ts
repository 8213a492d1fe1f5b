import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVITY_TYPES } from '../../src/policy/activity-types.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { DATA_CATEGORIES } from '../../src/register/categories.ts';
import type { Purpose } from '../../src/register/purpose.ts';
import type { RecordedActivity, RecordedValue, RegisterEntry } from '../../src/register/recorded.ts';
import { type RegisterRecordFacts, registerRecord } from '../../src/register/register-record.ts';
import { policyWith } from '../support/policy.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const SINCE = Date.UTC(2020, 2, 1);
const POLICY = policyWith();
const NEWSLETTER: Purpose = { id: '4101', name: 'Uutiskirje', active: true };
const GIVEN_UP: Purpose = { id: '4090', name: 'Asiakaslehti', active: false };

const EITHER = ['Balentorin asiakkaan yhteyshenkilö', 'Henkilö itse'];

function factsOf(
  contact: Record<string, RecordedValue>,
  more: { company?: Record<string, RecordedValue>; activities?: RecordedActivity[] } = {},
): RegisterRecordFacts {
  return {
    contact: { id: '101', values: contact },
    company: more.company && { id: '201', values: more.company },
    activities: more.activities ?? [],
    now: NOW,
  };
}

function record(facts: RegisterRecordFacts, policy = POLICY, purposes: readonly Purpose[] = [NEWSLETTER]) {
  return registerRecord(facts, policy, purposes);
}

function meeting(id: string, values: Record<string, string>): RecordedActivity {
  const held = Object.entries(values).map(([name, value]) => [name, { value, since: SINCE, hubspotSource: 'CRM_UI' }]);
  return { type: 'meetings', id, values: Object.fromEntries(held) };
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
        activities: [meeting('5', { hs_timestamp: '2026-01-01T00:00:00Z' })],
      },
    );
    expect(record(facts).map(short)).toEqual([
      'contact_details contact:101 firstname',
      'contact_details contact:101 lastname',
      'employer contact:101 company',
      'employer company:201 name',
      'employer company:201 industry',
      'relationship meetings:5 hs_timestamp',
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

  it('shows service contacts newest first, with the date that counts, and no other activity', () => {
    const activities: RecordedActivity[] = [
      meeting('1', { hs_timestamp: '2019-05-01T09:00:00Z', hs_meeting_start_time: ' ' }),
      meeting('2', { hs_timestamp: '2018-01-01T00:00:00Z', hs_meeting_start_time: '2024-06-01T09:00:00Z' }),
      meeting('3', { hs_timestamp: '2024-06-02T09:00:00Z', hs_meeting_outcome: 'CANCELED' }),
      meeting('4', { hs_timestamp: '2026-11-23T10:00:00.001Z' }),
      meeting('5', { hs_timestamp: '2026-11-23T10:00:00Z' }),
      meeting('6', {}),
      { ...meeting('7', { hs_timestamp: '2025-01-01T00:00:00Z' }), type: 'notes' },
      { ...meeting('8', { hs_timestamp: '2025-01-01T00:00:00Z' }), type: 'calls' },
    ];
    const entries = record(factsOf({}, { activities }));
    expect(entries.map(({ label, object, id, property }) => `${label} ${object}:${id} ${property}`)).toEqual([
      'Tapaaminen meetings:5 hs_timestamp',
      'Puhelu calls:8 hs_timestamp',
      'Tapaaminen meetings:2 hs_meeting_start_time',
      'Tapaaminen meetings:1 hs_timestamp',
    ]);
    expect(entries[0]).toMatchObject({ value: '2026-11-23T10:00:00Z', since: SINCE, source: EITHER });
  });

  it('does not hide an activity whose date cannot be read, for it may be a service contact', () => {
    const entries = record(factsOf({}, { activities: [meeting('9', { hs_timestamp: 'toissapäivänä' })] }));
    expect(entries).toMatchObject([{ category: 'relationship', id: '9', value: 'toissapäivänä' }]);
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
  const activities = fc.uniqueArray(
    fc.record({ type: fc.constantFrom(...ACTIVITY_TYPES), id: fc.constantFrom('1', '2', '3'), past: fc.boolean() }),
    { selector: ({ type, id }) => `${type}:${id}` },
  );

  it('holds each mapped value exactly once in each category that names it, and nothing else', () => {
    fc.assert(
      fc.property(policies, values, fc.option(values, { nil: undefined }), purposes, activities, (...drawn) => {
        const [policy, contact, company, types, drawnActivities] = drawn;
        const dated = drawnActivities.map(({ type, id, past }) => {
          const value = past ? '2020-01-01T00:00:00Z' : '2030-01-01T00:00:00Z';
          return { type, id, values: { hs_timestamp: { value } } };
        });
        const expected = DATA_CATEGORIES.flatMap((one) => {
          const ofContact = policy.fields[one].contact.map(({ property }) => property);
          if (one === 'consents') {
            for (const { id, active } of types) if (active) ofContact.push(`hs_email_optout_${id}`);
          }
          const ofCompany = policy.fields[one].company.map(({ property }) => property);
          return [
            ...held(contact, ofContact).map((property) => `${one} contact:101 ${property}`),
            ...held(company ?? {}, ofCompany).map((property) => `${one} company:201 ${property}`),
            ...drawnActivities.flatMap(({ type, id, past }) => {
              const counts = one === 'relationship' && past && type !== 'notes' && type !== 'tasks';
              return counts ? [`${one} ${type}:${id} hs_timestamp`] : [];
            }),
          ];
        });
        const entries = record(factsOf(contact, { ...(company ? { company } : {}), activities: dated }), policy, types);
        expect(entries.map(short).sort()).toEqual(expected.sort());
      }),
    );
  });

  function held(from: Readonly<Record<string, RecordedValue>>, names: readonly string[]): string[] {
    return [...new Set(names)].filter((one) => (from[one]?.value ?? '').trim() !== '');
  }
});
