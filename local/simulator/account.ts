import type { ChangeSource } from './sources.ts';
import type { ConditionalRule, ValidationRule } from './validation-rules.ts';

/** The seven types of activity, by the names HubSpot uses in paths. */
export const ENGAGEMENT_TYPES = [
  'meetings',
  'calls',
  'emails',
  'communications',
  'postal_mail',
  'notes',
  'tasks',
] as const;

export type EngagementType = (typeof ENGAGEMENT_TYPES)[number];

/** The object types the simulator knows. */
export const OBJECT_TYPES = ['contacts', 'companies', ...ENGAGEMENT_TYPES, 'deals', 'tickets'] as const;

export type ObjectType = (typeof OBJECT_TYPES)[number];

/** One write to a record: all its values, `''` for cleared ones. `at` is epoch ms. */
export interface HistoryEntry {
  readonly at: number;
  readonly source: ChangeSource;
  readonly values: Readonly<Record<string, string>>;
}

/** One CRM record as HubSpot keeps it: property values are always text. */
export interface CrmRecord {
  readonly id: string;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  archivedAt?: string;
  /** Set on a record that was merged away: the id of the record that survives it. */
  mergedInto?: string;
  /** What made the record, if anybody asks. */
  source?: ChangeSource;
  /** What was written since, oldest first; absent while nothing was. */
  history?: HistoryEntry[];
}

export interface PropertyOption {
  label: string;
  value: string;
  displayOrder: number;
  hidden: boolean;
  description?: string;
}

export interface PropertyDefinition {
  name: string;
  label: string;
  type: 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'phone_number' | 'string';
  fieldType: string;
  groupName: string;
  description: string;
  options: PropertyOption[];
  displayOrder?: number;
  hidden?: boolean;
  formField?: boolean;
  hubspotDefined?: boolean;
  readOnlyValue?: boolean;
  /** HubSpot works the value out itself. */
  calculated?: boolean;
  /** The values are ids of something else, such as owners: `options` stays empty. */
  externalOptions?: boolean;
}

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
}

export interface SubscriptionType {
  id: string;
  name: string;
  description: string;
  isActive: boolean;
}

/** Everything one HubSpot account holds, as plain data: what a generator makes and the simulator serves. */
export interface AccountData {
  portalId: number;
  timeZone: string;
  records: Record<ObjectType, Map<string, CrmRecord>>;
  /** `from type:from id` → `to type` → ids. Kept in both directions. */
  associations: Map<string, Map<ObjectType, Set<string>>>;
  properties: Record<ObjectType, Map<string, PropertyDefinition>>;
  groups: Record<ObjectType, Map<string, PropertyGroup>>;
  subscriptionTypes: Map<string, SubscriptionType>;
  /** Rules for values of properties of contacts, by the property. */
  validationRules?: Map<string, ValidationRule[]>;
  conditionalRules?: ConditionalRule[];
  /** Addresses, in lower case, of people deleted for good: users and imports cannot add them again. */
  blocklist: Set<string>;
}
