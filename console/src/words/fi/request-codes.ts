import type { PersonRequestAnswer, RequestWithChoices } from '../../api/types.ts';
import type { Codes, Table } from '../message.ts';

/** What somebody asks for, in the words that staff know from HubSpot. */
export const requestKinds = {
  access: 'Omien tietojen tarkastus',
  rectification: 'Tietojen oikaisu',
  erasure: 'Tietojen poisto',
  restriction: 'Käsittelyn rajoittaminen',
  objection: 'Käsittelyn vastustaminen',
  portability: 'Tietojen siirto',
} satisfies Codes<PersonRequestAnswer['kind']>;

/** How a request stands. */
export const requestStates = {
  received: 'Saapunut',
  identifying: 'Henkilöllisyyttä selvitetään',
  assessing: 'Päätettävänä',
  awaiting_approval: 'Odottaa poistolistan hyväksyntää',
  executing: 'Toimeenpantavana',
  answered: 'Vastattu',
  partly_answered: 'Vastattu osittain',
  refused: 'Kieltäydytty',
  withdrawn: 'Peruttu',
  expired: 'Päättynyt: henkilöä ei tunnistettu',
} satisfies Codes<PersonRequestAnswer['state']>;

/** What has to be done before a request can end. */
export const requestDuties = {
  answer_letter: 'Vastauskirje on lähettämättä',
  refusal_letter: 'Kieltäytymiskirje on lähettämättä',
  recipients: 'Kaikille henkilötietojen käsittelijöille ei ole ilmoitettu',
  erasure: 'Hyväksytty poisto on tekemättä',
  copy: 'Jäljennös tiedoista on antamatta',
  rectification: 'Hyväksytty oikaisu on tekemättä',
  restriction: 'Rajoitusta ei ole vielä merkitty HubSpotiin',
  opt_out: 'Suoramarkkinoinnin kielto on merkittävä HubSpotiin',
} satisfies Codes<PersonRequestAnswer['open'][number]>;

/** What may be done with a request: the text of its button. */
export const requestActions = {
  'ask-identity': 'Aloita henkilöllisyyden selvitys',
  identify: 'Kirjaa tunnistaminen',
  pause: 'Keskeytä määräaika',
  resume: 'Jatka käsittelyä',
  extend: 'Pidennä määräaikaa',
  decide: 'Tee päätös',
  'letter-sent': 'Kirjaa kirje lähetetyksi',
  'recipient-told': 'Kirjaa ilmoitus käsittelijälle',
  complete: 'Päätä pyyntö',
  lift: 'Pura rajoitus',
  withdraw: 'Kirjaa pyyntö perutuksi',
  'close-unidentified': 'Päätä tunnistamattomana',
  rectifications: 'Oikaise tieto',
} satisfies Codes<PersonRequestAnswer['actions'][number]>;

/** Letters to the person. */
export const letterNames = {
  receipt: 'Vastaanottoilmoitus',
  identity: 'Tunnistamispyyntö',
  extension: 'Ilmoitus määräajan pidentämisestä',
  answer: 'Vastaus',
  refusal: 'Kieltäytyminen',
  lifting: 'Ilmoitus rajoituksen purkamisesta',
} satisfies Codes<RequestWithChoices['choices']['letters'][number]['letter']>;

/** How a request came. */
export const channels = {
  letter: 'Kirje',
  registered_email: 'Sähköposti rekisterissä olevasta osoitteesta',
  other_email: 'Sähköposti muusta osoitteesta',
  phone: 'Puhelin',
  in_person: 'Henkilökohtaisesti',
  other: 'Muu',
} satisfies Codes<PersonRequestAnswer['channel']>;

/** How it was established who asks. */
export const identifications = {
  registered_email_reply: 'Vastaus rekisterissä olevasta osoitteesta siihen lähetettyyn viestiin',
  call_back: 'Takaisinsoitto rekisterissä olevaan numeroon',
  known_in_person: 'Henkilö tunnetaan ennestään',
  document_seen: 'Henkilöllisyystodistus nähty (kopiota ei säilytetä)',
} satisfies Codes<NonNullable<PersonRequestAnswer['identity']>['how']>;

