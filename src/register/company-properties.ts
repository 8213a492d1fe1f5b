import { DATE, DATETIME, type RegisterProperty, TEXT } from './property.ts';

/** Properties on companies. */
export const COMPANY_PROPERTIES = [
  {
    ...DATETIME,
    direction: 'out',
    name: 'rekisteri_last_contact_at',
    label: 'Viimeisin palvelukontakti',
    description:
      'Milloin yritykseen tai johonkuhun sen henkilöistä on viimeksi oltu yhteydessä. Lisäosa päivittää, älä muuta ' +
      'käsin. / When this company, or anyone in it, was last in contact with us. Kept by the add-on.',
  },
  {
    ...TEXT,
    direction: 'out',
    name: 'rekisteri_last_contact_source',
    label: 'Viimeisimmän palvelukontaktin lähde',
    description:
      'HubSpotin tapahtuma, jossa yritykseen tai sen henkilöön oltiin viimeksi yhteydessä: laji ja numero, ' +
      'esimerkiksi calls:77 on puhelu 77. Lisäosa päivittää, älä muuta käsin. / The activity that was the latest ' +
      'contact, e.g. calls:77. Kept by the add-on.',
  },
  {
    ...DATE,
    direction: 'out',
    name: 'rekisteri_retention_ends',
    label: 'Säilytysaika päättyy',
    description:
      'Päivä, johon asti yrityksen henkilöiden tietoja saa säilyttää yrityksen asiakassuhteen perusteella. Lisäosa ' +
      'päivittää, älä muuta käsin. / Last day the data of its people may be kept because of this company. Kept by ' +
      'the add-on.',
  },
  {
    ...DATETIME,
    direction: 'out',
    name: 'rekisteri_erased_contact_at',
    label: 'Poistetun henkilön viimeisin palvelukontakti',
    description:
      'Milloin viimeksi oltiin yhteydessä yrityksen henkilöön, jonka tiedot on sittemmin poistettu. Pitää kollegoiden ' +
      'säilytysajan ennallaan. Lisäosa päivittää eikä koskaan aikaista, älä muuta käsin. / When somebody of this ' +
      'company whose data has since been erased was last in contact with us. Never moved back. Kept by the add-on.',
  },
] as const satisfies readonly RegisterProperty[];
