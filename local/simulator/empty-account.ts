import type { AccountData, CrmRecord } from './account.ts';
import { byType, hubspotGroups, hubspotProperties } from './account-properties.ts';

/** A new account without records, with the property definitions and groups HubSpot itself provides. */
export function emptyAccount(portalId: number, timeZone: string): AccountData {
  return {
    portalId,
    timeZone,
    records: byType(() => new Map<string, CrmRecord>()),
    associations: new Map(),
    associationLabels: new Map(),
    properties: hubspotProperties(),
    groups: hubspotGroups(),
    subscriptionTypes: new Map(),
    subscriptionStatuses: new Map(),
    lists: new Map(),
    marketingEvents: new Map(),
    blocklist: new Set(),
  };
}
