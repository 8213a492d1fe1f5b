import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { loadPolicies, loadPolicy, PolicyError, parsePolicy } from '../../src/policy/load.ts';
import { HUBSPOT_PLACES } from '../../src/policy/places.ts';
import { policySchema } from '../../src/policy/schema.ts';
import { textIn } from '../../src/policy/text.ts';
import { basisOf } from '../../src/remembered/basis.ts';
import { policyWith } from '../support/policy.ts';

const SHIPPED = fileURLToPath(new URL('../../policy/asiakasrekisteri.json', import.meta.url));

/** Removes every activity type of the default policy. */
const NO_ACTIVITIES = { meetings: null, calls: null, emails: null, communications: null, postal_mail: null };

function refusal(policy: unknown): PolicyError {
  try {
    parsePolicy(JSON.stringify(policy), 'oma.json');
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error('the policy was accepted');
}

describe('loadPolicy', () => {
  it('loads the policy that comes with the program', async () => {
    await expect(loadPolicy(SHIPPED)).resolves.toEqual(policyWith());
  });

  it('says which file it could not read, and what to set', async () => {
    const file = join(tmpdir(), 'no-such-folder', 'oma.json');
    const error = await loadPolicy(file).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PolicyError);
    expect(error).toMatchObject({ name: 'PolicyError', code: 'policy_unreadable' });
    expect(String(error)).toContain(file);
    expect(String(error)).toContain('REGISTER_POLICY_FILE');
  });

  it('takes off the byte order mark that an editor put first, and refuses what is not UTF-8 by name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'policy-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'oma.json');
    const text = await readFile(SHIPPED);
    await writeFile(file, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text]));
    await expect(loadPolicy(file)).resolves.toEqual(policyWith());
    await writeFile(file, Buffer.from(text.toString('utf8'), 'latin1'));
    const error = await loadPolicy(file).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'policy_not_utf8' });
    expect(String(error)).toContain(file);
    // What several are wrong in is told at once.
    const both = await loadPolicies([file, join(folder, 'none.json')]).catch((thrown: unknown) => thrown);
    expect(String(both)).toMatch(/oma\.json[\s\S]*none\.json/);
  });

  it('reads letters as UTF-8 and validates what it read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'policy-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'oma.json');
    await writeFile(file, JSON.stringify({ ...policyWith(), register: 'Ääkkösrekisteri' }));
    await expect(loadPolicy(file)).resolves.toMatchObject({ register: 'Ääkkösrekisteri' });
    await writeFile(file, '{}');
    await expect(loadPolicy(file)).rejects.toMatchObject({ code: 'policy_invalid' });
  });
});

