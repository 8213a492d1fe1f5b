import type { Notice } from '../../notice/document.ts';
import type { ProcessingRecord } from '../../notice/record/record.ts';

const inFinnish = (text: string) => [{ text, lang: 'fi' as const, href: null }];

/** A notice of one section, in Finnish. */
export const NOTICE: Notice = {
  format: 'rekisteri-notice-v1',
  lang: 'fi',
  title: inFinnish('Esimerkki Oy:n tietosuojaseloste'),
  subtitle: null,
  facts: [{ name: inFinnish('Päivitetty'), value: inFinnish('5.10.2026') }],
  sections: [
    {
      id: 'register',
      number: 3,
      heading: 'Rekisterin nimi',
      article: null,
      separate: false,
      blocks: [{ kind: 'paragraph', line: inFinnish('Esimerkki Oy:n asiakasrekisteri') }],
    },
  ],
};

/** The record of an invented company. */
export const PROCESSING_RECORD: ProcessingRecord = {
  format: 'rekisteri-record-of-processing-v1',
  account: null,
  register: 'Esimerkki Oy:n asiakasrekisteri',
  updatedOn: '2026-10-05',
  controller: {
    name: 'Esimerkki Oy',
    shortName: null,
    businessId: '1234567-8',
    address: 'Esimerkkikatu 1, 00100 Helsinki',
    email: 'info@example.com',
  },
  groupCompanies: [],
  contactPerson: {
    name: 'Esko Esimerkki',
    title: { fi: 'Toimitusjohtaja', en: 'Director' },
    email: 'esko@example.com',
  },
  dataProtectionOfficer: null,
  purposes: [
    {
      code: 'services',
      text: { fi: 'Valmennusten toteutus', en: 'Training' },
      basis: 'contract',
      legitimateInterest: null,
      categories: ['contact_details'],
    },
  ],
  dataSubjects: [{ fi: 'Asiakkaiden yhteyshenkilöt', en: 'Contacts of customers' }],
  categories: [
    {
      code: 'contact_details',
      text: { fi: 'Yhteystiedot', en: 'Contact details' },
      labels: [{ fi: 'Sähköpostiosoite', en: 'E-mail address' }],
    },
  ],
  recipients: [
    {
      name: 'HubSpot Ireland Ltd',
      role: 'processor',
      purpose: { fi: 'Asiakasrekisterin ylläpito', en: null },
      country: 'IE',
      mechanism: 'eea',
      safeguard: { fi: 'Palvelimet ETA-alueella', en: null },
      evidence: null,
      checkedOn: '2026-10-05',
    },
  ],
  transfers: null,
  timeLimits: {
    rule: { years: 10, clock: 'customer', withoutContact: 'created' },
    text: null,
    others: null,
    trailYears: 10,
  },
  security: { fi: 'Käyttöoikeudet työtehtävien mukaan', en: null },
};
