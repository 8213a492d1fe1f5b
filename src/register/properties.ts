import { COMPANY_PROPERTIES } from './company-properties.ts';
import { CONSENT_PROPERTIES } from './consent-properties.ts';
import type { RegisterOption, RegisterProperty } from './property.ts';
import { REQUEST_PROPERTIES } from './request-properties.ts';
import { RETENTION_PROPERTIES } from './retention-properties.ts';
import { STAFF_PROPERTIES } from './staff-properties.ts';

/** The property group that holds them, on contacts and on companies. */
export const REGISTER_GROUP = { name: 'rekisteri', label: 'Rekisteri (tietosuoja)' } as const;

/** Properties on contacts, in the order in which they are created. The options of the consent channels are known to a run only. */
export const CONTACT_PROPERTIES: readonly RegisterProperty[] = [
  ...RETENTION_PROPERTIES,
  ...CONSENT_PROPERTIES,
  ...STAFF_PROPERTIES,
  ...REQUEST_PROPERTIES,
];

export { COMPANY_PROPERTIES };

export type RetentionProperty = (typeof RETENTION_PROPERTIES)[number]['name'];
export type ConsentProperty = (typeof CONSENT_PROPERTIES)[number]['name'];
export type RequestProperty = (typeof REQUEST_PROPERTIES)[number]['name'];
export type CompanyProperty = (typeof COMPANY_PROPERTIES)[number]['name'];

/** The contact properties with these options for the consent channels. */
export function contactPropertiesWith(channels: readonly RegisterOption[]): RegisterProperty[] {
  return CONTACT_PROPERTIES.map((property) =>
    property.name === 'rekisteri_consent_channels' ? { ...property, options: channels } : property,
  );
}
