/** What Balentor's notice of 24 May 2018, updated on 5 October 2022, says: its head, then section by section. */
export const HEAD = [
  'Balentor Oy:n rekisteriseloste',
  'Asiakasrekisteri',
  'Laatimispäivä 24.5.2018',
  'Päivitetty 5.10.2022',
];

const PURPOSES =
  'Henkilötietoja käytetään Balentorin asiakkaille palveluna tuotettavien valmennus- ja kehityspalveluiden toteutukseen sekä analyysien, tutkimusten, arviointien ja kartoitusten toteutukseen ja tulosten raportointiin.';
const SOURCES = 'Käytettävät henkilötiedot saadaan Balentorin asiakkaan yhteyshenkilöltä ja henkilöltä itseltään.';
const CORRECTION = '12. Rekisteröidyn oikeus vaatia tiedon oikaisemista, poistamista tai käsittelyn rajoittamista';

interface OriginalSection {
  readonly id: string;
  readonly heading: string;
  readonly sentences: readonly string[];
}

export const ORIGINAL: readonly OriginalSection[] = [
  {
    id: 'controller',
    heading: '1. Rekisterinpitäjä',
    sentences: [
      'Balentor Oy ja samaan konserniin kuuluvat yhtiöt (jäljempänä Balentor)',
      'Y-tunnus 0933696-9',
      'Osoite Väinönkatu 38 C, 40100 Jyväskylä',
    ],
  },
  {
    id: 'contactPerson',
    heading: '2. Rekisteriasioita hoitava henkilö',
    sentences: [
      'Anne Mero',
      'Operatiivinen johtaja',
      'anne.mero@balentor.fi',
      'Balentor Oy on tullut selvityksissään siihen tulokseen, ettei sen tarvitse nimetä tietosuojavastaavaa.',
    ],
  },
  { id: 'register', heading: '3. Rekisterin nimi', sentences: ['Balentor Oy:n asiakasrekisteri'] },
  {
    id: 'processors',
    heading: '4. Rekisteritietojen käsittelijät',
    sentences: [
      'Yhteistyökumppaneitamme, jotka käsittelevät henkilötietoja ja/tai joilla on palveluntuottajana tekninen pääsy käyttämiimme järjestelmiin ovat Administer Oy',
      'AtMentor Oy',
      'Extended DiSC Oy',
      'HubSpot Inc.',
      'Microsoft Corporation',
      'Modular Learning Processes Oy',
      'Questback Oy',
      'SHL Finland',
      'Sulava Oy',
    ],
  },
  {
    id: 'purposes',
    heading: '5. Henkilötietojen käsittelyn tarkoitus ja peruste',
    sentences: [PURPOSES],
  },
  {
    id: 'fields',
    heading: '6. Rekisterin tietosisältö',
    sentences: [
      'Rekisteri voi sisältää seuraavia tietoja:',
      'Yhteystiedot kuten rekisteröidyn nimi, sähköpostiosoite, puhelinnumero, osoite, kieli',
      'Työtehtävään liittyvät tiedot kuten asema, työrooli, työkokemus alalta / yrityksestä, liiketoiminta-alue/yksikkö/osasto/tiimi',
      'Työnantajayrityksen yhteys- ja taustatiedot',
      'Osallistumis- ja käyttäjätiedot Balentorin järjestämiin kehitysohjelmiin tai muihin tapahtumiin, tuotteisiin ja palveluihin liittyen',
      'Asiakassuhteeseen liittyvät tiedot (esim. yhteydenotot, tapaamiset jne.)',
      'Mahdolliset luvat ja suostumukset',
      'Mahdolliset muut henkilön suostumuksella kerätyt tiedot (esim. ruokavaliotiedot tilaisuuksien tarjoiluun liittyen)',
    ],
  },
  {
    id: 'retention',
    heading: '7. Henkilötietojen säilytysaika',
    sentences: [
      'Balentor säilyttää henkilötietoja rekisterissä, kunnes asiakkaan kanssa olevan asiakassuhteen voidaan katsoa päättyneen.',
      'Päättymisaika määritellään asiakkaan viimeisimmästä palvelukontaktista tai yhteydenotosta, johon lisätään 10 vuotta.',
    ],
  },
  {
    id: 'sources',
    heading: '8. Henkilötietolähteet',
    sentences: [SOURCES],
  },
  {
    id: 'transfers',
    heading: '9. Säännönmukaiset tietojen luovutukset ja tietojen siirto EU:n tai Euroopan talousalueen ulkopuolelle',
    sentences: [
      'Balentor käyttää rekisterissä olevia henkilötietoja itse eikä luovuta niitä kolmansille osapuolille.',
      'Asiakasrekisterin tietoja säilytetään pääosin EU:n tai Euroopan talousalueella sijaitsevilla palvelimilla.',
      'Jos tietoja säilytetään EU:n tai ETA:n ulkopuolella, varmistaa Balentor, että tietoja luovutetaan ainoastaan sellaisiin maihin, jotka EU-komissio on arvioinut riittävän tietosuojatason maiksi, tai palveluntarjoajille, jotka noudattavat EU:n mallitietosuojasopimuslausekkeita tai Privacy Shield Frameworkia.',
    ],
  },
  {
    id: 'security',
    heading: '10. Kuvaus rekisterin suojauksen periaatteista',
    sentences: [
      'Rekisterin sisältämiin tietoihin pääsevät ja niitä käyttävät vain ne Balentorin työntekijät, joilla työnsä puolesta on siihen oikeus.',
      'Järjestelmään sisäänpääsy edellyttää kultakin rekisterin käyttäjältä määriteltyjen käyttäjätunnusten ja oikean salasanan syöttämistä.',
      'Työntekijöiden kanssa on salassapitosopimus.',
    ],
  },
  {
    id: 'access',
    heading: '11. Rekisteröidyn oikeus saada pääsy tietoihin (tarkastusoikeus)',
    sentences: [
      'Rekisteröidyllä on oikeus tarkastaa henkilörekisteriin tallennetut itseään koskevat tiedot ja saada niistä kopiot.',
      'Tarkastuspyyntö tulee lähettää kohdassa 13 kuvatulla tavalla.',
      'Tietoja luovutettaessa tarkistetaan vastaanottajan henkilöllisyys.',
    ],
  },
  {
    id: 'rectification',
    heading: CORRECTION,
    sentences: [
      'Rekisterinpitäjä oma-aloitteisesti tai rekisteröidyn vaatimuksesta oikaisee, poistaa tai täydentää rekisterissä olevan, käsittelyn tarkoituksen kannalta virheellisen, tarpeettoman, puutteellisen tai vanhentuneen henkilötiedon.',
      'Tarkastusoikeuden toteuttamiseksi ja tiedon korjaamiseksi tulee ottaa yhteyttä kohdan 13 osoitteiden kautta.',
    ],
  },
  {
    id: 'contact',
    heading: '13. Yhteydenotot',
    sentences: [
      'Kaikissa henkilötietojen käsittelyyn liittyvissä kysymyksissä ja omien oikeuksien käyttämiseen liittyvissä tilanteissa rekisteröidyn tulee ottaa yhteyttä Balentoriin.',
      'Postitse osoitteeseen: Balentor Oy, Väinönkatu 38 C, 40100 Jyväskylä',
      'Lähettämällä sähköpostia Balentorin rekisterissä olevasta sähköpostiosoitteesta osoitteeseen info@balentor.fi',
      'Balentor voi tarvittaessa pyytää rekisteröityä täsmentämään pyyntöään kirjallisesti ja rekisteröidyn henkilöllisyys voidaan tarpeen vaatiessa varmentaa ennen muihin toimenpiteisiin ryhtymistä.',
    ],
  },
];

/**
 * Where the original is a sentence and the policy holds data, which are a list: the sentence, and the pieces that say the same.
 * The last two say what the heading of §12 says, for which §12 has no sentence of its own.
 */
export const AS_DATA: readonly { readonly original: string; readonly said: readonly string[] }[] = [
  {
    original: PURPOSES,
    said: [
      'Henkilötietoja käytetään seuraaviin tarkoituksiin:',
      'Balentorin asiakkaille palveluna tuotettavien valmennus- ja kehityspalveluiden toteutus',
      'Analyysien, tutkimusten, arviointien ja kartoitusten toteutus ja tulosten raportointi',
    ],
  },
  {
    original: SOURCES,
    said: [
      'Käytettävät henkilötiedot saadaan seuraavista lähteistä:',
      'Balentorin asiakkaan yhteyshenkilö',
      'Henkilö itse',
    ],
  },
  {
    original: CORRECTION,
    said: [
      'Rekisteröidyllä on oikeus vaatia tiedon poistamista.',
      'Rekisteröidyllä on oikeus vaatia käsittelyn rajoittamista.',
    ],
  },
];
