import type { DriftAnswer, FindingsAnswer } from '../../api/types.ts';
import { messages } from '../../words/messages.ts';

/** Texts of the page. */
export const pageMessages = messages(
  {
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
  },
  {
    title: 'Notice',
    intro: 'The notice is made of the policy by which the register works: they cannot say different things.',
    views: 'Parts of the notice',
    notice: 'Register notice',
    findings: 'Gaps',
    drift: 'Differences from HubSpot',
    record: 'Record of processing',
    language: 'Language of the notice',
    inFinnish: 'In Finnish',
    inEnglish: 'In English',
    openPage: 'Open as a page (new tab)',
    markdown: 'Download as Markdown',
    web: 'For the web site it is made by npm run notice -- --out DIR.',
    article: 'Article {article}',
    recordText:
      'The record of processing activities of Article 30 is for the controller and the authority. It also says what the policy leaves open.',
    recordCsv: 'Download CSV',
    recordJson: 'Download JSON',
  },
);

type Severity = FindingsAnswer['findings'][number]['severity'];

/** Texts of the findings. */
export const findingMessages = messages(
  {
    text: 'Mitä tietosuoja-asetuksen 13, 14 ja 30 artikla vaativat ja selosteesta puuttuu, siirtoperusteet, jotka eivät ole enää voimassa, ja yli vuoden vanhat tarkistukset.',
    none: 'Puutteita ei löytynyt.',
    list: 'Puutteet',
    count: { one: '{count} puute.', other: '{count} puutetta.' },
    article: 'Artikla {article}',
    toDo: 'Mitä tehdä:',
    where: 'Asetuksissa:',
    checkedAt: 'Tarkistettu',
  },
  {
    text: 'What Articles 13, 14 and 30 ask for and the notice does not say, safeguards that have no force any more, and checks older than a year.',
    none: 'Nothing was found.',
    list: 'Gaps',
    count: { one: '{count} finding.', other: '{count} findings.' },
    article: 'Article {article}',
    toDo: 'What to do:',
    where: 'In the policy:',
    checkedAt: 'Checked',
  },
);

export const severities = messages(
  { error: 'Virhe', gap: 'Puute', advice: 'Parannus' } satisfies Readonly<Record<Severity, string>>,
  { error: 'Error', gap: 'Gap', advice: 'Advice' },
);

/** Texts of the drift. */
export const driftMessages = messages(
  {
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
  },
  {
    text: 'What HubSpot holds and the notice does not say, or the other way round. They are compared every week, by the run over everything.',
    never: 'They were not compared yet. That is done when a run over everything has ended.',
    none: 'No differences were found.',
    comparedAt: 'Compared',
    run: 'Run',
    policyChanged: 'The policy has changed since: the next run over everything compares anew.',
    failed: 'A later comparison could not be made ({at}): {reason}',
    hosting: 'Where the data lies',
    hostingAgrees: 'HubSpot says {location}. That agrees with the notice.',
    hostingDiffers: 'HubSpot says {location}. That does not agree with section 9 of the notice.',
    hostingUnknown: 'HubSpot does not say where the data lies.',
    undeclared: 'Data that the notice does not mention',
    undeclaredText:
      'These properties hold data, and no category of the notice names them. Add them to the notice, or take the data out of HubSpot.',
    lacking: 'Properties that HubSpot lacks',
    lackingText: 'The notice names them, and the account has none.',
    uncounted: 'Properties of which it is not known whether they hold data',
    engagements: 'Engagements that are no service contacts',
    unlisted: 'Kinds of property that HubSpot would not list',
    table: '{title} (table)',
    object: 'Record',
    property: 'Property',
    sensitivity: 'Sensitivity',
    records: 'Records',
    orMore: '{count} or more',
    notCounted: 'could not be counted',
    countedAt: 'Counted',
    reason: 'Why',
    type: 'Engagement',
    contacts: 'Contacts',
    companies: 'Companies',
  },
);

/** Why it is not known whether a property holds data. */
export const uncountedReasons = messages(
  {
    not_yet: 'Vuoro tulee myöhemmässä ajossa.',
    refused: 'HubSpot ei suostunut laskemaan.',
    may_lack_scope: 'Mitään ei löytynyt, mutta arkaluonteisten kenttien lukemiseen tarvitaan oma käyttöoikeus.',
  } satisfies Readonly<Record<DriftAnswer['uncounted'][number]['reason'], string>>,
  {
    not_yet: 'Its turn comes with a later run.',
    refused: 'HubSpot would not count it.',
    may_lack_scope: 'None was found, but the values of a sensitive property take a scope of their own.',
  },
);

/** How HubSpot divides properties. */
export const sensitivities = messages(
  {
    non_sensitive: 'tavallinen',
    sensitive: 'arkaluonteinen',
    highly_sensitive: 'erittäin arkaluonteinen',
  } satisfies Readonly<Record<DriftAnswer['undeclared'][number]['sensitivity'], string>>,
  { non_sensitive: 'ordinary', sensitive: 'sensitive', highly_sensitive: 'highly sensitive' },
);
