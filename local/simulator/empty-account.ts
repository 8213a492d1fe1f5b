import type { AccountData, CrmRecord } from './account.ts';
import {
  hubspotCompanyGroups,
  hubspotCompanyProperties,
  hubspotContactGroups,
  hubspotContactProperties,
} from './hubspot-properties.ts';

/** A new account without records, with the property definitions and groups HubSpot itself provides. */
export function emptyAccount(portalId: number, timeZone: string): AccountData {
  return {
    portalId,
    timeZone,
    records: {
      contacts: new Map<string, CrmRecord>(),
      companies: new Map<string, CrmRecord>(),
      meetings: new Map<string, CrmRecord>(),
      calls: new Map<string, CrmRecord>(),
      emails: new Map<string, CrmRecord>(),
      communications: new Map<string, CrmRecord>(),
      postal_mail: new Map<string, CrmRecord>(),
      notes: new Map<string, CrmRecord>(),
      tasks: new Map<string, CrmRecord>(),
    },
    associations: new Map(),
    properties: { contacts: hubspotContactProperties(), companies: hubspotCompanyProperties() },
    groups: { contacts: hubspotContactGroups(), companies: hubspotCompanyGroups() },
    subscriptionTypes: new Map(),
  };
}
