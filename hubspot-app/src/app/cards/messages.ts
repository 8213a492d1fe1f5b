/**
 * All Finnish of the card. The words of properties and of their values are those that HubSpot shows: tests of the add-on hold them
 * against its own definitions, so this file imports nothing.
 */
export const STATUS_WORDS = {
  active: 'Voimassa',
  ending_soon: 'Päättymässä',
  ended: 'Päättynyt',
  on_hold: 'Pidossa',
  unknown: 'Ei tiedossa',
} as const;

export const BASIS_WORDS = {
  meeting: 'Tapaaminen',
  call: 'Puhelu',
  email: 'Sähköposti',
  communication: 'Viesti (esim. WhatsApp, LinkedIn, tekstiviesti)',
  postal_mail: 'Kirje',
  note: 'Muistiinpano',
  task: 'Tehtävä',
  company_activity: 'Yhteydenpito yritykseen',
  colleague_activity: 'Yhteydenpito kollegaan',
  former_contact: 'Yhteydenpito kollegaan, jonka tiedot on poistettu',
  record_created: 'Tietueen luonti (ei yhteydenpitoa)',
} as const;

export const REQUEST_WORDS = {
  access: 'Omien tietojen tarkastus',
  rectification: 'Tietojen oikaisu',
  erasure: 'Tietojen poisto',
  restriction: 'Käsittelyn rajoittaminen',
  objection: 'Käsittelyn vastustaminen',
  portability: 'Tietojen siirto',
} as const;

export const DECISION_WORDS = { keep: 'Säilytetään', erase: 'Poistetaan' } as const;

/** By the object type of a source, which is `<object>:<id>`. */
export const ACTIVITY_WORDS = {
  meetings: 'Tapaaminen',
  calls: 'Puhelu',
  emails: 'Sähköposti',
  communications: 'Viesti (esim. WhatsApp, LinkedIn, tekstiviesti)',
  postal_mail: 'Kirje',
  notes: 'Muistiinpano',
  tasks: 'Tehtävä',
} as const;

export const PROPERTY_WORDS = {
  rekisteri_retention_status: 'Säilytyksen tila',
  rekisteri_retention_ends: 'Säilytysaika päättyy',
  rekisteri_retention_basis: 'Säilytysajan peruste',
  rekisteri_last_contact_at: 'Viimeisin palvelukontakti',
  rekisteri_last_contact_source: 'Viimeisimmän palvelukontaktin lähde',
  rekisteri_customer_last_contact_at: 'Asiakasyrityksen viimeisin palvelukontakti',
  rekisteri_consent_data_review: 'Tarkista suostumuksella kerätyt tiedot',
  rekisteri_hold_until: 'Säilytä ainakin (pito)',
  rekisteri_hold_reason: 'Pidon syy',
  rekisteri_processing_restricted: 'Käsittely rajoitettu',
  rekisteri_retention_decision: 'Päätös säilytysajan päätyttyä',
  rekisteri_request_open: 'Avoimet pyynnöt',
  rekisteri_request_due: 'Pyyntöön vastattava viimeistään',
} as const;

export type Status = keyof typeof STATUS_WORDS;
export type Basis = keyof typeof BASIS_WORDS;
export type RequestKind = keyof typeof REQUEST_WORDS;
export type Decision = keyof typeof DECISION_WORDS;
export type ActivityType = keyof typeof ACTIVITY_WORDS;

export const STATUS_MEANINGS: Readonly<Record<Status, string>> = {
  active: 'Tiedot saa säilyttää.',
  ending_soon:
    'Säilytysaika päättyy pian. Uusi yhteydenpito jatkaa sitä; muuten päätös tehdään, kun aika on päättynyt.',
  ended: 'Päätä, säilytetäänkö vai poistetaanko tiedot. Jos jokin on kesken, täytä pito.',
  on_hold: 'Tietoja ei poisteta, vaikka säilytysaika päättyisi.',
  unknown:
    'Jotakin tarvittavaa ei voitu lukea, eikä tietoja poisteta. Tila korjaantuu itsestään, kun tieto taas luetaan. Jos se ei ' +
    'korjaannu parissa päivässä, kerro siitä rekisteriasioiden hoitajalle.',
};

