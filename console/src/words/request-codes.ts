import type { PersonRequestAnswer, RequestWithChoices } from '../api/types.ts';
import { messages } from './messages.ts';

type Codes<Code extends string> = Readonly<Record<Code, string>>;

/** What somebody asks for, in the words that staff know from HubSpot. */
export const requestKinds = messages(
  {
    access: 'Omien tietojen tarkastus',
    rectification: 'Tietojen oikaisu',
    erasure: 'Tietojen poisto',
    restriction: 'Käsittelyn rajoittaminen',
    objection: 'Käsittelyn vastustaminen',
    portability: 'Tietojen siirto',
  } satisfies Codes<PersonRequestAnswer['kind']>,
  {
    access: 'Access to own data',
    rectification: 'Rectification',
    erasure: 'Erasure',
    restriction: 'Restriction of processing',
    objection: 'Objection to processing',
    portability: 'Portability',
  },
);

/** How a request stands. */
export const requestStates = messages(
  {
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
  } satisfies Codes<PersonRequestAnswer['state']>,
  {
    received: 'Received',
    identifying: 'Being identified',
    assessing: 'To be decided',
    awaiting_approval: 'Waits for the approval of its list',
    executing: 'Being carried out',
    answered: 'Answered',
    partly_answered: 'Answered in part',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    expired: 'Ended: never identified',
  },
);

/** What has to be done before a request can end. */
export const requestDuties = messages(
  {
    answer_letter: 'Vastauskirje on lähettämättä',
    refusal_letter: 'Kieltäytymiskirje on lähettämättä',
    recipients: 'Kaikille henkilötietojen käsittelijöille ei ole ilmoitettu',
    erasure: 'Hyväksytty poisto on tekemättä',
    copy: 'Jäljennös tiedoista on antamatta',
    rectification: 'Hyväksytty oikaisu on tekemättä',
    restriction: 'Rajoitusta ei ole vielä merkitty HubSpotiin',
    opt_out: 'Suoramarkkinoinnin kielto on merkittävä HubSpotiin',
  } satisfies Codes<PersonRequestAnswer['open'][number]>,
  {
    answer_letter: 'The letter with the answer is not sent',
    refusal_letter: 'The letter of refusal is not sent',
    recipients: 'Not every processor has been told',
    erasure: 'What was granted is not erased yet',
    copy: 'The copy of the data is not given',
    rectification: 'What was granted is not put right yet',
    restriction: 'The restriction is not set in HubSpot yet',
    opt_out: 'The opt-out has to be recorded in HubSpot',
  },
);

/** What may be done with a request: the text of its button. */
export const requestActions = messages(
  {
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
  } satisfies Codes<PersonRequestAnswer['actions'][number]>,
  {
    'ask-identity': 'Ask who it is',
    identify: 'Record the identification',
    pause: 'Pause the term',
    resume: 'Go on',
    extend: 'Extend the term',
    decide: 'Decide',
    'letter-sent': 'Record a letter as sent',
    'recipient-told': 'Record that a processor was told',
    complete: 'End the request',
    lift: 'Lift the restriction',
    withdraw: 'Record as withdrawn',
    'close-unidentified': 'End as unidentified',
    rectifications: 'Put a value right',
  },
);

/** Letters to the person. */
export const letterNames = messages(
  {
    receipt: 'Vastaanottoilmoitus',
    identity: 'Tunnistamispyyntö',
    extension: 'Ilmoitus määräajan pidentämisestä',
    answer: 'Vastaus',
    refusal: 'Kieltäytyminen',
    lifting: 'Ilmoitus rajoituksen purkamisesta',
  } satisfies Codes<RequestWithChoices['choices']['letters'][number]['letter']>,
  {
    receipt: 'Receipt',
    identity: 'Request to identify',
    extension: 'Extension',
    answer: 'Answer',
    refusal: 'Refusal',
    lifting: 'Lifting of the restriction',
  },
);
