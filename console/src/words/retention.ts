import { messages } from './messages.ts';

/** Status of retention, as HubSpot labels it too. */
export const statusWords = messages(
  {
    active: 'Voimassa',
    ending_soon: 'Päättymässä',
    ended: 'Päättynyt',
    on_hold: 'Pidossa',
    unknown: 'Ei tiedossa',
  },
  { active: 'Active', ending_soon: 'Ending soon', ended: 'Ended', on_hold: 'On hold', unknown: 'Unknown' },
);

/** What the end of the retention period was counted from (§7). */
export const basisWords = messages(
  {
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
  },
  {
    meeting: 'Meeting',
    call: 'Call',
    email: 'E-mail',
    communication: 'Message',
    postal_mail: 'Letter',
    note: 'Note',
    task: 'Task',
    company_activity: 'Contact with the company',
    colleague_activity: 'Contact with a colleague',
    former_contact: 'Contact with a colleague who has been erased',
    record_created: 'Creation of the record (no contact)',
  },
);

/** What staff decided of somebody whose retention has ended. */
export const decisionWords = messages(
  { keep: 'Säilytetään', erase: 'Poistetaan', none: 'Ei päätöstä' },
  { keep: 'Keep', erase: 'Erase', none: 'No decision' },
);

/** Types of HubSpot's activities. */
export const activityWords = messages(
  {
    meetings: 'tapaaminen',
    calls: 'puhelu',
    emails: 'sähköposti',
    communications: 'viesti',
    postal_mail: 'kirje',
    notes: 'muistiinpano',
    tasks: 'tehtävä',
  },
  {
    meetings: 'meeting',
    calls: 'call',
    emails: 'e-mail',
    communications: 'message',
    postal_mail: 'letter',
    notes: 'note',
    tasks: 'task',
  },
);
