import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ACTIVITY_TYPES } from '../../src/policy/activity-types.ts';
import { policySchema } from '../../src/policy/schema.ts';

const file: unknown = JSON.parse(
  await readFile(new URL('../../policy/asiakasrekisteri.json', import.meta.url), 'utf8'),
);
const policy = policySchema.parse(file);

const propertiesOf = (category: keyof typeof policy.fields, of: 'contact' | 'company' = 'contact') =>
  policy.fields[category][of].map(({ property }) => property);

/** The register notice of 24 May 2018, updated on 5 October 2022, clause by clause. */
describe('the policy says what the notice says', () => {
  it('points to the schema beside it and has the dates of the notice', () => {
    expect(policy.$schema).toBe('./schema.json');
    expect(policy.notice).toEqual({
      preparedOn: '2018-05-24',
      updatedOn: '2022-10-05',
      title: { fi: 'Balentor Oy:n rekisteriseloste', en: null },
      subtitle: { fi: 'Asiakasrekisteri', en: null },
    });
  });

  it('§1 controller', () => {
    expect(policy.controller).toEqual({
      name: 'Balentor Oy ja samaan konserniin kuuluvat yhtiöt',
      shortName: 'Balentor',
      businessId: '0933696-9',
      address: 'Väinönkatu 38 C, 40100 Jyväskylä',
      email: 'info@balentor.fi',
    });
  });

  it('§2 contact person', () => {
    expect(policy.contactPerson).toEqual({
      name: 'Anne Mero',
      title: { fi: 'Operatiivinen johtaja', en: null },
      email: 'anne.mero@balentor.fi',
    });
  });

  it('§3 name of the register', () => {
    expect(policy.register).toBe('Balentor Oy:n asiakasrekisteri');
  });

  it('§4 processors', () => {
    expect(policy.processors.map(({ name }) => name)).toEqual([
      'Administer Oy',
      'AtMentor Oy',
      'Extended DiSC Oy',
      'HubSpot Inc.',
      'Microsoft Corporation',
      'Modular Learning Processes Oy',
      'Questback Oy',
      'SHL Finland',
      'Sulava Oy',
    ]);
    // §9 names a safeguard of none of them alone.
    expect(policy.processors.map(({ safeguard }) => safeguard)).toEqual(Array(9).fill(null));
  });

  it('§5 purposes', () => {
    expect(policy.purposes.map(({ text }) => text.fi)).toEqual([
      'Balentorin asiakkaille palveluna tuotettavien valmennus- ja kehityspalveluiden toteutus',
      'Analyysien, tutkimusten, arviointien ja kartoitusten toteutus ja tulosten raportointi',
    ]);
  });

  it('§6 contents of the register', () => {
    expect(propertiesOf('contact_details')).toEqual([
      'firstname',
      'lastname',
      'email',
      'phone',
      'mobilephone',
      'address',
      'zip',
      'city',
      'country',
      'hs_language',
    ]);
    expect(propertiesOf('job')).toEqual([
      'jobtitle',
      'job_function',
      'seniority',
      'tyokokemus_vuotta',
      'liiketoimintayksikko',
    ]);
    expect(propertiesOf('employer')).toEqual(['company', 'associatedcompanyid']);
    expect(propertiesOf('employer', 'company')).toEqual([
      'name',
      'domain',
      'phone',
      'address',
      'zip',
      'city',
      'country',
      'industry',
    ]);
    expect(propertiesOf('participation')).toEqual(['osallistumiset', 'viimeisin_tilaisuus_pvm']);
    expect(propertiesOf('relationship')).toEqual([]);
    expect(propertiesOf('consents')).toEqual(['hs_legal_basis', 'hs_email_optout']);
    expect(propertiesOf('consent_based')).toEqual(['ruokavalio']);
  });

  it('§7 period of storage', () => {
    expect(policy.retention).toEqual({
      text: { fi: expect.stringMatching(/asiakkaan viimeisimmästä .*, johon lisätään 10 vuotta\.$/), en: null },
      others: null,
      years: 10,
      clock: 'customer',
      withoutContact: 'created',
      endingSoonDays: 180,
      implausibleBefore: 1990,
    });
    expect(policy.timeZone).toBe('Europe/Helsinki');
  });

  it('§7 service contacts, in the order that decides between them', () => {
    const timestamp = ['hs_timestamp'];
    expect(policy.serviceContacts).toEqual({
      meetings: {
        date: ['hs_meeting_start_time', 'hs_timestamp'],
        except: { hs_meeting_outcome: ['CANCELED', 'NO_SHOW', 'RESCHEDULED'] },
      },
      calls: {
        date: timestamp,
        except: { hs_call_status: ['BUSY', 'CANCELED', 'FAILED', 'MISSED', 'NO_ANSWER', 'REJECTED'] },
      },
      emails: {
        date: timestamp,
        except: {
          hs_email_status: ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING'],
          hs_email_direction: ['DRAFT_EMAIL'],
        },
      },
      communications: { date: timestamp, except: {} },
      postal_mail: { date: timestamp, except: {} },
    });
    expect(ACTIVITY_TYPES.join(' ')).toBe('meetings calls emails communications postal_mail notes tasks');
  });

  it('§8 sources', () => {
    expect(policy.sources.map(({ name }) => name.fi)).toEqual(['Balentorin asiakkaan yhteyshenkilö', 'Henkilö itse']);
  });

  it('§8 what people fill in themselves comes from them; the rest may come from either', () => {
    expect(policy.sources.map(({ hubspotSources }) => hubspotSources)).toEqual([[], ['FORM', 'MEETINGS', 'BOT']]);
  });

  it('consents, and data held on consent', () => {
    expect(policy.consents.legalBasis).toEqual(['Freely given consent from contact']);
    expect(policy.consentBased).toEqual([
      {
        property: 'ruokavalio',
        consent: 'ruokavalio_suostumus',
        purposeEnds: 'viimeisin_tilaisuus_pvm',
        explicitConsent: null,
      },
    ]);
  });
});
