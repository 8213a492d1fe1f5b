import { isHubSpot } from '../policy/places.ts';
import type { Policy } from '../policy/schema.ts';
import type { Instant } from '../register/instant.ts';
import { FINDINGS, type FindingCode, type FindingSeverity, type FindingWords } from './findings/codes.ts';
import { oldModelClauses, oldTerms, privacyShields } from './findings/obsolete.ts';
import { type Places, placesOf } from './findings/policy-places.ts';
import { transferFindings } from './findings/transfers.ts';
import { wordsOf } from './findings/words.ts';

/** Something that Articles 13, 14 or 30 ask for and the policy lacks, or that it says and that has no force any more. */
export interface Finding {
  readonly code: FindingCode;
  /** Articles that ask for it, such as `13(1)(c)`; several are parted by `, `. */
  readonly article: string;
  readonly severity: FindingSeverity;
  /** Where in the policy, as paths of its fields: `purposes.0`, `processors.3`, `rights.objection`. */
  readonly where: readonly string[];
  readonly fi: FindingWords;
  readonly en: FindingWords;
}

/** What is wrong with the notice at `now`, one finding for each code, in the order of the articles. Pure. */
export function findingsOf(policy: Policy, now: Instant): Finding[] {
  const places = new Map<FindingCode, Places>([
    ...partyFindings(policy),
    ...processingFindings(policy),
    ...transferFindings(policy, now),
    ...rightFindings(policy),
    ['privacy_shield', privacyShields(policy)],
    ['model_clauses_outdated', oldModelClauses(policy)],
    ['term_rekisteriseloste', oldTerms(policy)],
  ]);
  return FINDINGS.flatMap((known) => {
    const where = places.get(known.code) ?? [];
    if (where.length === 0) return [];
    return [{ ...known, where, fi: wordsOf(known.code, 'fi'), en: wordsOf(known.code, 'en') }];
  });
}

type Found = readonly [FindingCode, Places];

/** §1, §2: who keeps the register. */
function partyFindings({ groupCompanies, dataProtectionOfficer: officer }: Policy): Found[] {
  const isUnreachable = officer?.appointed === true && officer.email === null && officer.phone === null;
  const isUnreasoned = officer?.appointed === false && officer.evidence === null;
  return [
    ['group_companies_unnamed', when(groupCompanies === null, 'groupCompanies')],
    ['group_roles_missing', placesOf('groupCompanies', groupCompanies ?? [], ({ role }) => role === null)],
    ['data_protection_officer_missing', when(officer === null, 'dataProtectionOfficer')],
    ['data_protection_officer_unreachable', when(isUnreachable, 'dataProtectionOfficer')],
    ['data_protection_officer_reasoning', when(isUnreasoned, 'dataProtectionOfficer.evidence')],
  ];
}

/** §4 to §8, §10: what is done with the data. */
function processingFindings({ purposes, processors, sources, retention, ...policy }: Policy): Found[] {
  const maybeInterest = [null, 'legitimate_interests'];
  const { changes, notice } = policy;
  const isUnlogged = notice.updatedOn !== notice.preparedOn && !changes.some(({ on }) => on >= notice.updatedOn);
  return [
    ['basis_missing', placesOf('purposes', purposes, ({ basis }) => basis === null)],
    [
      'legitimate_interest_missing',
      placesOf('purposes', purposes, (one) => maybeInterest.includes(one.basis) && one.legitimateInterest === null),
    ],
    [
      'recipients_incomplete',
      placesOf('processors', processors, (one) => [one.role, one.purpose, one.country].includes(null)),
    ],
    ['hubspot_unnamed', when(!processors.some(({ name }) => isHubSpot(name)), 'processors')],
    ['retention_of_others_missing', when(retention.others === null, 'retention.others')],
    ['explicit_consent_missing', withoutExplicitConsent(policy)],
    ['public_sources_unsaid', placesOf('sources', sources, (one) => one.publiclyAccessible === null)],
    ['change_log_missing', when(isUnlogged, 'changes')],
    ['data_subjects_missing', when(policy.dataSubjects === null, 'dataSubjects')],
    ['security_missing', when(policy.security === null, 'security')],
  ];
}

/** §11, §12 and Art. 13(2): rights, and what else people must be told. */
function rightFindings({ rights, purposes, complaint, obligationToProvide, profiling, ...policy }: Policy): Found[] {
  const mayRestOn = (...bases: readonly string[]) =>
    purposes.some(({ basis }) => basis === null || bases.includes(basis));
  const { consentBased, fields } = policy;
  const mayConsent = consentBased.length > 0 || fields.consent_based.contact.length > 0 || mayRestOn('consent');
  const isPortable = mayConsent || mayRestOn('contract');
  const always = (['access', 'rectification', 'erasure', 'restriction'] as const).filter((one) => rights[one] === null);
  return [
    ['rights_missing', always.map((right) => `rights.${right}`)],
    // Direct marketing can be objected to whatever the basis (Art. 21(2)).
    ['objection_missing', when(rights.objection === null, 'rights.objection')],
    ['portability_missing', when(isPortable && rights.portability === null, 'rights.portability')],
    ['withdrawal_missing', when(mayConsent && rights.withdrawal === null, 'rights.withdrawal')],
    ['complaint_missing', when(complaint === null, 'complaint')],
    ['obligation_to_provide_missing', when(obligationToProvide === null, 'obligationToProvide')],
    ['profiling_missing', when(profiling === null, 'profiling')],
  ];
}

/** §6: data held on consent that is not marked as explicit, or of which the policy does not say at all what records the consent. */
function withoutExplicitConsent({ consentBased, fields }: Pick<Policy, 'consentBased' | 'fields'>): Places {
  const recorded = new Set(consentBased.map(({ property }) => property));
  return [
    ...placesOf('consentBased', consentBased, (one) => one.explicitConsent !== true),
    ...placesOf('fields.consent_based.contact', fields.consent_based.contact, (one) => !recorded.has(one.property)),
  ];
}

function when(isSo: boolean, place: string): Places {
  return isSo ? [place] : [];
}