export const BASIS_MEANINGS: Readonly<Record<Basis, string>> = {
  meeting: 'Aika on laskettu henkilön kanssa pidetystä tapaamisesta.',
  call: 'Aika on laskettu henkilön kanssa käydystä puhelusta.',
  email: 'Aika on laskettu henkilön kanssa vaihdetusta sähköpostista.',
  communication: 'Aika on laskettu henkilön kanssa vaihdetusta viestistä.',
  postal_mail: 'Aika on laskettu henkilön kanssa vaihdetusta kirjeestä.',
  note: 'Aika on laskettu henkilöstä kirjatusta muistiinpanosta.',
  task: 'Aika on laskettu henkilöstä kirjatusta tehtävästä.',
  company_activity:
    'Aika on laskettu yhteydenpidosta henkilön yritykseen: se on myöhempi kuin yhteydenpito häneen itseensä.',
  colleague_activity:
    'Aika on laskettu yhteydenpidosta henkilön kollegaan: se on myöhempi kuin yhteydenpito häneen itseensä.',
  former_contact:
    'Aika on laskettu yhteydenpidosta kollegaan, jonka tiedot on sittemmin poistettu. Tapahtumaa ei siksi voi enää näyttää.',
  record_created:
    'Henkilöön tai hänen yritykseensä ei ole oltu yhteydessä. Aika on laskettu siitä, kun henkilö lisättiin HubSpotiin.',
};

