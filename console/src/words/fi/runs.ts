import type { RunSummary } from '../../api/types.ts';
import type { Codes, Table } from '../message.ts';

/** What a run looks at. */
export const runScopes = {
  all: 'koko rekisteri',
  changed: 'muuttuneet tiedot',
  clock: 'ajan kuluminen',
  contacts: 'nimetyt yhteystiedot',
  erasure: 'poistolista',
  copy: 'jäljennös tiedoista',
} satisfies Codes<RunSummary['scope']>;

/** How a run stands. */
export const runStatuses = {
  queued: 'Jonossa',
  running: 'Käynnissä',
  succeeded: 'Onnistui',
  failed: 'Epäonnistui',
  cancelled: 'Peruttu',
} satisfies Codes<RunSummary['status']>;

/** What a run is doing. */
export const runPhases = {
  queued: 'odottaa vuoroaan',
  preparing: 'valmistellaan',
  choosing: 'valitaan, ketä ajo koskee',
  gathering: 'kootaan tietoja',
  reading: 'luetaan yhteystietoja ja yrityksiä',
  activities: 'luetaan toimintoja',
  joining: 'yhdistetään tietoja',
  deciding_and_writing: 'päätetään ja kirjataan HubSpotiin',
  examining: 'tarkistetaan henkilöitä',
  erasing: 'poistetaan',
  concluding: 'päätetään ajo',
  segmenting: 'päivitetään segmenttejä',
  comparing: 'verrataan HubSpotia selosteeseen',
  finished: 'valmis',
} satisfies Codes<RunSummary['phase']>;

/** Who asked for a run. */
export const runTriggers = { timer: 'ajastus', http: 'käyttäjä' } satisfies Table;

/** Texts of the page: runs, starting one, health. */
export const runs = {
  title: 'Ajot ja kunto',
  intro: 'Ajot pitävät rekisterin ajan tasalla. Kunto kertoo, toimiiko kaikki.',
  runs: 'Ajot',
  runsCaption: 'Ajot, uusimmat ensin',
  noRuns: 'Ajoja ei ole vielä.',
  run: 'Ajo',
  scope: 'Kohde',
  status: 'Tila',
  queuedAt: 'Pyydetty',
  finishedAt: 'Päättynyt',
  changed: 'Muuttunut',
  failedCount: 'Epäonnistunut',
  trigger: 'Käynnistäjä',
  dryRun: 'koeajo',
  percent: '{share} tehty',
  start: 'Käynnistä ajo',
  startIntro: 'Ajo käynnistyy tavallisesti itsestään. Koeajo näyttää muutokset eikä kirjaa mitään.',
  whatToRun: 'Mitä ajo koskee',
  all: 'Koko rekisteri',
  allHint: 'Kaikki yhteystiedot ja yritykset luetaan alusta.',
  changedScope: 'Muuttuneet tiedot',
  changedHint: 'Edellisen haun jälkeen muuttuneet tiedot.',
  contacts: 'Nimetyt yhteystiedot',
  contactsHint: 'Enintään 1 000 yhteystietoa ja heidän yrityksensä.',
  contactIds: 'Yhteystietojen numerot',
  emails: 'Sähköpostiosoitteet',
  oneALine: 'Yksi kullakin rivillä, tai pilkuin erotettuna. Osoitteita ei tallenneta.',
  asDryRun: 'Koeajo: näytä muutokset, älä kirjaa niitä',
  startNow: 'Käynnistä',
  nobodyNamed: 'Vähintään yksi numero tai osoite tarvitaan.',
} satisfies Table;

/** Texts of one run. */
export const run = {
  title: 'Ajo',
  titleOf: 'Ajo: {scope}',
  id: 'Tunniste',
  back: 'Kaikki ajot',
  facts: 'Ajon tiedot',
  phase: 'Vaihe',
  startedAt: 'Alkanut',
  expected: 'Valmistuu arviolta',
  requests: 'Pyyntöjä HubSpotiin',
  progress: 'Eteneminen',
  going: 'Ajo: {status}, {phase}',
  ended: 'Ajo: {status}',
  cancel: 'Peru ajo',
  cancelTitle: 'Perutaanko ajo?',
  cancelText: 'Jo kirjatut muutokset jäävät voimaan. Seuraava ajo jatkaa siitä, mikä jäi kesken.',
  cancelYes: 'Peru ajo',
  cancelNo: 'Anna jatkua',
  stopping: 'Ajo pysähtyy, kun käynnissä oleva osuus on valmis.',
  error: 'Syy',
  counts: 'Käsitellyt',
  countsCaption: 'Käsitellyt yhteystiedot ja yritykset',
  kind: 'Laji',
  contacts: 'Yhteystiedot',
  companies: 'Yritykset',
  total: 'Kaikkiaan',
  processed: 'Käsitelty',
  changed: 'Muutettu',
  unchanged: 'Ennallaan',
  failed: 'Epäonnistunut',
  unknown: 'Ei tiedossa',
  problems: 'Huomiot ajosta',
  failures: 'Epäonnistuneet',
  failuresCaption: 'Tietueet, joita ei voitu päättää tai kirjata',
  notices: 'Tarkistettavat',
  noticesCaption: 'Tietueet, jotka on syytä tarkistaa HubSpotissa',
  record: 'Tietue',
  company: 'Yritys {id}',
  reason: 'Syy',
  showAll: { one: 'Näytä {count} rivi', other: 'Näytä kaikki {count} riviä' },
  changes: 'Koeajon muutokset',
  changesCaption: 'Muutokset, jotka ajo tekisi',
  noChanges: 'Ajo ei muuttaisi mitään.',
  noChangesYet: 'Muutoksia ei ole vielä löytynyt.',
  property: 'Ominaisuus',
  before: 'Nyt',
  after: 'Ajon jälkeen',
  provisioning: 'HubSpotiin luotavat ominaisuudet',
  list: 'Poistolista',
  request: 'Pyyntö',
  inEnglish: 'Syyt ovat englanniksi.',
} satisfies Table;

/** Texts of the health. */
export const health = {
  title: 'Kunto',
  ok: 'Kunnossa',
  degraded: 'Vaatii huomiota',
  failed: 'Ei toimi',
  checkedAt: 'Tarkistettu {time}',
  allRight: { one: '{count} kohta kunnossa', other: '{count} kohtaa kunnossa' },
} satisfies Table;
