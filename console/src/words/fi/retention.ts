import type { Table } from '../message.ts';

/** Status of retention, as HubSpot labels it too. */
export const retentionStatuses = {
  active: 'Voimassa',
  ending_soon: 'Päättymässä',
  ended: 'Päättynyt',
  on_hold: 'Pidossa',
  unknown: 'Ei tiedossa',
} satisfies Table;

/** What the end of the retention period was counted from (§7). */
export const retentionBases = {
  meeting: 'Tapaaminen',
  call: 'Puhelu',
  email: 'Sähköposti',
  communication: 'Viesti',
  postal_mail: 'Kirje',
  note: 'Muistiinpano',
  task: 'Tehtävä',
  company_activity: 'Yhteydenpito yritykseen',
  colleague_activity: 'Yhteydenpito kollegaan',
  former_contact: 'Yhteydenpito kollegaan, jonka tiedot on poistettu',
  record_created: 'Tietueen luonti (ei yhteydenpitoa)',
} satisfies Table;

/** What staff decided of somebody whose retention has ended. */
export const retentionDecisions = { keep: 'Säilytetään', erase: 'Poistetaan', none: 'Ei päätöstä' } satisfies Table;

/** Texts of the page. */
export const retention = {
  title: 'Säilytysajat',
  intro:
    'Kuinka kauan kunkin henkilön tietoja saa säilyttää (rekisteriseloste, kohta 7), ja milloin on päätettävä niiden poistamisesta.',
  asOf: 'Tilanne {time}, jolloin viimeisin ajo päättyi.',
  notCounted: 'Tietoja ei ole vielä laskettu. Ne ilmestyvät, kun ensimmäinen koko rekisterin ajo on päättynyt.',
  toRuns: 'Ajot ja kunto',
  total: { one: '{count} henkilö', other: '{count} henkilöä' },
  people: 'Henkilöitä',
  byStatus: 'Tilan mukaan',
  status: 'Tila',
  endedByDecision: 'Päättyneet päätöksen mukaan',
  decision: 'Päätös',
  byMonth: 'Päättymiskuukauden mukaan',
  shownMonths: 'Näytettävä aika',
  nextTwelve: 'Seuraavat 12 kuukautta',
  month: 'Kuukausi',
  earlier: { one: '{count} henkilöllä aiemmin', other: '{count} henkilöllä aiemmin' },
  later: { one: '{count} henkilöllä myöhemmin', other: '{count} henkilöllä myöhemmin' },
  noEnd: { one: '{count} henkilöllä ei päättymispäivää', other: '{count} henkilöllä ei päättymispäivää' },
  nobodyThen: 'Kenenkään säilytysaika ei pääty näytettynä aikana.',
  outside: 'Näytetyn ajan ulkopuolella:',
  byCompany: 'Asiakkaittain',
  companiesNote: 'Enintään sata asiakasta, joilla on eniten päättyneitä tai päättymässä olevia.',
  company: 'Asiakas',
  companyId: 'Yritys {id}',
  ended: 'Päättynyt',
  endingSoon: 'Päättymässä',
  nextEnds: 'Seuraava päättyy',
  showAll: { one: 'Näytä {count} asiakas', other: 'Näytä kaikki {count} asiakasta' },
  contacts: 'Yhteystiedot',
  contactsCaption: 'Henkilöt, {filter}',
  everybody: 'kaikki',
  allStatuses: 'Kaikki tilat',
  endsFrom: 'Päättyy aikaisintaan',
  endsTo: 'Päättyy viimeistään',
  companyField: 'Yrityksen tunnus HubSpotissa',
  filterStatus: 'tila: {value}',
  filterFrom: 'päättyy aikaisintaan {value}',
  filterTo: 'päättyy viimeistään {value}',
  filterCompany: 'yritys {value}',
  shown: 'Näytetään: {filter}',
  csv: 'Lataa CSV',
  csvHint: 'Kaikki rajauksen rivit ilman nimiä.',
  person: 'Henkilö',
  ends: 'Säilytysaika päättyy',
  lastContact: 'Viimeisin palvelukontakti',
  customerContact: 'Asiakkaan {time}',
  other: 'Muuta',
  trail: 'Tapahtumat',
  trailOf: 'Tapahtumat, yhteystieto {id}',
  restricted: 'Käsittely rajoitettu',
  hold: 'Pito {day} asti',
  consentReview: 'Tarkista suostumuksella kerätyt tiedot',
  requestOpen: { one: 'Avoin pyyntö', other: '{count} avointa pyyntöä' },
  nobody: 'Rajaukseen ei osu kukaan.',
} satisfies Table;
