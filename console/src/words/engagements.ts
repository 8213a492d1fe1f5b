import { messages } from './messages.ts';

/** Kinds of engagement. */
export const engagementTypes = messages(
  {
    meetings: 'Tapaaminen',
    calls: 'Puhelu',
    emails: 'Sähköposti',
    communications: 'Viesti',
    postal_mail: 'Kirje',
    notes: 'Muistiinpano',
    tasks: 'Tehtävä',
  },
  {
    meetings: 'Meeting',
    calls: 'Call',
    emails: 'E-mail',
    communications: 'Message',
    postal_mail: 'Letter',
    notes: 'Note',
    tasks: 'Task',
  },
);