export const TEXTS = {
  loading: 'Haetaan säilytystietoja',
  failed: 'Säilytystietoja ei saatu luettua',
  failedMeaning:
    'Tämä ei tarkoita, ettei tietoja ole. Jos lisäosaa ei ole vielä otettu käyttöön, sen tietoja ei ole HubSpotissa. Muuten yritä ' +
    'uudelleen, ja jos se ei auta, kerro rekisteriasioiden hoitajalle.',
  retry: 'Yritä uudelleen',
  outdated: 'Tiedot voivat olla vanhentuneita',
  outdatedMeaning: 'Uusimpia tietoja ei saatu luettua. Alla on se, mitä viimeksi luettiin.',
  noneYet: 'Säilytysaikaa ei ole vielä laskettu',
  noneYetMeaning:
    'Lisäosa ei ole vielä käynyt henkilöä läpi. Uusi henkilö tulee mukaan yleensä neljännestunnin kuluessa. Siihen asti tietoja ei ' +
    'poisteta.',
  unreadStatus: 'Säilytyksen tilaa ei saatu luettua',
  unreadStatusMeaning:
    'Tila voi olla mikä tahansa, eikä siitä voi päätellä mitään. Kerro rekisteriasioiden hoitajalle, jos näin käy toistuvasti.',
  oddStatus: (text: string) => `Tuntematon tila: ${text}`,
  oddStatusMeaning: 'Tätä tilaa ei ole lisäosassa. Kerro rekisteriasioiden hoitajalle.',

  keptUntil: (day: string) => `Tietoja saa säilyttää ${day} asti.`,
  daysLeft: (days: number) =>
    days === 0 ? 'Tänään on viimeinen päivä.' : days === 1 ? 'Aikaa on 1 päivä.' : `Aikaa on ${days} päivää.`,
  endedOn: (day: string) => `Säilytysaika päättyi ${day}.`,
  heldUntil: (day: string) => `Pito on voimassa ${day} asti.`,
  wouldEnd: (day: string) => `Ilman pitoa säilytysaika päättyy ${day}.`,
  wouldHaveEnded: (day: string) => `Ilman pitoa säilytysaika olisi päättynyt ${day}.`,
  noEnd: 'Päättymispäivää ei ole.',
  endUnknown: 'Ei tiedossa, mihin asti tietoja saa säilyttää.',

  why: 'Miksi',
  openActivity: (activity: string, day: string) => (day === '' ? `Avaa: ${activity}` : `Avaa: ${activity} ${day}`),
  companyActivityElsewhere: 'Tapahtuma näkyy yrityksen kortilla.',
  noContact: 'Ei kirjattua yhteydenpitoa',
  notKnown: (text: string) => `${text} (ei tunnisteta)`,
  none: 'Ei ole',
  unread: 'Ei saatu luettua',

  waiting: 'Mikä odottaa',
  nothingWaits: 'Mikään ei odota.',
  requests: 'Avoin pyyntö',
  requestsOverdue: 'Avoin pyyntö on myöhässä',
  requestsMeaning: (requests: string, due: string) =>
    `${requests}. ${due} Kysy rekisteriasioiden hoitajalta, ennen kuin muutat tai poistat henkilön tietoja.`,
  requestNotNamed: 'Pyynnön laji ei ole tiedossa',
  due: (day: string) => `Vastattava viimeistään ${day}.`,
  wasDue: (day: string) => `Vastaus olisi pitänyt antaa ${day}.`,
  dueUnknown: 'Määräpäivä ei ole tiedossa.',
  decisionMissing: 'Päätös puuttuu',
  decisionMissingMeaning:
    'Säilytysaika on päättynyt. Katso, ettei mitään ole kesken, ja valitse alta Säilytetään tai Poistetaan.',
  decided: (decision: string) => `Päätös on tehty: ${decision}`,
  decidedKeep: 'Tietoja ei poisteta. Päätöksen voi vielä muuttaa.',
  decidedErase:
    'Päätös ei vielä poista mitään: rekisteriasioiden hoitaja kokoaa listan, ja toinen hyväksyy sen. Päätöksen voi muuttaa siihen asti, ' +
    'kun poisto alkaa. Pito, rajoitus ja avoin pyyntö suojaavat henkilöä.',
  decidedEarly:
    'Säilytyksen tila ei ole Päättynyt, joten päätös ei vielä vaikuta mihinkään. Tyhjennä se, jos se on vahinko.',
  consentReview: 'Tarkista suostumuksella kerätyt tiedot',
  consentReviewMeaning:
    'Esimerkiksi ruokavalio on kirjattu ilman suostumusta, tai sitä ei enää tarvita. Poista tieto tai kirjaa suostumus.',
  restricted: 'Käsittely on rajoitettu',
  restrictedMeaning:
    'Tietoja saa vain säilyttää. Älä ota henkilöön yhteyttä, ja jätä hänet pois sähköposteista ja työnkuluista. Tietoja ei poisteta.',
  hold: (day: string) => `Pito on voimassa ${day} asti`,
  holdReason: (reason: string) => `Syy: ${reason}`,
  holdWithoutReason: 'Pidon syy puuttuu: kirjoita se alle.',
  holdOver: (day: string) => `Pito päättyi ${day}`,
  holdOverMeaning: 'Pito ei ole enää voimassa eikä estä poistamista. Jos tietoja on yhä pidettävä, valitse uusi päivä.',
  holdWithoutDay: 'Pidolla on syy mutta ei päivää',
  holdWithoutDayMeaning: 'Pito ei ole voimassa ilman päivää. Valitse päivä, tai tyhjennä syy.',
  statusBehind: 'Säilytyksen tila päivittyy',
  statusBehindMeaning:
    'Tila ei vielä vastaa muita tietoja. Lisäosa päivittää sen yleensä neljännestunnin ja viimeistään vuorokauden kuluessa. Jos se ei ' +
    'päivity, kerro rekisteriasioiden hoitajalle.',
  odd: (property: string) => `Arvoa ei tunnisteta: ${property}`,
  oddMeaning: (text: string) => `Arvo on "${text}". Korjaa se, tai kerro rekisteriasioiden hoitajalle.`,
  unreadProperties: 'Kaikkea ei saatu luettua',
  unreadPropertiesMeaning: (properties: string) =>
    `Näistä ei voi päätellä mitään: ${properties}. Syy voi olla, että lisäosa ei ole vielä luonut tietoa tai ettei sinulla ole oikeutta nähdä sitä.`,

  fillIn: 'Täytä itse',
  fillInMeaning:
    'Muutos tallentuu heti. Muita tietoja lisäosa päivittää itse: jos niitä muuttaa käsin, se palauttaa ne.',
  holdHelp:
    'Pito: viimeinen päivä, jona tiedot on säilytettävä, ja syy. Pito päättyy itsestään. Älä kirjoita syyhyn arkaluonteista.',
  restrictionHelp: 'Rajoitus: Kyllä, kun henkilön tietojen käsittelyä on rajoitettu.',
  decisionHelp: 'Päätös: valitse vasta, kun tila on Päättynyt.',
} as const;
