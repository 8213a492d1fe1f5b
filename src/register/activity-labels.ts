import type { ActivityType } from '../policy/activity-types.ts';

/** What staff and the people in the register call each type of activity. */
export const ACTIVITY_LABELS = {
  meetings: 'Tapaaminen',
  calls: 'Puhelu',
  emails: 'Sähköposti',
  communications: 'Viesti (esim. WhatsApp, LinkedIn, tekstiviesti)',
  postal_mail: 'Kirje',
  notes: 'Muistiinpano',
  tasks: 'Tehtävä',
} as const satisfies Record<ActivityType, string>;
