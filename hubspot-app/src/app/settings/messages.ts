/**
 * All Finnish of the settings page. An extension of HubSpot's is built from its own folder alone, so what the card has as well stands
 * here again; a test holds both to be the same.
 */
export const READ_ONLY = {
  rekisteri_retention_status: 'Säilytyksen tila',
  rekisteri_retention_ends: 'Säilytysaika päättyy',
  rekisteri_retention_basis: 'Säilytysajan peruste',
  rekisteri_last_contact_at: 'Viimeisin palvelukontakti',
  rekisteri_last_contact_source: 'Viimeisimmän palvelukontaktin lähde',
  rekisteri_customer_last_contact_at: 'Asiakasyrityksen viimeisin palvelukontakti',
  rekisteri_consent_data_review: 'Tarkista suostumuksella kerätyt tiedot',
  rekisteri_request_open: 'Avoimet pyynnöt',
  rekisteri_request_due: 'Pyyntöön vastattava viimeistään',
} as const;

export const FILLED_IN = {
  rekisteri_hold_until: 'Säilytä ainakin (pito)',
  rekisteri_hold_reason: 'Pidon syy',
  rekisteri_processing_restricted: 'Käsittely rajoitettu',
  rekisteri_retention_decision: 'Päätös säilytysajan päätyttyä',
} as const;

export const TEXTS = {
  what: 'Mikä tämä sovellus on',
  whatMeaning:
    'Rekisteri-lisäosa laskee rekisteriselosteen mukaan, mihin asti henkilön tietoja saa säilyttää, ja kirjoittaa sen HubSpotin tietoihin. ' +
    'Tämä sovellus näyttää ne yhteyshenkilön kortilla ja ottaa vastaan pidon, rajoituksen ja päätöksen.',
  noServer:
    'Kortti lukee ja tallentaa tiedot sen henkilön oikeuksin, joka sitä katsoo. Se ei lähetä tietoja HubSpotin ulkopuolelle. Täällä ei ole ' +
    'asetuksia eikä avaimia.',
  place: 'Kortin lisääminen näkyviin',
  placeSteps: [
    'Avaa Asetukset > Objektit > Yhteyshenkilöt > Tietueen mukauttaminen. Tähän tarvitaan oikeus mukauttaa tietuesivun asettelua.',
    'Valitse näkymä, ja lisää keskisarakkeen välilehdelle kortti Rekisteri (tietosuoja).',
    'Tallenna, ja tee sama jokaiselle tiimin omalle näkymälle.',
  ],
  console: 'Hallintasivut',
  consoleMeaning: 'Pyynnöt, poistolistat ja lokit ovat rekisteriasioiden hoitajien hallintasivuilla.',
  openConsole: 'Avaa hallintasivut',
  noConsole: 'Hallintasivujen osoitetta ei ole annettu. Sen antaa se, joka vie sovelluksen HubSpotiin.',
  properties: 'Mitä tietoja kortti käyttää',
  propertiesMeaning: 'Tiedot luo lisäosa. Jos jokin puuttuu, lisäosaa ei ole vielä otettu käyttöön tällä tilillä.',
  readOnly: 'Lisäosa päivittää, kortti näyttää',
  filledIn: 'Henkilökunta täyttää kortilla',
  property: 'Tieto',
  name: 'Nimi HubSpotissa',
} as const;
