/** What is wrong with a notice. */
export type FindingCode = (typeof FINDINGS)[number]['code'];

/** `error`: what the policy says has no force; `gap`: it does not say what the law asks for; `advice`: it should be mended. */
export type FindingSeverity = (typeof SEVERITIES)[number];

export const SEVERITIES = ['error', 'gap', 'advice'] as const;

/** What is wrong, and what somebody should do. */
export interface FindingWords {
  readonly says: string;
  readonly toDo: string;
}

/**
 * Everything that may be found, with the articles that ask for it (of the GDPR; several are parted by `, `), in the order in which it
 * is told: the articles about the notice, those about the record of processing, what has no force any more.
 */
export const FINDINGS = [
  { code: 'group_companies_unnamed', article: '13(1)(a)', severity: 'gap' },
  { code: 'group_roles_missing', article: '26(1)', severity: 'gap' },
  { code: 'data_protection_officer_missing', article: '13(1)(b)', severity: 'gap' },
  { code: 'data_protection_officer_unreachable', article: '13(1)(b)', severity: 'gap' },
  { code: 'data_protection_officer_reasoning', article: '5(2), 37(1)', severity: 'advice' },
  { code: 'basis_missing', article: '13(1)(c)', severity: 'gap' },
  { code: 'legitimate_interest_missing', article: '13(1)(d)', severity: 'gap' },
  { code: 'recipients_incomplete', article: '13(1)(e)', severity: 'gap' },
  { code: 'hubspot_unnamed', article: '13(1)(e)', severity: 'gap' },
  { code: 'transfers_incomplete', article: '13(1)(f)', severity: 'gap' },
  { code: 'transfers_text_missing', article: '13(1)(f)', severity: 'gap' },
  { code: 'safeguard_copy_missing', article: '13(1)(f)', severity: 'gap' },
  { code: 'retention_of_others_missing', article: '13(2)(a)', severity: 'gap' },
  { code: 'rights_missing', article: '13(2)(b)', severity: 'gap' },
  { code: 'objection_missing', article: '13(2)(b), 21(4)', severity: 'gap' },
  { code: 'portability_missing', article: '13(2)(b)', severity: 'gap' },
  { code: 'withdrawal_missing', article: '13(2)(c)', severity: 'gap' },
  { code: 'explicit_consent_missing', article: '9(2)(a)', severity: 'error' },
  { code: 'complaint_missing', article: '13(2)(d)', severity: 'gap' },
  { code: 'obligation_to_provide_missing', article: '13(2)(e)', severity: 'gap' },
  { code: 'profiling_missing', article: '13(2)(f)', severity: 'gap' },
  { code: 'public_sources_unsaid', article: '14(2)(f)', severity: 'advice' },
  { code: 'change_log_missing', article: '13(3), 5(2)', severity: 'advice' },
  { code: 'data_subjects_missing', article: '30(1)(c)', severity: 'gap' },
  { code: 'security_missing', article: '30(1)(g)', severity: 'gap' },
  { code: 'privacy_shield', article: '44, 46', severity: 'error' },
  { code: 'model_clauses_outdated', article: '46(2)(c)', severity: 'error' },
  { code: 'dpf_without_evidence', article: '45(1)', severity: 'error' },
  { code: 'transfer_without_safeguard', article: '44', severity: 'error' },
  { code: 'mechanism_contradicts_country', article: '44', severity: 'error' },
  { code: 'check_missing', article: '5(2), 24(1)', severity: 'gap' },
  { code: 'check_outdated', article: '5(2), 24(1)', severity: 'gap' },
  { code: 'term_rekisteriseloste', article: '12(1)', severity: 'advice' },
] as const satisfies readonly { readonly code: string; readonly article: string; readonly severity: FindingSeverity }[];
