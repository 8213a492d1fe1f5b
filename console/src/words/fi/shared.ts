import type { Table } from '../message.ts';

export const due = {
  overdue: { one: 'myöhässä {count} päivän', other: 'myöhässä {count} päivää' },
  today: 'viimeinen päivä',
  left: { one: '{count} päivä jäljellä', other: '{count} päivää jäljellä' },
} satisfies Table;

/** Texts that parts of all pages share. */
export const shared = {
  loading: 'Haetaan…',
  reload: 'Hae uudelleen',
  close: 'Sulje',
  cancel: 'Peruuta',
  nextPage: 'Seuraava sivu',
  firstPage: 'Ensimmäinen sivu',
  pages: 'Sivut',
  nothing: 'Ei rivejä.',
  problemTitle: 'Toiminto ei onnistunut',
  noAnswer: 'Palvelin ei vastannut. Verkkoyhteyden toiminta kannattaa tarkistaa ja yrittää uudelleen.',
  notUnderstood: 'Palvelimen vastausta ei voitu lukea (HTTP {status}). Hetken kuluttua voi yrittää uudelleen.',
  unavailable: 'Palvelu ei ole juuri nyt käytettävissä. Hetken kuluttua voi yrittää uudelleen.',
  unexpected: 'Palvelimessa tapahtui virhe. Hetken kuluttua voi yrittää uudelleen.',
  badRequest: 'Tiedoissa on korjattavaa.',
  notFound: 'Kohdetta ei löydy. Osoite voi olla väärä, tai kohde on poistunut.',
  conflict: 'Tilanne on muuttunut, eikä toiminto ole enää mahdollinen. Sivu kannattaa hakea uudelleen.',
  tooMuch: 'Pyyntöjä on juuri nyt liikaa. Hetken kuluttua voi yrittää uudelleen.',
  forbidden: 'Käyttöoikeudet eivät riitä tähän toimintoon.',
  signedOut: 'Istunto on päättynyt. Kirjautuminen uudelleen vaaditaan.',
  whatServerSaid: 'Palvelimen selitys (englanniksi)',
  optional: 'vapaaehtoinen',
  showNames: 'Näytä nimet',
  namesNoted: 'Nimien katsomisesta jää merkintä tapahtumalokiin.',
  namesUntold: 'Kaikkia nimiä ei saatu HubSpotista. Niiden tilalla näkyvät tunnukset.',
  namesAgain: 'Hae nimet uudelleen',
  nameGone: 'ei enää HubSpotissa',
  nameless: 'nimetön',
  contact: 'Yhteystieto {id}',
  choose: 'Valitse yhteystieto {id}',
  chooseHeader: 'Valinta',
  news: 'Tilanne on muuttunut sivun avaamisen jälkeen. Sivulla näkyy nyt uusin tilanne.',
  filters: 'Rajaukset',
  search: 'Hae',
  clear: 'Tyhjennä rajaukset',
} satisfies Table;

/** Who does things in the register. */
export const actors = {
  me: 'minä',
  timer: 'ajastin',
  key: 'funktioavain',
  audit: 'tapahtumaloki',
  user: 'käyttäjä {id}',
} satisfies Table;

/** Types of HubSpot's activities. */
export const activityTypes = {
  meetings: 'Tapaaminen',
  calls: 'Puhelu',
  emails: 'Sähköposti',
  communications: 'Viesti',
  postal_mail: 'Kirje',
  notes: 'Muistiinpano',
  tasks: 'Tehtävä',
} satisfies Table;