describe('the example of a complete notice', () => {
  it('loads, and has each of its texts in both languages', async () => {
    const file = fileURLToPath(new URL('../../policy/examples/esimerkkivalmennus.json', import.meta.url));
    const policy = await loadPolicy(file);
    expect(policy.$schema).toBe('../schema.json');
    expect(JSON.stringify(policy)).not.toMatch(/"en":null|\{years|\{address|\{email/);
    expect(policy.retention.text?.en).toContain('5 years');
    expect(policy.contact.postal?.fi).toBe('Postitse: Esimerkkivalmennus Oy, Esimerkkikatu 1, 00100 Helsinki');
  });
});

describe('a file of the first form', () => {
  const file = fileURLToPath(new URL('./first-form.json', import.meta.url));

  it('loads unchanged: texts are Finnish ones, what it does not know is null', async () => {
    const policy = await loadPolicy(file);
    expect(policy).toMatchObject({
      purposes: [
        {
          code: null,
          text: { fi: 'Asiakkaille palveluna tuotettavien valmennus- ja kehityspalveluiden toteutus', en: null },
          basis: null,
          legitimateInterest: null,
          categories: null,
        },
        { basis: null },
      ],
      groupCompanies: null,
      dataProtectionOfficer: null,
      dataSubjects: null,
      transfers: null,
      security: null,
      complaint: null,
      obligationToProvide: null,
      profiling: null,
      changes: [],
      rights: { access: null, withdrawal: null },
      contact: { postal: null },
      retention: { text: null, others: null },
    });
    expect(policy.processors[3]).toEqual({
      name: 'HubSpot Inc.',
      role: null,
      purpose: null,
      country: null,
      mechanism: null,
      evidence: null,
      checkedOn: null,
      safeguard: { fi: 'Siirrossa riittävän tietosuojatason maa tai EU:n mallisopimuslausekkeet', en: null },
    });
    expect(policy.fields.job.contact[0]).toEqual({ property: 'jobtitle', label: { fi: 'Asema', en: null } });
    expect(policy.sources[1]?.name).toEqual({ fi: 'Henkilö itse', en: null });
  });

  it('decides as before, so it takes no reconcile to write it anew in the second', async () => {
    expect(basisOf(await loadPolicy(file), [])).toBe(basisOf(policyWith(), []));
  });
});

describe('places of data', () => {
  it('are all that the program knows, and every processor but HubSpot, where the policy names none', () => {
    const processors = ['HubSpot Inc.', 'Hub Oy'].map((name) => ({ name, safeguard: 'ETA' }));
    const { places } = policyWith({ processors });
    expect(places.slice(0, -1)).toEqual(HUBSPOT_PLACES.map((place) => ({ place })));
    expect(places.at(-1)).toEqual({ name: { fi: 'Hub Oy', en: null }, processor: 'Hub Oy' });
  });

  it('are those of the policy where it names some', () => {
    const places = [{ place: 'contact' }, { name: 'Paperiarkisto' }, { name: 'Palkat', processor: 'Administer Oy' }];
    expect(policyWith({ places }).places).toEqual([
      { place: 'contact' },
      { name: { fi: 'Paperiarkisto', en: null }, processor: null },
      { name: { fi: 'Palkat', en: null }, processor: 'Administer Oy' },
    ]);
  });
});

describe('texts', () => {
  it('are one text, or one for each language; the Finnish one stands in for a missing English one, and says so', () => {
    const { security, transfers } = policyWith({
      security: { fi: 'Suojattu', en: 'Protected' },
      transfers: 'Ei siirtoja',
    });
    if (security === null || transfers === null) throw new Error('texts are missing');
    expect(textIn(security, 'en')).toEqual({ text: 'Protected', lang: 'en' });
    expect(textIn(security, 'fi')).toEqual({ text: 'Suojattu', lang: 'fi' });
    expect(textIn(transfers, 'en')).toEqual({ text: 'Ei siirtoja', lang: 'fi' });
  });

  it('take facts of the policy, so that each stands in one place', () => {
    const policy = policyWith({
      controller: { address: 'Katu 1', email: 'a@b.fi' },
      retention: {
        years: 3,
        text: { fi: '{years} vuotta', en: '{years} years' },
        others: [{ category: 'A', text: '{years}' }],
      },
      contact: { text: 'Ota yhteyttä', postal: 'Oy, {address}', email: '{email}', verification: null },
    });
    expect(policy.retention).toMatchObject({
      text: { fi: '3 vuotta', en: '3 years' },
      others: [{ text: { fi: '3', en: null } }],
    });
    expect(policy.contact).toMatchObject({ postal: { fi: 'Oy, Katu 1' }, email: { fi: 'a@b.fi' }, verification: null });
  });

  it('say a single year in the singular', () => {
    const text = { fi: 'lisätään {years} vuotta ({years})', en: 'for {years} years' };
    const { retention } = policyWith({ retention: { years: 1, text } });
    expect(retention.text).toEqual({ fi: 'lisätään 1 vuosi (1)', en: 'for 1 year' });
  });
});

describe('parsePolicy', () => {
  it.each(['', 'not json', '{"register":', '{"register":"x",}'])('refuses what is not JSON: %j', (text) => {
    expect(() => parsePolicy(text, 'oma.json')).toThrow(
      expect.objectContaining({ code: 'policy_not_json', message: expect.stringContaining('oma.json') }),
    );
  });

  it.each([null, [], 'text', 5])('refuses %j for a policy', (whole) => {
    expect(refusal(whole)).toMatchObject({ code: 'policy_invalid', message: expect.stringContaining('(whole file)') });
  });

  it('names every mistake in one message', () => {
    const policy = policyWith();
    const { message, code } = refusal({
      ...policy,
      retention: { ...policy.retention, years: 'ten' },
      timeZone: 'Europe/Jyväskylä',
      sources: [],
    });
    expect(code).toBe('policy_invalid');
    expect(message.split('\n')).toHaveLength(4);
    for (const named of ['oma.json', 'retention.years: ', 'timeZone: must be an IANA time zone', 'sources: ']) {
      expect(message).toContain(named);
    }
  });

  it('names the field that is wrong within what may have several forms, beside all others', () => {
    const policy = policyWith();
    const { message } = refusal({
      ...policy,
      register: '',
      purposes: [{ text: 'Koulutus', basis: 'because', legitimateInterest: 5 }, ' '],
      processors: [
        { name: 'Uusi Oy', safeguard: { fi: 'ETA', se: 'EES' }, country: 'Suomi', checkedOn: 'eilen' },
        { safeguard: 'ETA' },
      ],
      places: [
        { place: 'cellar' },
        { name: 'Arkisto', processor: 'Kukaan' },
        { name: { fi: [], en: 5 }, processor: null },
        { name: 'Arkisto', processor: [] },
      ],
      security: { en: 'Protected' },
      transfers: 'Siirrot {years}',
      contact: { postal: 'Osoite {street}' },
      requests: { grounds: ['oma_peruste', 'Ei Koodi'], letters: 5 },
      approvals: { erasure: 3, freshSignInMinutes: 0 },
    });
    expect(message).toContain('approvals.erasure: Invalid option: expected one of 1|2');
    const fields = message
      .split('\n')
      .slice(1)
      .map((line) => /^ {2}- ([^:]+):/.exec(line)?.[1]);
    expect(new Set(fields)).toEqual(
      new Set([
        'register',
        'purposes.0.basis',
        'purposes.0.legitimateInterest',
        'purposes.1',
        'processors.0.safeguard',
        'processors.0.country',
        'processors.0.checkedOn',
        'places.0.place',
        'places.1.processor',
        'security.fi',
        'places.2.name.fi',
        'places.2.name.en',
        'places.3.processor',
        'transfers',
        'contact.postal',
        'processors.1.name',
        'requests.letters',
        'approvals.erasure',
        'approvals.freshSignInMinutes',
        'requests.grounds.1',
        'requests.groundTexts.oma_peruste',
      ]),
    );
  });

  it('takes what makes a run a problem from its documented defaults, where it says nothing of it', () => {
    const { undone: _, ...without } = policyWith();
    expect(policySchema.parse(without).undone).toEqual({ degradedFromRecords: 1, failedFromPercent: 20 });
  });

  it('knows grounds of the law to refuse a request where none are given', () => {
    const { requests: _, ...without } = policyWith();
    const { grounds } = policySchema.parse(without).requests;
    expect(grounds).toHaveLength(14);
    expect(grounds).toEqual(expect.arrayContaining(['unfounded_or_excessive', 'rights_of_others', 'legal_obligation']));
  });

  it('takes how people are erased from its documented defaults, where it says nothing of it', () => {
    const { approvals: _, erasure: __, ...without } = policyWith();
    expect(policySchema.parse(without)).toMatchObject({
      approvals: { erasure: 2, freshSignInMinutes: 60 },
      erasure: {
        personSources: ['CRM_UI'],
        engagements: { exclusive: 'archive', company: 'keep_scrubbed' },
        withoutScope: [],
        excludeReasons: ['mistake', 'needs_review', 'other'],
        delayHours: 24,
        text: { notes: ['hs_note_body'] },
      },
    });
  });

  it.each([
    '$schema',
    'register',
    'controller',
    'contactPerson',
    'notice',
    'timeZone',
    'processors',
    'purposes',
    'fields',
    'retention',
    'serviceContacts',
    'sources',
    'consents',
    'consentBased',
    'audit',
  ])('never goes on without %s', (name) => {
    const without = Object.fromEntries(Object.entries(policyWith()).filter(([key]) => key !== name));
    expect(refusal(without).message).toContain(`  - ${name}: `);
  });

  it('refuses keys that it does not know, at any depth', () => {
    const policy = policyWith();
    const { message } = refusal({
      ...policy,
      retencion: {},
      retention: { ...policy.retention, yaers: 10 },
      serviceContacts: { ...policy.serviceContacts, webinars: { date: ['hs_timestamp'], except: {} } },
    });
    for (const named of ['"retencion"', 'retention: ', '"yaers"', 'serviceContacts: ', '"webinars"']) {
      expect(message).toContain(named);
    }
  });

  it.each([
    ['retention.clock', { retention: { clock: 'company' } }],
    ['retention.withoutContact', { retention: { withoutContact: 'never' } }],
    ['retention.years', { retention: { years: 10.5 } }],
    ['retention.years', { retention: { years: -1 } }],
    ['retention.endingSoonDays', { retention: { endingSoonDays: '180' } }],
    ['controller.businessId', { controller: { businessId: '0933696' } }],
    ['controller.email', { controller: { email: 'info' } }],
    ['notice.updatedOn', { notice: { updatedOn: '5.10.2022' } }],
    ['notice.preparedOn', { notice: { preparedOn: '2018-02-30' } }],
    ['purposes', { purposes: [] }],
    ['purposes.0', { purposes: [' '] }],
    ['fields.job.contact.0.property', { fields: { job: { contact: [{ property: 'Job Title', label: 'Asema' }] } } }],
    ['serviceContacts.meetings.date', { serviceContacts: { meetings: { date: [] } } }],
    ['serviceContacts.calls.except.hs_call_status', { serviceContacts: { calls: { except: { hs_call_status: [] } } } }],
    ['serviceContacts', { serviceContacts: NO_ACTIVITIES }],
    ['sources.0.name', { sources: [{ name: ' ', hubspotSources: [] }] }],
    ['sources.0.hubspotSources', { sources: [{ name: 'Henkilö itse' }] }],
    ['sources.0.hubspotSources.0', { sources: [{ name: 'Henkilö itse', hubspotSources: ['form'] }] }],
    ['consents.legalBasis', { consents: { legalBasis: [] } }],
    ['consentBased.0.purposeEnds', { consentBased: [{ property: 'a', consent: 'b' }] }],
    ['audit.keepYears', { audit: { keepYears: 0 } }],
  ])('refuses a wrong %s (%#)', (path, changes) => {
    expect(thrownBy(() => policyWith(changes))).toEqual([path]);
  });

  it('takes what another company may write', () => {
    const policy = policyWith({
      retention: { clock: 'contact', withoutContact: 'unknown', years: 3, endingSoonDays: 0 },
      serviceContacts: { ...NO_ACTIVITIES, notes: { date: ['hs_timestamp'], except: {} } },
      processors: [],
      consentBased: [],
      timeZone: 'Europe/Stockholm',
    });
    expect(parsePolicy(JSON.stringify(policy), 'oma.json')).toEqual(policy);
  });
});

/** Paths of what the schema refuses. */
function thrownBy(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    return error instanceof z.ZodError ? error.issues.map(({ path }) => path.join('.')) : [String(error)];
  }
}