/** What is waited for. */
export const pauseReasons = {
  identity: 'Henkilöllisyyden varmistamista',
  specification: 'Pyynnön täsmentämistä',
} satisfies Codes<PersonRequestAnswer['pauses'][number]['reason']>;

/** Why it takes longer (Art. 12(3)). */
export const extensionReasons = {
  complexity: 'Pyyntö on monimutkainen',
  number: 'Pyyntöjä on paljon',
} satisfies Codes<NonNullable<PersonRequestAnswer['extension']>['reason']>;

/** What staff have to do themselves in HubSpot. */
export const staffSteps = {
  exclude_from_email: 'Henkilö jätetään pois sähköposteista: hänet lisätään HubSpotin poissulkulistalle.',
  exclude_from_workflows: 'Henkilö poistetaan työnkuluista, eikä häneen oteta yhteyttä markkinointia varten.',
  end_exclusions: 'Rajoitus on päättynyt: henkilö poistetaan poissulkulistalta ja palautetaan työnkulkuihin.',
  opt_out_of_email: 'HubSpot-tilaukset perutaan kokonaan (Unsubscribed from all email).',
} satisfies Codes<PersonRequestAnswer['staffSteps'][number]>;

/** Why a letter cannot be written now. */
export const hindrances = {
  withdrawn: 'Pyyntö on peruttu.',
  ended: 'Pyyntö on päättynyt.',
  identified: 'Henkilö on jo tunnistettu.',
  not_extended: 'Määräaikaa ei ole pidennetty.',
  not_decided: 'Päätöstä ei ole vielä tehty.',
  all_refused: 'Kaikesta kieltäydyttiin: kirje on Kieltäytyminen.',
  not_all_refused: 'Kaikesta ei kieltäydytty: Vastaus kertoo myös siitä, mistä kieltäydyttiin.',
  not_carried_out: 'Päätöstä ei ole vielä pantu kokonaan toimeen.',
  not_opted_out: 'HubSpotissa ei ole vielä merkintää markkinointikiellosta.',
  no_restriction: 'Voimassa olevaa rajoitusta ei ole.',
  none_called_for: 'Kirjettä ei nyt tarvita.',
} satisfies Codes<NonNullable<RequestWithChoices['choices']['letters'][number]['hindrance']>>;

/** What has to come first before somebody who was left out can be erased. */
export const waitsFor = {
  list: 'Poistolista voidaan valmistella.',
  hold: 'Pidon on päätyttävä ensin.',
  restriction: 'Rajoituksen on päätyttävä ensin.',
  request: 'Henkilön toiseen pyyntöön on vastattava ensin.',
  reading: 'Kaikkea ei voitu lukea: syy on ajon sivulla. Sen jälkeen uusi lista.',
  merge: 'Henkilö on yhdistetty toiseen tietueeseen: tämä pyyntö perutaan ja kirjataan sille, saapumispäivä sama.',
} satisfies Codes<RequestWithChoices['left'][number]['waitsFor']>;

/** What became of a value that was put right. */
export const rectifiedAs = {
  written: 'Oikaistu HubSpotiin.',
  already_there: 'Arvo oli HubSpotissa jo ennestään.',
  in_another_form: 'HubSpot tallensi arvon toisessa muodossa: se on syytä tarkistaa HubSpotista.',
} satisfies Table;

/** What an action has done, as it is told afterwards. */
export const actionsDone = {
  'ask-identity': 'Henkilöllisyyden selvitys aloitettiin.',
  identify: 'Tunnistaminen kirjattiin.',
  pause: 'Määräaika keskeytettiin.',
  resume: 'Käsittelyä jatketaan.',
  extend: 'Määräaikaa pidennettiin. Henkilölle on vielä lähetettävä ilmoitus pidentämisestä.',
  decide: 'Päätös kirjattiin.',
  'letter-sent': 'Kirje kirjattiin lähetetyksi.',
  'recipient-told': 'Ilmoitus käsittelijälle kirjattiin.',
  complete: 'Pyyntö päätettiin.',
  lift: 'Rajoitus puretaan seuraavassa ajossa.',
  withdraw: 'Pyyntö kirjattiin perutuksi.',
  'close-unidentified': 'Pyyntö päätettiin tunnistamattomana.',
  rectifications: 'Oikaisu kirjattiin.',
} satisfies Codes<PersonRequestAnswer['actions'][number]>;
