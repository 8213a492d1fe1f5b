import type { ActivityType } from '../../policy/activity-types.ts';
import type { Language } from '../../policy/text.ts';
import type { Letter, PersonRequest, RequestKind } from '../requests/request.ts';

type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** What somebody asks for; an objection to direct marketing is a kind of its own here. */
type Asked = RequestKind | 'marketing';

export function askedIn({ kind, marketing }: Pick<PersonRequest, 'kind' | 'marketing'>): Asked {
  return marketing ? 'marketing' : kind;
}

/** What the person does with the request: "pyyntösi, jossa …", "your request, in which you …". */
export const WISHES: Words<Asked> = {
  fi: {
    access: 'pyydät saada tutustua tietoihisi',
    rectification: 'pyydät oikaisemaan tietojasi',
    erasure: 'pyydät poistamaan tietosi',
    restriction: 'pyydät rajoittamaan tietojesi käsittelyä',
    objection: 'vastustat tietojesi käsittelyä',
    marketing: 'kiellät käyttämästä tietojasi suoramarkkinointiin',
    portability: 'pyydät tietosi muodossa, jossa voit siirtää ne toiseen järjestelmään',
  },
  en: {
    access: 'ask for access to your personal data',
    rectification: 'ask us to correct your personal data',
    erasure: 'ask us to erase your personal data',
    restriction: 'ask us to restrict the processing of your personal data',
    objection: 'object to the processing of your personal data',
    marketing: 'object to the use of your personal data for direct marketing',
    portability: 'ask for your personal data in a form that you can move to another system',
  },
};

/** The right by the name that tietosuoja.fi and the Regulation give it. */
export const RIGHTS: Words<Asked> = {
  fi: {
    access: 'oikeus tutustua tietoihin (tietosuoja-asetuksen 15 artikla)',
    rectification: 'oikeus oikaista tietoja (tietosuoja-asetuksen 16 artikla)',
    erasure: 'oikeus poistaa tiedot (tietosuoja-asetuksen 17 artikla)',
    restriction: 'oikeus rajoittaa tietojen käsittelyä (tietosuoja-asetuksen 18 artikla)',
    objection: 'oikeus vastustaa tietojen käsittelyä (tietosuoja-asetuksen 21 artikla)',
    marketing: 'oikeus vastustaa suoramarkkinointia (tietosuoja-asetuksen 21 artiklan 2 ja 3 kohta)',
    portability: 'oikeus siirtää tiedot järjestelmästä toiseen (tietosuoja-asetuksen 20 artikla)',
  },
  en: {
    access: 'the right of access (Article 15 of the GDPR)',
    rectification: 'the right to rectification (Article 16 of the GDPR)',
    erasure: 'the right to erasure (Article 17 of the GDPR)',
    restriction: 'the right to restriction of processing (Article 18 of the GDPR)',
    objection: 'the right to object (Article 21 of the GDPR)',
    marketing: 'the right to object to direct marketing (Article 21(2) and (3) of the GDPR)',
    portability: 'the right to data portability (Article 20 of the GDPR)',
  },
};

/** The name of a letter, as its page is titled. */
export const LETTER_NAMES: Words<Letter> = {
  fi: {
    receipt: 'Vahvistus pyynnön saapumisesta',
    identity: 'Pyyntö varmistaa henkilöllisyys',
    extension: 'Ilmoitus lisäajasta',
    answer: 'Vastaus pyyntöön',
    refusal: 'Vastaus pyyntöön: emme voi toteuttaa sitä',
    lifting: 'Ilmoitus rajoituksen päättymisestä',
  },
  en: {
    receipt: 'Confirmation of receipt',
    identity: 'Request to confirm identity',
    extension: 'Notice of an extension',
    answer: 'Answer to a request',
    refusal: 'Answer to a request: refusal',
    lifting: 'Notice that a restriction ends',
  },
};

/** An activity by its kind, before its number: "muistiinpano 5512". */
export const ACTIVITIES: Words<ActivityType> = {
  fi: {
    meetings: 'tapaaminen',
    calls: 'puhelu',
    emails: 'sähköposti',
    communications: 'viesti',
    postal_mail: 'kirje',
    notes: 'muistiinpano',
    tasks: 'tehtävä',
  },
  en: {
    meetings: 'meeting',
    calls: 'call',
    emails: 'e-mail',
    communications: 'message',
    postal_mail: 'letter',
    notes: 'note',
    tasks: 'task',
  },
};

/** The form of a copy that was given. */
export const FORMATS: Words<PersonRequest['disclosed'][number]['format']> = {
  fi: { json: 'JSON-tiedosto', html: 'HTML-sivu', pdf: 'PDF-tiedosto' },
  en: { json: 'JSON file', html: 'HTML page', pdf: 'PDF file' },
};

/** Words that stand around a letter. */
export const AROUND = {
  fi: {
    date: 'Päiväys',
    reference: 'Pyynnön tunnus',
    everything: 'Kaikki tietosi',
    record: 'Tietue',
    conversation: 'Keskustelu',
  },
  en: {
    date: 'Date',
    reference: 'Reference',
    everything: 'All your data',
    record: 'Record',
    conversation: 'Conversation',
  },
} as const satisfies Words<'date' | 'reference' | 'everything' | 'record' | 'conversation'>;

/** Why somebody could not be erased yet, as the person reads it; whatever is ours to put in order is told in one sentence. */
const WHY_LEFT: Words<'hold' | 'hold_until' | 'restricted' | 'open_request' | 'excluded' | 'other'> = {
  fi: {
    hold: 'Tietoja on toistaiseksi säilytettävä kesken olevan asian vuoksi.',
    hold_until: 'Tietoja on kesken olevan asian vuoksi säilytettävä {until} asti.',
    restricted: 'Tietojen käsittelyä on rajoitettu, eikä tietoja poisteta rajoituksen aikana.',
    open_request: 'Sinulla on toinen pyyntö, johon emme ole vielä vastanneet.',
    excluded: 'Tarkistamme vielä, mitä tietoja poisto koskee.',
    other: 'Emme ole vielä voineet tarkistaa kaikkea, mikä ennen poistoa on tarkistettava.',
  },
  en: {
    hold: 'The data has to be kept for now because of a matter that is still open.',
    hold_until: 'The data has to be kept until {until} because of a matter that is still open.',
    restricted: 'The processing of the data is restricted, and it is not erased meanwhile.',
    open_request: 'You have another request that we have not answered yet.',
    excluded: 'We are still checking which data is to be erased.',
    other: 'We have not yet been able to check everything that has to be checked before data is erased.',
  },
};

/** The sentence for what a list of people to erase says of somebody who was left out; `until` is a date as the letter writes it. */
export function whyLeft(status: string, reason: string | null, until: string | undefined, language: Language): string {
  const words = WHY_LEFT[language];
  if (status === 'excluded') return words.excluded;
  if (until !== undefined && reason === 'hold') return words.hold_until.replace('{until}', until);
  if (reason === 'hold' || reason === 'hold_of_merged') return words.hold;
  if (reason === 'restricted' || reason === 'restriction_of_merged') return words.restricted;
  return reason === 'open_request' ? words.open_request : words.other;
}
