import type { Conversation } from './conversation.ts';
import type { FilterBranch } from './filter-branch.ts';
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
export const OBJECT_TYPES = [
  'contacts',
  'companies',
  ...ENGAGEMENT_TYPES,
  'deals',
  'tickets',
  'feedback_submissions',
] as const;

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
  /** Enterprise accounts: values take a scope of their own, and definitions are listed only when asked for. */
  dataSensitivity?: 'non_sensitive' | 'sensitive' | 'highly_sensitive';
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

/** When a record became a member of a list, and when it last did; ISO 8601 UTC. */
export interface ListMember {
  firstAddedAt: string;
  lastAddedAt: string;
}

/** A list (segment) of contacts, with its members by contact id. */
export interface ContactList {
  id: string;
  name: string;
  processingType: 'DYNAMIC' | 'MANUAL' | 'SNAPSHOT';
  createdAt: string;
  isPublic?: boolean;
  members: Map<string, ListMember>;
  /** Of a dynamic one that was made over the API: it decides who is on it. */
  filterBranch?: FilterBranch;
  /** In the bin, out of which it comes back for 90 days; ISO 8601 UTC. */
  deletedAt?: string;
  folderId?: string;
}

/** A folder of lists; the root is `0`. */
export interface ListFolder {
  id: string;
  name: string;
  parentFolderId: string;
}

/** What an address is subscribed to, and why (HubSpot, `PublicStatus`). `at` is ISO 8601 UTC. */
export interface SubscriptionStatus {
  status: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SPECIFIED';
  source: string;
  at: string;
  legalBasis?:
    | 'CONSENT_WITH_NOTICE'
    | 'LEGITIMATE_INTEREST_CLIENT'
    | 'LEGITIMATE_INTEREST_OTHER'
    | 'LEGITIMATE_INTEREST_PQL'
    | 'NON_GDPR'
    | 'PERFORMANCE_OF_CONTRACT'
    | 'PROCESS_AND_STORE';
  legalBasisExplanation?: string;
}

/** How a contact took part in a marketing event. `at` is ISO 8601 UTC. */
export interface Participation {
  state: 'ATTENDED' | 'CANCELLED' | 'EMPTY' | 'NO_SHOW' | 'REGISTERED';
  at: string;
  durationSeconds?: number;
  /** Part of the event, as HubSpot prints it. */
  percentage?: string;
}

/** A marketing event, with who took part in it by contact id. */
export interface MarketingEvent {
  id: string;
  name: string;
  createdAt: string;
  externalAccountId?: string;
  externalEventId?: string;
  participations: Map<string, Participation>;
}

/** Everything one HubSpot account holds, as plain data: what a generator makes and the simulator serves. */
export interface AccountData {
  portalId: number;
  timeZone: string;
  /** HubSpot's word for where the data lies; `eu1` unless said. */
  hostingLocation?: string;
  records: Record<ObjectType, Map<string, CrmRecord>>;
  /** `from type:from id` → `to type` → ids. Kept in both directions. */
  associations: Map<string, Map<ObjectType, Set<string>>>;
  /** Labels that staff gave an association, by `contacts:1 deals:2`; the way back is another entry. */
  associationLabels: Map<string, string[]>;
  properties: Record<ObjectType, Map<string, PropertyDefinition>>;
  groups: Record<ObjectType, Map<string, PropertyGroup>>;
  subscriptionTypes: Map<string, SubscriptionType>;
  /** Rules for values of properties of contacts, by the property. */
  validationRules?: Map<string, ValidationRule[]>;
  conditionalRules?: ConditionalRule[];
  /** Statuses that were set, by address in lower case and then by id of the subscription type. */
  subscriptionStatuses: Map<string, Map<string, SubscriptionStatus>>;
  lists: Map<string, ContactList>;
  listFolders?: Map<string, ListFolder>;
  marketingEvents: Map<string, MarketingEvent>;
  conversations?: Map<string, Conversation>;
  /** Addresses, in lower case, of people deleted for good: users and imports cannot add them again. */
  blocklist: Set<string>;
}
