import type { Language } from '../policy/text.ts';

/** Words of the program in both languages. */
export type Words = Readonly<Record<Language, string>>;

/** Headings of the thirteen sections, in the order of the notice, and of those that the law adds, with what they answer to. */
export const HEADINGS = {
  controller: { fi: 'Rekisterinpitäjä', en: 'Controller', article: '13(1)(a)' },
  contactPerson: { fi: 'Rekisteriasioita hoitava henkilö', en: 'Who handles register matters', article: '13(1)(b)' },
  register: { fi: 'Rekisterin nimi', en: 'Name of the register', article: null },
  processors: { fi: 'Rekisteritietojen käsittelijät', en: 'Who processes the data', article: '13(1)(e)' },
  purposes: {
    fi: 'Henkilötietojen käsittelyn tarkoitus ja peruste',
    en: 'Purposes and legal bases of the processing',
    article: '13(1)(c), (d)',
  },
  fields: { fi: 'Rekisterin tietosisältö', en: 'What the register holds', article: '14(1)(d)' },
  retention: { fi: 'Henkilötietojen säilytysaika', en: 'How long personal data is kept', article: '13(2)(a)' },
  sources: { fi: 'Henkilötietolähteet', en: 'Where personal data comes from', article: '14(2)(f)' },
  transfers: {
    fi: 'Säännönmukaiset tietojen luovutukset ja tietojen siirto EU:n tai Euroopan talousalueen ulkopuolelle',
    en: 'Regular disclosures, and transfers out of the EU or the European Economic Area',
    article: '13(1)(e), (f)',
  },
  security: {
    fi: 'Kuvaus rekisterin suojauksen periaatteista',
    en: 'How the register is protected',
    article: null,
  },
  access: {
    fi: 'Rekisteröidyn oikeus saada pääsy tietoihin (tarkastusoikeus)',
    en: 'Right of access',
    article: '13(2)(b), 15',
  },
  rectification: {
    fi: 'Rekisteröidyn oikeus vaatia tiedon oikaisemista, poistamista tai käsittelyn rajoittamista',
    en: 'Right to rectification, erasure and restriction of processing',
    article: '13(2)(b), 16 to 18',
  },
  contact: { fi: 'Yhteydenotot', en: 'How to reach us', article: '12(2)' },
  objection: {
    fi: 'Oikeus vastustaa henkilötietojen käsittelyä',
    en: 'Right to object to the processing',
    article: '13(2)(b), 21',
  },
  portability: {
    fi: 'Oikeus siirtää tiedot järjestelmästä toiseen',
    en: 'Right to data portability',
    article: '13(2)(b), 20',
  },
  withdrawal: { fi: 'Suostumuksen peruuttaminen', en: 'Withdrawing consent', article: '13(2)(c), 7(3)' },
  complaint: {
    fi: 'Oikeus tehdä valitus valvontaviranomaiselle',
    en: 'Right to complain to the supervisory authority',
    article: '13(2)(d), 77',
  },
  obligationToProvide: {
    fi: 'Onko tiedot annettava ja mitä niiden antamatta jättämisestä seuraa',
    en: 'Whether data must be given, and what follows if it is not',
    article: '13(2)(e)',
  },
  profiling: {
    fi: 'Profilointi ja automaattinen päätöksenteko',
    en: 'Profiling and automated decisions',
    article: '13(2)(f), 22',
  },
  changes: { fi: 'Muutokset tähän selosteeseen', en: 'What has changed in this notice', article: '13(3)' },
} as const satisfies Record<string, Words & { readonly article: string | null }>;

