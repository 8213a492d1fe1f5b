/** Categories of the register's data (notice §6), in the order of the notice. */
export const DATA_CATEGORIES = [
  'contact_details',
  'job',
  'employer',
  'participation',
  'relationship',
  'consents',
  'consent_based',
] as const;

export type DataCategory = (typeof DATA_CATEGORIES)[number];
