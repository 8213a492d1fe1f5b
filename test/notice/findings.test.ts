import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/notice/findings.ts';
import { FINDINGS } from '../../src/notice/findings/codes.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { examplePolicyWith } from '../support/example-policy.ts';
import { policyWith } from '../support/policy.ts';

const NOW = Date.parse('2026-11-28T10:00:00Z');

/** `article code: places` of everything that is found. */
function found(policy: Policy, now = NOW): string[] {
  return findingsOf(policy, now).map(({ article, code, where }) => `${article} ${code}: ${where.join(' ')}`);
}

const { processors, purposes, sources, consentBased, groupCompanies } = examplePolicyWith();
const [HUBSPOT, american] = processors;

/** The example with changes of its second processor, which is in the United States and certified under the DPF. */
function inAmerica(changes: Partial<Policy['processors'][number]>): Policy {
  if (american === undefined) throw new Error('the example has too few processors');
  return examplePolicyWith({ processors: processors.with(1, { ...american, ...changes }) });
}

describe('findings of the notice of 2022', () => {
  const nine = (list: string) => Array.from({ length: 9 }, (_, index) => `${list}.${index}`).join(' ');

  it('are what it lacks, and what has lost its force since', () => {
    expect(found(policyWith())).toEqual([
      '13(1)(a) group_companies_unnamed: groupCompanies',
      '5(2), 37(1) data_protection_officer_reasoning: dataProtectionOfficer.evidence',
      '13(1)(c) basis_missing: purposes.0 purposes.1',
      '13(1)(d) legitimate_interest_missing: purposes.0 purposes.1',
      `13(1)(e) recipients_incomplete: ${nine('processors')}`,
      `13(1)(f) transfers_incomplete: ${nine('processors')}`,
      '13(2)(a) retention_of_others_missing: retention.others',
      '13(2)(b), 21(4) objection_missing: rights.objection',
      '13(2)(b) portability_missing: rights.portability',
      '13(2)(c) withdrawal_missing: rights.withdrawal',
      '9(2)(a) explicit_consent_missing: consentBased.0',
      '13(2)(d) complaint_missing: complaint',
      '13(2)(e) obligation_to_provide_missing: obligationToProvide',
      '13(2)(f) profiling_missing: profiling',
      '14(2)(f) public_sources_unsaid: sources.0 sources.1',
      '13(3), 5(2) change_log_missing: changes',
      '44, 46 privacy_shield: transfers',
      '46(2)(c) model_clauses_outdated: transfers',
      '12(1) term_rekisteriseloste: notice.title',
    ]);
  });

  it('have an article, a severity, and in both languages what is wrong and what to do', () => {
    const [first] = findingsOf(policyWith(), NOW);
    expect(first).toEqual({
      code: 'group_companies_unnamed',
      article: '13(1)(a)',
      severity: 'gap',
      where: ['groupCompanies'],
      fi: { says: expect.stringContaining('konserniin'), toDo: expect.stringContaining('groupCompanies') },
      en: { says: expect.stringContaining('group'), toDo: expect.stringContaining('groupCompanies') },
    });
  });
});