/** Names of values within the sections. */
export const LABELS = {
  notice: { fi: 'Tietosuojaseloste', en: 'Privacy notice' },
  preparedOn: { fi: 'Laatimispäivä', en: 'Prepared' },
  updatedOn: { fi: 'Päivitetty', en: 'Updated' },
  version: { fi: 'Versio', en: 'Version' },
  name: { fi: 'Nimi', en: 'Name' },
  businessId: { fi: 'Y-tunnus', en: 'Business ID' },
  address: { fi: 'Osoite', en: 'Address' },
  jobTitle: { fi: 'Tehtävä', en: 'Title' },
  email: { fi: 'Sähköposti', en: 'E-mail' },
  phone: { fi: 'Puhelin', en: 'Telephone' },
  url: { fi: 'Verkkosivut', en: 'Web site' },
  groupCompanies: { fi: 'Samaan konserniin kuuluvat yhtiöt', en: 'Companies of the same group' },
  company: { fi: 'Yhtiö', en: 'Company' },
  dataProtectionOfficer: { fi: 'Tietosuojavastaava', en: 'Data protection officer' },
  reasoning: { fi: 'Tietosuojavastaavaa koskeva perustelu', en: 'Reasoning on the data protection officer' },
  recipients: { fi: 'Tietojen vastaanottajat', en: 'Recipients of the data' },
  recipient: { fi: 'Vastaanottaja', en: 'Recipient' },
  role: { fi: 'Rooli', en: 'Role' },
  use: { fi: 'Mihin tietoja käytetään', en: 'What the data is used for' },
  country: { fi: 'Maa', en: 'Country' },
  mechanism: { fi: 'Siirtoperuste', en: 'Ground for the transfer' },
  safeguard: { fi: 'Suojatoimet', en: 'Safeguards' },
  evidence: { fi: 'Mistä suojatoimet ovat saatavilla', en: 'Where the safeguards are available' },
  transfers: { fi: 'Missä tiedot ovat ja mikä niitä suojaa', en: 'Where the data is, and what protects it' },
  checkedOn: { fi: 'Tarkistettu', en: 'Checked' },
  purposes: { fi: 'Käyttötarkoitukset ja käsittelyperusteet', en: 'Purposes and legal bases' },
  purpose: { fi: 'Käyttötarkoitus', en: 'Purpose' },
  basis: { fi: 'Käsittelyperuste', en: 'Legal basis' },
  legitimateInterest: { fi: 'Oikeutettu etu', en: 'Legitimate interest' },
  categories: { fi: 'Henkilötietoryhmät', en: 'Categories of data' },
  category: { fi: 'Tietoryhmä', en: 'Category of data' },
  otherPeriods: { fi: 'Muut säilytysajat', en: 'Other periods' },
  period: { fi: 'Säilytysaika', en: 'Kept for' },
  sources: { fi: 'Tietolähteet', en: 'Sources' },
  source: { fi: 'Tietolähde', en: 'Source' },
  publicSource: { fi: 'Yleisesti saatavilla', en: 'Open to the public' },
  changes: { fi: 'Muutokset', en: 'Changes' },
  change: { fi: 'Muutos', en: 'Change' },
  on: { fi: 'Päivä', en: 'Date' },
  account: { fi: 'HubSpot-tili', en: 'HubSpot account' },
  contactPerson: { fi: 'Rekisteriasioita hoitava henkilö', en: 'Who handles register matters' },
  dataSubjects: { fi: 'Rekisteröityjen ryhmät', en: 'Categories of data subjects' },
  record: { fi: 'Seloste käsittelytoimista', en: 'Record of processing activities' },
  description: { fi: 'Mitä seloste siitä sanoo', en: 'What the notice says of it' },
  holds: { fi: 'Tiedot', en: 'Data' },
  whoseContact: { fi: 'Kenen palvelukontakti ratkaisee', en: 'Whose service contact decides' },
  customers: {
    fi: 'asiakkaan (kenen tahansa saman yrityksen henkilön)',
    en: 'the customer’s (that of anybody of the same company)',
  },
  persons: { fi: 'henkilön oma', en: 'the person’s own' },
  withoutContact: { fi: 'Ilman palvelukontaktia', en: 'Without any service contact' },
  fromCreation: { fi: 'aika alkaa tietueen luonnista', en: 'the time runs from when the record was made' },
  notErased: {
    fi: 'päättymistä ei lasketa ennen ensimmäistä palvelukontaktia',
    en: 'no end is computed until there is one',
  },
  trail: { fi: 'Lokin tiedot poistetusta henkilöstä', en: 'What the trail holds of somebody who was erased' },
  unrecorded: { fi: 'ei kirjattu', en: 'not recorded' },
  yes: { fi: 'kyllä', en: 'yes' },
  no: { fi: 'ei', en: 'no' },
} as const satisfies Record<string, Words>;

/** Headings of the record of processing, with what of Art. 30(1) they answer to. */
export const RECORD_HEADINGS = {
  controller: { fi: 'Rekisterinpitäjä ja yhteyshenkilöt', en: 'Controller and contacts', article: '30(1)(a)' },
  purposes: { fi: 'Käsittelyn tarkoitukset', en: 'Purposes of the processing', article: '30(1)(b)' },
  categories: {
    fi: 'Rekisteröityjen ryhmät ja henkilötietoryhmät',
    en: 'Categories of data subjects and of personal data',
    article: '30(1)(c)',
  },
  recipients: { fi: 'Vastaanottajat', en: 'Recipients', article: '30(1)(d)' },
  transfers: { fi: 'Siirrot ja suojatoimet', en: 'Transfers and safeguards', article: '30(1)(e)' },
  timeLimits: { fi: 'Poistamisen määräajat', en: 'Time limits for erasure', article: '30(1)(f)' },
  security: { fi: 'Turvatoimet', en: 'Security measures', article: '30(1)(g)' },
} as const satisfies Record<string, Words & { readonly article: string }>;
