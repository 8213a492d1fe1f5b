import type { PersonRequestAnswer, RequestWithChoices } from '../../api/types.ts';
import { messages } from '../../words/messages.ts';

type Codes<Code extends string> = Readonly<Record<Code, string>>;

/** How a request came. */
export const channels = messages(
  {
    letter: 'Kirje',
    registered_email: 'Sähköposti rekisterissä olevasta osoitteesta',
    other_email: 'Sähköposti muusta osoitteesta',
    phone: 'Puhelin',
    in_person: 'Henkilökohtaisesti',
    other: 'Muu',
  } satisfies Codes<PersonRequestAnswer['channel']>,
  {
    letter: 'Letter',
    registered_email: 'E-mail from an address in the register',
    other_email: 'E-mail from another address',
    phone: 'Telephone',
    in_person: 'In person',
    other: 'Other',
  },
);

/** How it was established who asks. */
export const identifications = messages(
  {
    registered_email_reply: 'Vastaus rekisterissä olevasta osoitteesta siihen lähetettyyn viestiin',
    call_back: 'Takaisinsoitto rekisterissä olevaan numeroon',
    known_in_person: 'Henkilö tunnetaan ennestään',
    document_seen: 'Henkilöllisyystodistus nähty (kopiota ei säilytetä)',
  } satisfies Codes<NonNullable<PersonRequestAnswer['identity']>['how']>,
  {
    registered_email_reply: 'A reply from the registered address to a message sent there',
    call_back: 'A call back to the registered number',
    known_in_person: 'Known in person',
    document_seen: 'A document was seen (no copy is kept)',
  },
);

/** What is waited for. */
export const pauseReasons = messages(
  {
    identity: 'Henkilöllisyyden varmistamista',
    specification: 'Pyynnön täsmentämistä',
  } satisfies Codes<PersonRequestAnswer['pauses'][number]['reason']>,
  { identity: 'Proof of identity', specification: 'A more exact request' },
);

/** Why it takes longer (Art. 12(3)). */
export const extensionReasons = messages(
  {
    complexity: 'Pyyntö on monimutkainen',
    number: 'Pyyntöjä on paljon',
  } satisfies Codes<NonNullable<PersonRequestAnswer['extension']>['reason']>,
  { complexity: 'The request is complex', number: 'There are many requests' },
);

/** What staff have to do themselves in HubSpot. */
export const staffSteps = messages(
  {
    exclude_from_email: 'Henkilö jätetään pois sähköposteista: hänet lisätään HubSpotin poissulkulistalle.',
    exclude_from_workflows: 'Henkilö poistetaan työnkuluista, eikä häneen oteta yhteyttä markkinointia varten.',
    end_exclusions: 'Rajoitus on päättynyt: henkilö poistetaan poissulkulistalta ja palautetaan työnkulkuihin.',
    opt_out_of_email: 'HubSpot-tilaukset perutaan kokonaan (Unsubscribed from all email).',
  } satisfies Codes<PersonRequestAnswer['staffSteps'][number]>,
  {
    exclude_from_email: 'Keep the person out of e-mails: add them to the suppression list in HubSpot.',
    exclude_from_workflows: 'Take the person out of workflows, and do not contact them for marketing.',
    end_exclusions: 'The restriction is over: take the person off the suppression list and back into workflows.',
    opt_out_of_email: 'Unsubscribe the person from all email in HubSpot.',
  },
);

/** Why a letter cannot be written now. */
export const hindrances = messages(
  {
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
  } satisfies Codes<NonNullable<RequestWithChoices['choices']['letters'][number]['hindrance']>>,
  {
    withdrawn: 'The request is withdrawn.',
    ended: 'The request has ended.',
    identified: 'It is known who asks.',
    not_extended: 'The term is not extended.',
    not_decided: 'Nothing is decided yet.',
    all_refused: 'All of it was refused: the letter is Refusal.',
    not_all_refused: 'Not all of it was refused: Answer tells of what was, too.',
    not_carried_out: 'What was decided is not carried out yet.',
    not_opted_out: 'HubSpot does not hold the opt-out yet.',
    no_restriction: 'No restriction is in force.',
    none_called_for: 'No letter is called for.',
  },
);

/** What a list of people to erase left somebody out as. */
export const leftStatuses = messages(
  {
    protected: 'Suojattu',
    excluded: 'Jätetty pois listalta',
    changed: 'Tiedot muuttuneet hyväksynnän jälkeen',
    failed: 'Poisto epäonnistui',
  },
  { protected: 'Protected', excluded: 'Taken off the list', changed: 'Changed since the approval', failed: 'Failed' },
);

/** What has to come first before somebody who was left out can be erased. */
export const waitsFor = messages(
  {
    list: 'Poistolista voidaan valmistella.',
    hold: 'Pidon on päätyttävä ensin.',
    restriction: 'Rajoituksen on päätyttävä ensin.',
    request: 'Henkilön toiseen pyyntöön on vastattava ensin.',
    reading: 'Kaikkea ei voitu lukea: syy on ajon sivulla. Sen jälkeen uusi lista.',
    merge: 'Henkilö on yhdistetty toiseen tietueeseen: tämä pyyntö perutaan ja kirjataan sille, saapumispäivä sama.',
  },
  {
    list: 'An erasure list can be prepared.',
    hold: 'The hold has to end first.',
    restriction: 'The restriction has to end first.',
    request: 'Another request of the person has to be answered first.',
    reading: 'Not everything could be read: the run says why. Then prepare another list.',
    merge:
      'They were merged into another record: withdraw this request, and file it for that one, received on the same day.',
  },
);

/** What became of a value that was put right. */
export const rectifiedAs = messages(
  {
    written: 'Oikaistu HubSpotiin.',
    already_there: 'Arvo oli HubSpotissa jo ennestään.',
    in_another_form: 'HubSpot tallensi arvon toisessa muodossa: se on syytä tarkistaa HubSpotista.',
  },
  {
    written: 'Put right in HubSpot.',
    already_there: 'HubSpot held the value already.',
    in_another_form: 'HubSpot keeps the value in another form: look at it there.',
  },
);

/** What an action has done, as it is told afterwards. */
export const doneMessages = messages(
  {
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
  } satisfies Codes<PersonRequestAnswer['actions'][number]>,
  {
    'ask-identity': 'The person is being asked who they are.',
    identify: 'The identification is recorded.',
    pause: 'The term is paused.',
    resume: 'The request goes on.',
    extend: 'The term is extended. The person has yet to be told by letter.',
    decide: 'The decision is recorded.',
    'letter-sent': 'The letter is recorded as sent.',
    'recipient-told': 'It is recorded that the processor was told.',
    complete: 'The request has ended.',
    lift: 'The next run lifts the restriction.',
    withdraw: 'The request is recorded as withdrawn.',
    'close-unidentified': 'The request has ended as unidentified.',
    rectifications: 'The rectification is recorded.',
  },
);
