import { ACTIVITY_LABELS } from './activity-labels.ts';
import { DATE, DATETIME, type RegisterProperty, SELECT, TEXT } from './property.ts';

/** Properties on contacts that say until when data may be kept (§7). */
export const RETENTION_PROPERTIES = [
  {
    ...DATETIME,
    direction: 'out',
    name: 'rekisteri_last_contact_at',
    label: 'Viimeisin palvelukontakti',
    description:
      'Milloin henkilöön on viimeksi oltu yhteydessä: tapaaminen, puhelu, sähköposti, viesti tai kirje. Tyhjä, jos ' +
      'ei koskaan. Lisäosa päivittää, älä muuta käsin. / When this person was last in contact with us. Empty when ' +
      'never. Kept by the add-on.',
  },
  {
    ...TEXT,
    direction: 'out',
    name: 'rekisteri_last_contact_source',
    label: 'Viimeisimmän palvelukontaktin lähde',
    description:
      'HubSpotin tapahtuma, jossa henkilöön oltiin viimeksi yhteydessä: laji ja numero, esimerkiksi meetings:5512 ' +
      'on tapaaminen 5512. Lisäosa päivittää, älä muuta käsin. / The activity that was the latest contact, e.g. ' +
      'meetings:5512. Kept by the add-on.',
  },
  {
    ...DATETIME,
    direction: 'out',
    name: 'rekisteri_customer_last_contact_at',
    label: 'Asiakasyrityksen viimeisin palvelukontakti',
    description:
      'Milloin henkilön yritykseen tai johonkuhun sen henkilöistä on viimeksi oltu yhteydessä. Lisäosa päivittää, ' +
      "älä muuta käsin. / When this person's company, or anyone in it, was last in contact with us. Kept by the " +
      'add-on.',
  },
  {
    ...SELECT,
    direction: 'out',
    name: 'rekisteri_retention_basis',
    label: 'Säilytysajan peruste',
    description:
      'Mistä säilytysaika on laskettu, esimerkiksi viimeisimmästä puhelusta tai yhteydenpidosta kollegaan. Lisäosa ' +
      'päivittää, älä muuta käsin. / What the end of the retention period was counted from. Kept by the add-on.',
    options: [
      { value: 'meeting', label: ACTIVITY_LABELS.meetings },
      { value: 'call', label: ACTIVITY_LABELS.calls },
      { value: 'email', label: ACTIVITY_LABELS.emails },
      { value: 'communication', label: ACTIVITY_LABELS.communications },
      { value: 'postal_mail', label: ACTIVITY_LABELS.postal_mail },
      { value: 'note', label: ACTIVITY_LABELS.notes },
      { value: 'task', label: ACTIVITY_LABELS.tasks },
      { value: 'company_activity', label: 'Yhteydenpito yritykseen' },
      { value: 'colleague_activity', label: 'Yhteydenpito kollegaan' },
      { value: 'former_contact', label: 'Yhteydenpito kollegaan, jonka tiedot on poistettu' },
      { value: 'record_created', label: 'Tietueen luonti (ei yhteydenpitoa)' },
    ],
  },
  {
    ...DATE,
    direction: 'out',
    name: 'rekisteri_retention_ends',
    label: 'Säilytysaika päättyy',
    description:
      'Viimeinen päivä, jona henkilön tietoja saa säilyttää: {years} viimeisimmästä palvelukontaktista ' +
      '({notice}, kohta 7). Lisäosa päivittää, älä muuta käsin. / Last day the data may be kept: {yearsInEnglish} ' +
      'after the latest contact. Kept by the add-on.',
  },
  {
    ...SELECT,
    direction: 'out',
    name: 'rekisteri_retention_status',
    label: 'Säilytyksen tila',
    description:
      'Voimassa: tiedot saa säilyttää. Päättymässä: säilytysaika päättyy pian. Päättynyt: päätä, säilytetäänkö vai ' +
      'poistetaanko tiedot. Pidossa: tietoja ei poisteta. Ei tiedossa: jotakin tarvittavaa ei voitu lukea, tietoja ' +
      'ei poisteta. Lisäosa päivittää, älä muuta käsin. / Active, ending soon, ended (decide), on hold, or unknown ' +
      '(something needed could not be read). Kept by the add-on.',
    options: [
      { value: 'active', label: 'Voimassa' },
      { value: 'ending_soon', label: 'Päättymässä' },
      { value: 'ended', label: 'Päättynyt' },
      { value: 'on_hold', label: 'Pidossa' },
      { value: 'unknown', label: 'Ei tiedossa' },
    ],
  },
] as const satisfies readonly RegisterProperty[];
