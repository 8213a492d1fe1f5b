/** A HubSpot property that the add-on provides, with its Finnish texts for staff. */
export interface RegisterProperty {
  readonly name: string;
  readonly label: string;
  readonly type: 'datetime' | 'date' | 'string' | 'enumeration';
  readonly fieldType: 'date' | 'text' | 'select';
  readonly description: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** The property group that holds them, on contacts and on companies. */
export const REGISTER_GROUP = { name: 'rekisteri', label: 'Rekisteri (tietosuoja)' } as const;

const datetime = { type: 'datetime', fieldType: 'date', options: [] } as const;
const date = { type: 'date', fieldType: 'date', options: [] } as const;
const string = { type: 'string', fieldType: 'text', options: [] } as const;
const enumeration = { type: 'enumeration', fieldType: 'select' } as const;

/** Properties on contacts, in the order of the contract. */
export const CONTACT_PROPERTIES = [
  {
    ...datetime,
    name: 'rekisteri_last_contact_at',
    label: 'Viimeisin palvelukontakti',
    description:
      'Milloin henkilöön on viimeksi oltu yhteydessä (tapaaminen, puhelu, sähköposti, viesti tai kirje). Tyhjä, jos ei ' +
      'koskaan. Lisäosa päivittää. / When this person was last in contact with us. Empty when never. Kept by the add-on.',
  },
  {
    ...string,
    name: 'rekisteri_last_contact_source',
    label: 'Viimeisimmän palvelukontaktin lähde',
    description:
      'Mistä tapahtumasta viimeisin palvelukontakti on, esimerkiksi meetings:5512. Lisäosa päivittää. / Which activity ' +
      'set the latest service contact, e.g. meetings:5512. Kept by the add-on.',
  },
  {
    ...datetime,
    name: 'rekisteri_customer_last_contact_at',
    label: 'Asiakasyrityksen viimeisin palvelukontakti',
    description:
      'Milloin henkilön yritykseen tai johonkuhun sen henkilöistä on viimeksi oltu yhteydessä. Lisäosa päivittää. / When ' +
      "this person's company, or anyone in it, was last in contact with us. Kept by the add-on.",
  },
  {
    ...enumeration,
    name: 'rekisteri_retention_basis',
    label: 'Säilytysajan peruste',
    description:
      'Mistä säilytysajan päättymispäivä on laskettu. Lisäosa päivittää. / What set the end of the retention period. Kept ' +
      'by the add-on.',
    options: [
      { value: 'meeting', label: 'Tapaaminen' },
      { value: 'call', label: 'Puhelu' },
      { value: 'email', label: 'Sähköposti' },
      { value: 'communication', label: 'Viesti (esim. WhatsApp, LinkedIn, tekstiviesti)' },
      { value: 'postal_mail', label: 'Kirje' },
      { value: 'note', label: 'Muistiinpano' },
      { value: 'task', label: 'Tehtävä' },
      { value: 'company_activity', label: 'Yhteydenpito yritykseen' },
      { value: 'colleague_activity', label: 'Yhteydenpito kollegaan' },
      { value: 'record_created', label: 'Tietueen luonti (ei yhteydenpitoa)' },
    ],
  },
  {
    ...date,
    name: 'rekisteri_retention_ends',
    label: 'Säilytysaika päättyy',
    description:
      'Päivä, johon asti tietoja saa säilyttää: viimeisin palvelukontakti ja 10 vuotta (rekisteriseloste, kohta 7). ' +
      'Lisäosa päivittää. / Last day the data may be kept. Kept by the add-on.',
  },
  {
    ...enumeration,
    name: 'rekisteri_retention_status',
    label: 'Säilytyksen tila',
    description:
      'Voimassa, päättymässä, päättynyt, pidossa tai ei tiedossa (jotakin tarvittavaa ei voitu lukea). Lisäosa päivittää. ' +
      '/ Active, ending soon, ended, on hold, or unknown (something needed could not be read). Kept by the add-on.',
    options: [
      { value: 'active', label: 'Voimassa' },
      { value: 'ending_soon', label: 'Päättymässä' },
      { value: 'ended', label: 'Päättynyt' },
      { value: 'on_hold', label: 'Pidossa' },
      { value: 'unknown', label: 'Ei tiedossa' },
    ],
  },
] as const satisfies readonly RegisterProperty[];

/** Properties on companies. */
export const COMPANY_PROPERTIES = [
  {
    ...datetime,
    name: 'rekisteri_last_contact_at',
    label: 'Viimeisin palvelukontakti',
    description:
      'Milloin yritykseen tai johonkuhun sen henkilöistä on viimeksi oltu yhteydessä. Lisäosa päivittää. / When this ' +
      'company, or anyone in it, was last in contact with us. Kept by the add-on.',
  },
  {
    ...string,
    name: 'rekisteri_last_contact_source',
    label: 'Viimeisimmän palvelukontaktin lähde',
    description:
      'Mistä tapahtumasta viimeisin palvelukontakti on, esimerkiksi calls:77. Lisäosa päivittää. / Which activity set the ' +
      'latest service contact, e.g. calls:77. Kept by the add-on.',
  },
  {
    ...date,
    name: 'rekisteri_retention_ends',
    label: 'Säilytysaika päättyy',
    description:
      'Päivä, johon asti yrityksen henkilöiden tietoja saa säilyttää yrityksen asiakassuhteen perusteella. Lisäosa ' +
      'päivittää. / Last day the data of its people may be kept because of this company. Kept by the add-on.',
  },
] as const satisfies readonly RegisterProperty[];

export type ContactProperty = (typeof CONTACT_PROPERTIES)[number]['name'];
export type CompanyProperty = (typeof COMPANY_PROPERTIES)[number]['name'];

/** Property that staff write and the decision reads: a hold in force through this date. */
export const HOLD_UNTIL = 'rekisteri_hold_until';
