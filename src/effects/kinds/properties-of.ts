import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../register/properties.ts';

/** How the values of each kind of record are compared. */
export const PROPERTIES_OF = { contacts: CONTACT_PROPERTIES, companies: COMPANY_PROPERTIES } as const;

/** Whether a property is the add-on's own: no other program or person gives one such a name. */
export function isOurs(property: string): boolean {
  return property.startsWith('rekisteri_');
}
