import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../register/properties.ts';

/** How the values of each kind of record are compared. */
export const PROPERTIES_OF = { contacts: CONTACT_PROPERTIES, companies: COMPANY_PROPERTIES } as const;
