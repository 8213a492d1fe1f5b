import type { DataCategory } from '../policy/data-categories.ts';
import type { Processor } from '../policy/processors.ts';
import type { Basis } from '../policy/purposes.ts';
import type { Words } from './words.ts';

/** Categories of §6 in short. */
export const CATEGORY_WORDS: Readonly<Record<DataCategory, Words>> = {
  contact_details: { fi: 'Yhteystiedot', en: 'Contact details' },
  job: { fi: 'Työtehtävään liittyvät tiedot', en: 'Job' },
  employer: { fi: 'Työnantajayrityksen tiedot', en: 'Employer' },
  participation: { fi: 'Osallistumistiedot', en: 'Participation' },
  relationship: { fi: 'Asiakassuhteeseen liittyvät tiedot', en: 'Customer relationship' },
  consents: { fi: 'Luvat ja suostumukset', en: 'Permissions and consents' },
  consent_based: { fi: 'Suostumuksella kerätyt tiedot', en: 'Data collected by consent' },
};

/** As the data protection authority of Finland names them. */
export const BASIS_WORDS: Readonly<Record<Basis, Words>> = {
  consent: { fi: 'suostumus (6 artiklan 1 kohdan a alakohta)', en: 'consent (Article 6(1)(a))' },
  contract: { fi: 'sopimus (6 artiklan 1 kohdan b alakohta)', en: 'contract (Article 6(1)(b))' },
  legal_obligation: {
    fi: 'lakisääteinen velvoite (6 artiklan 1 kohdan c alakohta)',
    en: 'legal obligation (Article 6(1)(c))',
  },
  vital_interests: {
    fi: 'elintärkeiden etujen suojaaminen (6 artiklan 1 kohdan d alakohta)',
    en: 'vital interests (Article 6(1)(d))',
  },
  public_task: {
    fi: 'yleistä etua koskeva tehtävä tai julkinen valta (6 artiklan 1 kohdan e alakohta)',
    en: 'task in the public interest or official authority (Article 6(1)(e))',
  },
  legitimate_interests: {
    fi: 'oikeutettu etu (6 artiklan 1 kohdan f alakohta)',
    en: 'legitimate interests (Article 6(1)(f))',
  },
};

export const ROLE_WORDS: Readonly<Record<NonNullable<Processor['role']>, Words>> = {
  processor: { fi: 'henkilötietojen käsittelijä', en: 'processor' },
  controller: { fi: 'rekisterinpitäjä', en: 'controller' },
  joint_controller: { fi: 'yhteisrekisterinpitäjä', en: 'joint controller' },
};

export const MECHANISM_WORDS: Readonly<Record<NonNullable<Processor['mechanism']>, Words>> = {
  eea: { fi: 'tiedot pysyvät ETA-alueella', en: 'the data stays in the EEA' },
  adequacy: {
    fi: 'Euroopan komission päätös tietosuojan riittävyydestä (45 artikla)',
    en: 'adequacy decision of the European Commission (Article 45)',
  },
  dpf: {
    fi: 'EU:n ja Yhdysvaltojen tietosuojakehys (komission päätös (EU) 2023/1795)',
    en: 'EU-US Data Privacy Framework (Commission decision (EU) 2023/1795)',
  },
  scc: {
    fi: 'vakiosopimuslausekkeet (komission päätös (EU) 2021/914)',
    en: 'standard contractual clauses (Commission decision (EU) 2021/914)',
  },
  bcr: {
    fi: 'yritystä koskevat sitovat säännöt (47 artikla)',
    en: 'binding corporate rules (Article 47)',
  },
  none: { fi: 'ei siirtoperustetta', en: 'no ground for a transfer' },
  privacy_shield: { fi: 'Privacy Shield (kumottu 16.7.2020)', en: 'Privacy Shield (annulled on 16 July 2020)' },
};
