import type { EngagementType } from '../account.ts';

/** Whom an activity is with, as far as people write about them. */
export interface Person {
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
}

const SENDER: Person = { firstname: 'Maija', lastname: 'Valmentaja', email: 'maija.valmentaja@taitotalo.fi.example' };

const SENTENCES: readonly ((name: string) => string)[] = [
  (name) => `${name} toivoi valmennusta syksyn alkuun, kahden päivän mittaisena.`,
  (name) => `Sovittiin, että ${name} kysyy esihenkilöltään ja palaa asiaan ensi viikolla.`,
  (name) => `${name} kertoi olevansa lomalla heinäkuun; puhelimella tavoittaa silti.`,
  (name) => `Tarjous lähetetty. ${name} vertaa sitä vielä kahteen muuhun.`,
  (name) => `${name} antoi palautetta edellisestä tilaisuudesta: hyvä vetäjä, liian vähän harjoituksia.`,
  (name) => `Lasku väärällä osoitteella, ${name} lähettää oikean. Hyvitys tarvittaessa.`,
  (name) => `${name} jää eläkkeelle keväällä ja esittelee seuraajansa sitä ennen.`,
];

/**
 * Texts as staff would write them into the `nth` activity with somebody: the same for the same arguments, and made without
 * drawing anything, so that they change nothing else of an account.
 */
export function activityTexts(type: EngagementType, nth: number, person: Person | undefined): Record<string, string> {
  const name = person === undefined ? 'Yhteyshenkilö' : `${person.firstname} ${person.lastname}`.trim();
  const text = SENTENCES[nth % SENTENCES.length]?.(name) ?? '';
  const rich = `<p>${text}</p>`;
  switch (type) {
    case 'meetings':
      return { hs_meeting_body: rich, hs_internal_meeting_notes: rich, hs_meeting_location: 'Asiakkaan tiloissa' };
    case 'calls':
      return { hs_call_body: rich };
    case 'emails':
      return {
        hs_email_text: text,
        hs_email_html: rich,
        hs_email_headers: JSON.stringify({ from: header(SENDER), to: person === undefined ? [] : [header(person)] }),
      };
    case 'communications':
      return { hs_communication_body: rich };
    case 'postal_mail':
      return { hs_postal_mail_body: rich };
    case 'notes':
      return { hs_note_body: rich };
    case 'tasks':
      return { hs_task_body: rich };
  }
}

function header({ firstname, lastname, email }: Person) {
  return { email, firstName: firstname, lastName: lastname };
}
