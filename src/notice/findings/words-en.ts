import type { FindingCode, FindingWords } from './codes.ts';

/** What findings say in English. */
export const ENGLISH_WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  group_companies_unnamed: {
    says: 'The notice does not name the companies of the group.',
    toDo: 'Name the companies in groupCompanies and say whether they are joint controllers (Art. 26); [] if there are none.',
  },
  group_roles_missing: {
    says: 'The role of a company of the group is missing.',
    toDo: 'Set role in groupCompanies: joint_controller, controller or processor.',
  },
  data_protection_officer_missing: {
    says: 'The notice does not say whether there is a data protection officer.',
    toDo: 'Fill in dataProtectionOfficer: how to reach them, or appointed: false and the reasoning.',
  },
  data_protection_officer_unreachable: {
    says: 'It is not said how to reach the data protection officer.',
    toDo: 'Add the e-mail or phone of the data protection officer.',
  },
  data_protection_officer_reasoning: {
    says: 'It is not noted where the reasoning is kept why no data protection officer is needed.',
    toDo: 'Keep the reasoning and note its place in dataProtectionOfficer.evidence.',
  },
  basis_missing: {
    says: 'A purpose has no legal basis.',
    toDo: 'Set basis of every purpose: consent, contract, legal_obligation, vital_interests, public_task or legitimate_interests.',
  },
  legitimate_interest_missing: {
    says: 'No legitimate interest is named for a purpose whose basis it is, or may be.',
    toDo: 'Name the interest in legitimateInterest and keep the balancing test, or set another basis.',
  },
  recipients_incomplete: {
    says: 'The role, purpose or country of a recipient is missing.',
    toDo: 'Set role, purpose and country of every recipient.',
  },
  hubspot_unnamed: {
    says: 'The register is in HubSpot, but HubSpot is not among the recipients.',
    toDo: 'Add the HubSpot company with which there is a contract to processors.',
  },
  transfers_incomplete: {
    says: 'It is not said on what ground a recipient takes data out of the EU and EEA, or that data stays there.',
    toDo: 'Set mechanism, evidence (where a copy of the safeguard is to be had) and checkedOn of every recipient.',
  },
  transfers_text_missing: {
    says: 'Data may leave the EU and EEA, and the notice does not tell of it.',
    toDo: 'Write transfers (section 9).',
  },
  safeguard_copy_missing: {
    says: 'It is not said where a copy of the safeguard is to be had.',
    toDo: 'Set evidence: the contract or address that holds the clauses or rules.',
  },
  retention_of_others_missing: {
    says: 'It is not said how long data held on consent, of participation and by statute is kept.',
    toDo: 'Fill in retention.others, category by category.',
  },
  rights_missing: {
    says: 'The notice does not tell of the right of access, rectification, erasure or restriction.',
    toDo: 'Write the texts that are missing in rights.',
  },
  objection_missing: {
    says: 'The notice does not tell of the right to object.',
    toDo: 'Write rights.objection; it is shown clearly and apart from the rest.',
  },
  portability_missing: {
    says: 'The notice does not tell of the right to data portability, though the basis is or may be consent or contract.',
    toDo: 'Write rights.portability.',
  },
  withdrawal_missing: {
    says: 'The notice does not say that a consent can be withdrawn.',
    toDo: 'Write rights.withdrawal: how a consent can be withdrawn at any time.',
  },
  explicit_consent_missing: {
    says: 'Data held on consent may be of a special category (diet: health or religion), and the consent is not marked as explicit.',
    toDo: 'Ask for explicit consent and set explicitConsent: true in consentBased, or stop collecting the data.',
  },
  complaint_missing: {
    says: 'The notice does not tell of the right to complain to a supervisory authority.',
    toDo: 'Fill in complaint: the Office of the Data Protection Ombudsman and how to reach it.',
  },
  obligation_to_provide_missing: {
    says: 'The notice does not say whether data must be given, and what follows if it is not.',
    toDo: 'Write obligationToProvide.',
  },
  profiling_missing: {
    says: 'The notice does not say whether there are automated decisions or profiling.',
    toDo: 'Write profiling: yes or no, and if so by what logic and with what effect (assessments and profiles).',
  },
  public_sources_unsaid: {
    says: 'It is not said whether sources are open to the public.',
    toDo: 'Set publiclyAccessible in sources to true or false, and add public sources if there are any.',
  },
  change_log_missing: {
    says: 'The last update is not in the change log.',
    toDo: 'Add to changes the day and what changed; people are told of a new purpose beforehand.',
  },
  data_subjects_missing: {
    says: 'The categories of data subjects are missing from the record of processing.',
    toDo: 'Fill in dataSubjects.',
  },
  security_missing: {
    says: 'The description of security measures is missing.',
    toDo: 'Write security (section 10).',
  },
  privacy_shield: {
    says: 'The notice leans on Privacy Shield, which has been invalid since 16 July 2020 (C-311/18).',
    toDo: 'Take it out and set what the transfer rests on now: adequacy, dpf, scc or bcr.',
  },
  model_clauses_outdated: {
    says: 'The model clauses are not said to be those of (EU) 2021/914; the old ones ended on 27 December 2022.',
    toDo: 'Check the contract, name (EU) 2021/914 in the text or in evidence, and set checkedOn.',
  },
  dpf_without_evidence: {
    says: 'The Data Privacy Framework is named without evidence that the recipient is certified.',
    toDo: 'Look the company up on the list at dataprivacyframework.gov and set evidence and checkedOn.',
  },
  transfer_without_safeguard: {
    says: 'Data leaves the EU and EEA with nothing that allows it.',
    toDo: 'Stop the transfer, or agree on a safeguard and set it in mechanism.',
  },
  mechanism_contradicts_country: {
    says: 'What the transfer rests on does not fit the country of the recipient.',
    toDo: 'Check country and mechanism: eea in the EEA only, dpf in the United States only, where adequacy is dpf.',
  },
  check_missing: {
    says: 'It is not noted when the safeguard was checked.',
    toDo: 'Check the safeguard and set checkedOn.',
  },
  check_outdated: {
    says: 'The safeguard was checked more than a year ago.',
    toDo: 'Check the safeguard again and set checkedOn anew.',
  },
  term_rekisteriseloste: {
    says: 'Rekisteriseloste is a term of the repealed Personal Data Act (523/1999).',
    toDo: 'Say tietosuojaseloste (Art. 13 and 14); seloste käsittelytoimista is the record of Art. 30.',
  },
};
