/**
 * Activity types by their HubSpot names, in the order that decides between service contacts of the same instant
 * (notice §7: the table of service contacts, then notes and tasks).
 */
export const ACTIVITY_TYPES = [
  'meetings',
  'calls',
  'emails',
  'communications',
  'postal_mail',
  'notes',
  'tasks',
] as const;

export type ActivityType = (typeof ACTIVITY_TYPES)[number];
