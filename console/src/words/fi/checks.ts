import type { Table } from '../message.ts';

/** What health looks at, by the names of its checks. */
export const checkNames = {
  version: 'Ohjelman ja taulujen versio',
  settings: 'Asetukset',
  policy: 'Selosteen tiedosto',
  storage: 'Tallennustila',
  poisonQueue: 'Hylätyt viestit',
  hubspotToken: 'Yhteys HubSpotiin',
  hubspotScopes: 'Oikeudet HubSpotissa',
  properties: 'Ominaisuudet HubSpotissa',
  consents: 'Suostumusten oikeusperusteet',
  dailyQuota: 'HubSpotin päiväkiintiö',
  sync: 'Muutosten haku',
  retentionClock: 'Yöllinen ajo',
  reconcile: 'Viikoittainen täysi ajo',
  openIntents: 'Kesken jääneet kirjaukset',
  verification: 'Tapahtumalokin eheys',
  seals: 'Tapahtumalokin sinetit',
  returns: 'Palanneet',
  erasures: 'Poistolistat',
  laterChecks: 'Poistojen jälkitarkastukset',
  notice: 'Selosteen sisältö',
  drift: 'Seloste ja HubSpotin tiedot',
  requests: 'Pyyntöjen määräajat',
  segments: 'Segmentit HubSpotissa',
  offboarding: 'Lisäosan käyttö tilillä',
} satisfies Table;

/** What to do when a check is not in order; the API says it more exactly, in English. */
export const checkAdvice = {
  version: 'Uudempi ohjelmaversio on käyttänyt tauluja. Ylläpitäjän on otettava uudempi versio takaisin käyttöön.',
  settings: 'Ylläpitäjän on korjattava sovelluksen asetukset, esimerkiksi avaimet.',
  policy: 'Ylläpitäjän on korjattava selosteen tiedosto.',
  storage: 'Tallennustilaan ei saada yhteyttä. Ylläpitäjän on tarkistettava se ja sen käyttöoikeudet.',
  poisonQueue: 'Osa työstä on hylätty toistuvien virheiden jälkeen. Ylläpitäjän on luettava loki.',
  hubspotToken: 'HubSpot ei hyväksy avainta tai ei vastaa. Ylläpitäjän on uusittava avain tai odotettava.',
  hubspotScopes: 'Avaimelta puuttuu oikeuksia. Ylläpitäjän on lisättävä ne HubSpotissa.',
  properties:
    'Ominaisuuksia puuttuu tai niiden tyyppi on väärä. Koko rekisterin ajo luo puuttuvat; muut korjataan HubSpotissa.',
  consents: 'Selosteen tiedostossa on oikeusperusteita, joita HubSpotissa ei ole. Ylläpitäjän on korjattava ne.',
  dailyQuota: 'HubSpotin päiväkiintiö on loppumassa. Ajot jatkuvat keskiyön jälkeen.',
  sync: 'Muutoksia ei ole haettu ajallaan. Viimeisen ajon sivu kertoo syyn; ajon voi käynnistää myös itse.',
  retentionClock: 'Yöllinen ajo ei ole onnistunut ajallaan. Viimeisen ajon sivu kertoo syyn.',
  reconcile: 'Koko rekisterin ajo ei ole onnistunut ajallaan. Sen voi käynnistää tältä sivulta.',
  openIntents: 'Ajo on katkennut kesken. Koko rekisterin ajo selvittää, mitä tapahtui.',
  verification: 'Tapahtumaloki on tarkistamatta tai siinä on virheitä. Tarkastus-sivu näyttää tuloksen.',
  seals:
    'Tapahtumalokin sinettejä ei voitu tallentaa, tai ne ovat samassa paikassa kuin loki. Ylläpitäjän on korjattava tallennus.',
  returns: 'Palanneet-sivulla on vastattava jokaisesta.',
  erasures: 'Hyväksytty poistolista on kesken. Poistolistan sivu kertoo syyn.',
  laterChecks: 'Poistettu tieto on löytynyt uudelleen, tai tarkastus on tekemättä. Poistolistan sivu näyttää tuloksen.',
  notice: 'Selosteesta puuttuu kohtia. Seloste-sivu luettelee ne.',
  drift: 'HubSpotissa on tietoja, joita seloste ei mainitse. Seloste-sivu luettelee ne.',
  requests: 'Pyyntöihin on vastattava määräajassa. Pyynnöt-sivu näyttää ne kiireellisyysjärjestyksessä.',
  segments: 'Segmenttejä ei voitu pitää ajan tasalla HubSpotissa. Ylläpitäjän on tarkistettava oikeudet ja segmentit.',
  offboarding:
    'Lisäosa on poistettu tililtä tai sitä ollaan poistamassa. Ylläpitäjä voi ottaa sen takaisin käynnistämällä koko rekisterin ajon.',
} satisfies Table;
