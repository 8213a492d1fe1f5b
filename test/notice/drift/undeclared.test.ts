import { describe, expect, test } from 'vitest';
import type { PropertyDefinition } from '../../../src/hubspot/property-definitions.ts';
import { hostingOf } from '../../../src/notice/drift/hosting.ts';
import { comparedOf, lacking, undeclared } from '../../../src/notice/drift/undeclared.ts';
import { policyWith } from '../../support/policy.ts';

const POLICY = policyWith();

function property(name: string, more: Partial<PropertyDefinition> = {}): PropertyDefinition {
  return {
    name,
    label: name,
    type: 'string',
    fieldType: 'text',
    options: new Map(),
    sensitivity: 'non_sensitive',
    refersTo: undefined,
    isHubSpots: false,
    isCalculated: false,
    isHidden: false,
    isReadOnly: false,
    ...more,
  };
}

const HUBSPOTS = { isHubSpots: true };

describe('a property that no category names', () => {
  test.each<[what: string, PropertyDefinition]>([
    ['somebody made', property('kengannumero')],
    ['somebody made, and hid', property('muistio', { isHidden: true })],
    ['an app fills, and nobody else may', property('arvio', { isReadOnly: true })],
    ['is sensitive', property('henkilotunnus', { sensitivity: 'highly_sensitive' })],
    ['HubSpot has for data of people', property('date_of_birth', HUBSPOTS)],
    ['HubSpot has for notes of staff', property('hs_content_membership_notes', HUBSPOTS)],
    ['HubSpot has for one more address', property('hs_content_membership_email', HUBSPOTS)],
    ['is named as one of HubSpot, and is none', property('lifecyclestage')],
    ['begins as those of HubSpot, and is none', property('hs_analytics_oma')],
    ['begins as ours, and is none', property('rekisteri_muistio')],
  ])('and that %s is undeclared', (_what, one) => {
    expect(undeclared('contacts', [one], POLICY)).toEqual([one]);
  });

  test.each<[what: string, PropertyDefinition]>([
    ['HubSpot lets nobody write', property('hs_uusi', { ...HUBSPOTS, isReadOnly: true })],
    ['HubSpot hides', property('hs_sisainen', { ...HUBSPOTS, isHidden: true })],
    ['HubSpot works out', property('hs_laskettu', { ...HUBSPOTS, isCalculated: true })],
    ['a formula works out', property('ika', { isCalculated: true })],
    ['is reviewed as technical', property('hubspot_owner_id', HUBSPOTS)],
    ['is one of a reviewed family', property('hs_date_entered_1234', HUBSPOTS)],
    ['is of such a family beside data', property('hs_content_membership_email_confirmed', HUBSPOTS)],
    ['is ours', property('rekisteri_hold_until')],
  ])('but that %s is not', (_what, one) => {
    expect(undeclared('contacts', [one], POLICY)).toEqual([]);
  });

  test('and that HubSpot has for data of people is undeclared, whatever it is called', () => {
    const names = [
      'date_of_birth',
      'gender',
      'marital_status',
      'relationship_status',
      'school',
      'degree',
      'graduation_date',
      'field_of_study',
      'start_date',
      'work_email',
      'twitterhandle',
      'linkedinbio',
      'fax',
      'message',
      'salutation',
      'military_status',
      'state',
      'website',
      'company_size',
      'annualrevenue',
      'numemployees',
      'hs_persona',
      'hs_buying_role',
      'hs_linkedin_url',
      'hs_whatsapp_phone_number',
      'hs_role',
      'hs_timezone',
      'hs_state_code',
    ];
    const all = names.map((name) => property(name, HUBSPOTS));
    expect(undeclared('contacts', all, POLICY)).toEqual(all);
  });

  test('is none that a category, a consent or the end of a purpose names', () => {
    const names = ['firstname', 'ruokavalio', 'ruokavalio_suostumus', 'viimeisin_tilaisuus_pvm', 'hs_legal_basis'];
    expect(
      undeclared(
        'contacts',
        names.map((name) => property(name)),
        POLICY,
      ),
    ).toEqual([]);
    // What is named of contacts says nothing of companies.
    expect(undeclared('companies', [property('firstname')], POLICY)).toHaveLength(1);
    expect(undeclared('companies', [property('industry', HUBSPOTS)], POLICY)).toEqual([]);
  });

  test('and those that the account lacks are told apart', () => {
    const all = lacking('companies', [], POLICY);
    expect(all).toContain('industry');
    expect(
      lacking(
        'companies',
        all.map((name) => property(name)),
        POLICY,
      ),
    ).toEqual([]);
  });
});

test('a comparison is of what the policy names, not of its words', () => {
  expect(comparedOf(policyWith({ register: 'Toinen nimi' }))).toBe(comparedOf(POLICY));
  const notes = { notes: { date: ['hs_timestamp'], except: {} } };
  const fields = { job: { contact: [{ property: 'kengannumero', label: 'Kengännumero' }] } };
  const ofCompany = { job: { company: [{ property: 'liikevaihto_arvio', label: 'Arvio' }] } };
  const [first, ...others] = POLICY.processors;
  const processors = [{ ...first, mechanism: 'bcr' as const }, ...others];
  for (const changes of [
    { serviceContacts: notes },
    { fields },
    { fields: ofCompany },
    { processors: [] },
    { processors },
  ])
    expect(comparedOf(policyWith(changes))).not.toBe(comparedOf(POLICY));
});

describe('where the account is hosted', () => {
  const withMechanism = (mechanism: string, name = 'HubSpot Inc.') =>
    policyWith({ processors: [{ name, safeguard: 'x', mechanism }] });
  test.each([
    ['eu1', POLICY, true],
    ['na1', POLICY, false],
    ['na1', withMechanism('eea'), false],
    ['na1', withMechanism('privacy_shield'), false],
    ['na1', withMechanism('dpf'), true],
    ['ap1', withMechanism('scc'), true],
    ['ca1', withMechanism('bcr'), true],
    ['jp1', withMechanism('adequacy'), true],
    ['na1', withMechanism('dpf', 'Brevo'), false],
    [undefined, withMechanism('scc'), null],
    ['somewhere', withMechanism('scc'), null],
  ])('%s is held against the notice', (location, policy, agrees) => {
    expect(hostingOf(location, policy)).toEqual({ location: location ?? null, agrees });
  });
});
