import type { DriftAnswer, FindingsAnswer } from '../../api/types.ts';
import type { Codes, Table } from '../message.ts';

/** Texts of the page. */
export const notice = {
  title: 'Seloste',
  intro:
    'Rekisteriseloste syntyy asetuksista (policy), joiden mukaan rekisteri toimii: seloste ja toiminta eivät voi erota toisistaan.',
  views: 'Selosteen osat',
  notice: 'Rekisteriseloste',
  findings: 'Puutteet',
  drift: 'Erot HubSpotiin',
  record: 'Seloste käsittelytoimista',
  language: 'Selosteen kieli',
  inFinnish: 'Suomeksi',
  inEnglish: 'Englanniksi',
  openPage: 'Avaa sivuna (uusi välilehti)',
  markdown: 'Lataa Markdown-tekstinä',
  web: 'Verkkosivuille seloste tehdään komennolla npm run notice -- --out KANSIO.',
  article: 'Artikla {article}',
  recordText:
    'Tietosuoja-asetuksen 30 artiklan mukainen seloste käsittelytoimista on rekisterinpitäjälle ja valvontaviranomaiselle. Siinä sanotaan myös, mitä asetuksissa ei ole kirjattu.',
  recordCsv: 'Lataa CSV',
  recordJson: 'Lataa JSON',
} satisfies Table;

/** Texts of the findings. */
export const findings = {
  text: 'Mitä tietosuoja-asetuksen 13, 14 ja 30 artikla vaativat ja selosteesta puuttuu, siirtoperusteet, jotka eivät ole enää voimassa, ja yli vuoden vanhat tarkistukset.',
  none: 'Puutteita ei löytynyt.',
  list: 'Puutteet',
  count: { one: '{count} puute.', other: '{count} puutetta.' },
  article: 'Artikla {article}',
  toDo: 'Mitä tehdä:',
  where: 'Asetuksissa:',
  checkedAt: 'Tarkistettu',
} satisfies Table;

export const severities = { error: 'Virhe', gap: 'Puute', advice: 'Parannus' } satisfies Codes<
  FindingsAnswer['findings'][number]['severity']
>;

/** Texts of the drift. */
export const drift = {
  text: 'Mitä HubSpotissa on ja selosteessa ei, tai päinvastoin. Vertailu tehdään viikoittain koko rekisterin tarkistusajossa.',
  never: 'Vertailua ei ole vielä tehty. Se tehdään, kun koko rekisterin ajo on päättynyt.',
  none: 'Eroja ei löytynyt.',
  comparedAt: 'Verrattu',
  run: 'Ajo',
  policyChanged: 'Asetukset ovat muuttuneet vertailun jälkeen: seuraava tarkistusajo vertaa uudelleen.',
  failed: 'Myöhempi vertailu ei onnistunut ({at}): {reason}',
  hosting: 'Tietojen sijainti',
  hostingAgrees: 'HubSpot kertoo sijainniksi {location}. Se vastaa selostetta.',
  hostingDiffers: 'HubSpot kertoo sijainniksi {location}. Se ei vastaa selosteen kohtaa 9.',
  hostingUnknown: 'HubSpot ei kerro, missä tiedot ovat.',
  undeclared: 'Tietoja, joita seloste ei mainitse',
  undeclaredText:
    'Kentissä on tietoja, mutta mikään selosteen tietoryhmä ei nimeä niitä. Lisää kenttä selosteeseen, tai poista tiedot HubSpotista.',
  lacking: 'Kenttiä, jotka HubSpotista puuttuvat',
  lackingText: 'Seloste nimeää kentän, mutta HubSpot-tilissä sitä ei ole.',
  uncounted: 'Kenttiä, joista ei tiedetä, onko niissä tietoja',
  engagements: 'Tapahtumia, jotka eivät ole palvelukontakteja',
  unlisted: 'Kenttälajeja, joita HubSpot ei suostunut luettelemaan',
  table: '{title} (taulukko)',
  object: 'Tietue',
  property: 'Kenttä',
  sensitivity: 'Arkaluonteisuus',
  records: 'Tietueita',
  orMore: 'vähintään {count}',
  notCounted: 'ei voitu laskea',
  countedAt: 'Laskettu',
  reason: 'Miksi',
  type: 'Tapahtuma',
  contacts: 'Yhteystiedot',
  companies: 'Yritykset',
} satisfies Table;

/** Why it is not known whether a property holds data. */
export const uncountedReasons = {
  not_yet: 'Vuoro tulee myöhemmässä ajossa.',
  refused: 'HubSpot ei suostunut laskemaan.',
  may_lack_scope: 'Mitään ei löytynyt, mutta arkaluonteisten kenttien lukemiseen tarvitaan oma käyttöoikeus.',
} satisfies Codes<DriftAnswer['uncounted'][number]['reason']>;

/** How HubSpot divides properties. */
export const sensitivities = {
  non_sensitive: 'tavallinen',
  sensitive: 'arkaluonteinen',
  highly_sensitive: 'erittäin arkaluonteinen',
} satisfies Codes<DriftAnswer['undeclared'][number]['sensitivity']>;