describe('findings of a complete notice', () => {
  it('are none', () => {
    expect(found(examplePolicyWith())).toEqual([]);
  });

  const cases: [string, Policy][] = [
    ['group_companies_unnamed: groupCompanies', examplePolicyWith({ groupCompanies: null })],
    [
      'group_roles_missing: groupCompanies.0',
      examplePolicyWith({ groupCompanies: groupCompanies?.map((one) => ({ ...one, role: null })) }),
    ],
    ['data_protection_officer_missing: dataProtectionOfficer', examplePolicyWith({ dataProtectionOfficer: null })],
    [
      'data_protection_officer_unreachable: dataProtectionOfficer',
      examplePolicyWith({ dataProtectionOfficer: { email: null, phone: null } }),
    ],
    [
      'data_protection_officer_reasoning: dataProtectionOfficer.evidence',
      examplePolicyWith({ dataProtectionOfficer: { appointed: false } }),
    ],
    ['basis_missing: purposes.0', examplePolicyWith({ purposes: [{ ...purposes[1], basis: null }] })],
    [
      'legitimate_interest_missing: purposes.0',
      examplePolicyWith({ purposes: [{ ...purposes[1], legitimateInterest: null }] }),
    ],
    ['recipients_incomplete: processors.1', inAmerica({ role: null })],
    ['recipients_incomplete: processors.1', inAmerica({ purpose: null })],
    ['recipients_incomplete: processors.1', inAmerica({ country: null })],
    ['hubspot_unnamed: processors', examplePolicyWith({ processors: processors.slice(1) })],
    ['transfers_incomplete: processors.1', inAmerica({ mechanism: null })],
    ['transfers_text_missing: transfers', examplePolicyWith({ transfers: null })],
    ['safeguard_copy_missing: processors.1', inAmerica({ mechanism: 'bcr', evidence: null })],
    ['retention_of_others_missing: retention.others', examplePolicyWith({ retention: { others: null } })],
    [
      'rights_missing: rights.access rights.restriction',
      examplePolicyWith({ rights: { access: null, restriction: null } }),
    ],
    ['objection_missing: rights.objection', examplePolicyWith({ rights: { objection: null } })],
    ['portability_missing: rights.portability', examplePolicyWith({ rights: { portability: null } })],
    ['withdrawal_missing: rights.withdrawal', examplePolicyWith({ rights: { withdrawal: null } })],
    [
      'explicit_consent_missing: consentBased.0',
      examplePolicyWith({ consentBased: consentBased.map((one) => ({ ...one, explicitConsent: false })) }),
    ],
    ['complaint_missing: complaint', examplePolicyWith({ complaint: null })],
    ['obligation_to_provide_missing: obligationToProvide', examplePolicyWith({ obligationToProvide: null })],
    ['profiling_missing: profiling', examplePolicyWith({ profiling: null })],
    ['public_sources_unsaid: sources.0', examplePolicyWith({ sources: [{ ...sources[0], publiclyAccessible: null }] })],
    ['change_log_missing: changes', examplePolicyWith({ notice: { updatedOn: '2026-09-16' } })],
    ['data_subjects_missing: dataSubjects', examplePolicyWith({ dataSubjects: null })],
    ['security_missing: security', examplePolicyWith({ security: null })],
    ['privacy_shield: processors.1.mechanism', inAmerica({ mechanism: 'privacy_shield' })],
    ['privacy_shield: security', examplePolicyWith({ security: { fi: 'Suojattu', en: 'Under the privacy-shield.' } })],
    ['model_clauses_outdated: transfers', examplePolicyWith({ transfers: 'Suojana EU:n mallilausekkeet.' })],
    [
      'model_clauses_outdated: processors.1.evidence',
      inAmerica({ country: 'IN', mechanism: 'scc', evidence: 'Päätös 2010/87/EU ja (EU) 2021/914' }),
    ],
    [
      'model_clauses_outdated: transfers',
      examplePolicyWith({ transfers: 'Suojana vakiomuotoiset sopimuslausekkeet vuodelta 2010.' }),
    ],
    [
      'model_clauses_outdated: processors.1.safeguard',
      inAmerica({ safeguard: { fi: 'Sopimus', en: 'EU model contract clauses' } }),
    ],
    [
      'explicit_consent_missing: fields.consent_based.contact.0',
      // Data held on consent, and nothing that says how the consent is recorded.
      examplePolicyWith({ consentBased: [] }),
    ],
    ['dpf_without_evidence: processors.1', inAmerica({ evidence: null })],
    ['transfer_without_safeguard: processors.1', inAmerica({ mechanism: 'none' })],
    ['mechanism_contradicts_country: processors.1', inAmerica({ mechanism: 'eea' })],
    ['mechanism_contradicts_country: processors.1', inAmerica({ mechanism: 'adequacy' })],
    ['mechanism_contradicts_country: processors.1', inAmerica({ country: 'CA' })],
    ['check_missing: processors.1', inAmerica({ checkedOn: null })],
    ['check_missing: processors.1', inAmerica({ checkedOn: '2026-11-29' })],
    ['check_outdated: processors.1', inAmerica({ checkedOn: '2025-11-27' })],
    [
      'term_rekisteriseloste: notice.title',
      examplePolicyWith({ notice: { title: { fi: 'Rekisteriseloste', en: 'Notice' } } }),
    ],
  ];

  it.each(cases)('are what is changed in it: %s (%#)', (expected, policy) => {
    const [all] = found(policy);
    expect(found(policy)).toHaveLength(1);
    expect(all).toContain(` ${expected}`);
  });

  it('are each shown by one of these cases', () => {
    const shown = new Set(cases.map(([expected]) => expected.split(':')[0]));
    expect(FINDINGS.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('come with time: a check holds for a year, to the day in Helsinki', () => {
    const policy = inAmerica({ checkedOn: '2026-09-01' });
    expect(found(policy, Date.parse('2027-09-01T20:59:59Z'))).toEqual([]);
    expect(found(policy, Date.parse('2027-09-01T21:00:00Z'))).toEqual([
      '5(2), 24(1) check_outdated: processors.0 processors.1 processors.2 processors.3',
    ]);
  });

  it('count model clauses that were last looked at before the old ones ended', () => {
    const evidence = 'Lausekkeet (EU) 2021/914';
    expect(found(inAmerica({ mechanism: 'scc', evidence, checkedOn: '2022-12-26' }))).toEqual([
      '46(2)(c) model_clauses_outdated: processors.1.checkedOn',
      '5(2), 24(1) check_outdated: processors.1',
    ]);
    expect(found(inAmerica({ checkedOn: '2022-12-26' })).join()).not.toContain('model_clauses_outdated');
  });

  it('take what the evidence of a recipient says for all that is said of it', () => {
    const safeguard = { fi: 'EU:n mallisopimuslausekkeet', en: 'SCCs' };
    const scc = { mechanism: 'scc', safeguard, checkedOn: '2026-09-01' } as const;
    expect(found(inAmerica({ ...scc, evidence: 'Sopimuksen liite 3' }))).toEqual([
      '46(2)(c) model_clauses_outdated: processors.1.safeguard',
    ]);
    expect(found(inAmerica({ ...scc, evidence: 'Liite 3, lausekkeet (EU) 2021/914' }))).toEqual([]);
    const old = { fi: 'Lausekkeet 2010/87/EU', en: null };
    expect(found(inAmerica({ ...scc, safeguard: old, evidence: 'Liite 3, (EU) 2021/914' }))).toEqual([
      '46(2)(c) model_clauses_outdated: processors.1.safeguard',
    ]);
  });

  it('do not count what the change log tells of the past', () => {
    const changes = [
      { on: '2026-09-15', text: 'Rekisteriseloste on nyt tietosuojaseloste; Privacy Shield poistettu.' },
    ];
    expect(found(examplePolicyWith({ changes }))).toEqual([]);
  });

  it('do not ask for rights that the bases do not give', () => {
    const rights = { portability: null, withdrawal: null };
    const noConsent = { consentBased: [], fields: { consent_based: { contact: [] } } };
    expect(found(examplePolicyWith({ rights, ...noConsent, purposes: [purposes[1]] }))).toEqual([]);
    expect(found(examplePolicyWith({ rights, ...noConsent, purposes: [purposes[0]] }))).toEqual([
      '13(2)(b) portability_missing: rights.portability',
    ]);
  });

  it('do not ask for a text on transfers where data stays in the EEA', () => {
    expect(found(examplePolicyWith({ processors: [HUBSPOT], places: null, transfers: null }))).toEqual([]);
  });
});
