import { CHECKBOXES, DATETIME, type RegisterProperty, SELECT, YES_NO } from './property.ts';

/** Properties on contacts that say what data the register holds (§6) and which consents there are. */
export const CONSENT_PROPERTIES = [
  {
    ...CHECKBOXES,
    direction: 'out',
    name: 'rekisteri_data_categories',
    label: 'Rekisterissä olevat tiedot',
    description:
      'Mitä tietoja henkilöstä on rekisterissä ({notice}, kohta 6). Lisäosa päivittää, älä muuta käsin. / Which ' +
      'kinds of data the register holds about this person (section 6 of the notice). Kept by the add-on.',
    options: [
      { value: 'contact_details', label: 'Yhteystiedot' },
      { value: 'job', label: 'Työtehtävä' },
      { value: 'employer', label: 'Työnantajayritys' },
      { value: 'participation', label: 'Osallistumiset' },
      { value: 'relationship', label: 'Asiakassuhde (yhteydenotot, tapaamiset)' },
      { value: 'consents', label: 'Luvat ja suostumukset' },
      { value: 'consent_based', label: 'Suostumuksella kerätyt tiedot (esim. ruokavalio)' },
    ],
  },
  {
    ...SELECT,
    direction: 'out',
    name: 'rekisteri_consent_status',
    label: 'Suostumuksen tila',
    description:
      'Onko henkilö suostunut viestintään. Annettu: kaikkeen. Annettu osittain: on kieltäytynyt jostakin. Peruttu: ' +
      'on kieltäytynyt kaikesta. Ei kirjattu: suostumusta ei ole merkitty HubSpotiin. Lisäosa päivittää, älä muuta ' +
      'käsin. / Whether this person has consented to communication: to all, to some, withdrawn, or not recorded. ' +
      'Kept by the add-on.',
    options: [
      { value: 'granted', label: 'Annettu' },
      { value: 'partial', label: 'Annettu osittain' },
      { value: 'withdrawn', label: 'Peruttu' },
      { value: 'not_recorded', label: 'Ei kirjattu' },
    ],
  },
  {
    ...CHECKBOXES,
    direction: 'out',
    name: 'rekisteri_consent_channels',
    label: 'Voimassa olevat suostumukset',
    description:
      'Mihin viestintään henkilön suostumus on voimassa, esimerkiksi uutiskirjeeseen. Vaihtoehdot ovat ' +
      'HubSpot-tilin tilaustyypit. Lisäosa päivittää, älä muuta käsin. / What this person has a valid consent for: ' +
      'the subscription types of the account. Kept by the add-on.',
    // Filled in from the subscription types of the account, which only a run knows.
    options: [],
    hidesOtherOptions: true,
  },
  {
    ...DATETIME,
    direction: 'out',
    name: 'rekisteri_consent_updated_at',
    label: 'Suostumus muuttunut',
    description:
      'Milloin lisäosa viimeksi huomasi, että suostumuksen tila tai se, mihin suostumus on voimassa, on muuttunut. ' +
      'Lisäosa päivittää, älä muuta käsin. / When the consent status or its purposes were last found to have ' +
      'changed. Kept by the add-on.',
  },
  {
    ...YES_NO,
    direction: 'out',
    name: 'rekisteri_consent_data_review',
    label: 'Tarkista suostumuksella kerätyt tiedot',
    description:
      'Kyllä, jos suostumusta vaativia tietoja ({consentBased}) on ilman kirjattua suostumusta tai niitä ei enää ' +
      'tarvita: poista tiedot tai kirjaa suostumus. Lisäosa päivittää, älä muuta käsin. / Yes when data that needs ' +
      'consent is held without one, or its purpose has passed. Kept by the add-on.',
  },
] as const satisfies readonly RegisterProperty[];
