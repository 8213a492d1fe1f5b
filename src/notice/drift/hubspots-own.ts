import type { RecordKind } from '../../register/record.ts';

/** Properties of contacts and companies alike that say who works on a record, and who may see it. */
const WHO_WORKS_ON_IT = [
  'hubspot_owner_id',
  'hubspot_team_id',
  'hubspot_owner_assigneddate',
  'hs_all_owner_ids',
  'hs_all_team_ids',
  'hs_all_accessible_team_ids',
  'hs_owning_teams',
  'hs_shared_team_ids',
  'hs_shared_user_ids',
  'hs_all_assigned_business_unit_ids',
];

/**
 * HubSpot's own properties that can be written and still are no data of the person or company: who works on the record, where it
 * stands in a process, how it came about. Reviewed by hand (docs/drift.md): a name is added only when HubSpot defines it, and a
 * property that somebody in the account made is never looked up here.
 */
const WRITABLE: Readonly<Record<RecordKind, ReadonlySet<string>>> = {
  contacts: new Set([
    ...WHO_WORKS_ON_IT,
    'hs_assigned_business_unit_ids',
    // Where it stands in a process.
    'lifecyclestage',
    'hs_lead_status',
    'hs_pipeline',
    'hs_is_unworked',
    'hs_marketable_status',
    'hs_marketable_reason_id',
    'hs_marketable_reason_type',
    'hs_marketable_until_renewal',
    'currentlyinworkflow',
    // How it came about, and what it is merged of.
    'createdate',
    'closedate',
    'lastmodifieddate',
    'hs_createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    'hs_created_by_user_id',
    'hs_updated_by_user_id',
    'hs_merged_object_ids',
    'hs_calculated_merged_vids',
    'hs_all_contact_vids',
    'hs_unique_creation_key',
    'hs_was_imported',
    'hs_read_only',
    'hs_is_contact',
    'hs_pinned_engagement_id',
    'hs_avatar_filemanager_key',
    'associatedcompanylastupdated',
    // Counted from what else there is.
    'num_notes',
    'num_contacted_notes',
    'notes_last_contacted',
    'notes_last_updated',
    'notes_next_activity_date',
    'num_associated_deals',
    'num_conversion_events',
    'num_unique_conversion_events',
    'hubspotscore',
    'first_conversion_date',
    'first_conversion_event_name',
    'recent_conversion_date',
    'recent_conversion_event_name',
    'first_deal_created_date',
    'recent_deal_amount',
    'recent_deal_close_date',
    'total_revenue',
    'days_to_close',
    'engagements_last_meeting_booked',
    'webinareventlastupdated',
    'surveymonkeyeventlastupdated',
    // Belongs to what the notice names: further addresses to `email`, opt-outs to the consents.
    'hs_additional_emails',
    'hs_email_optout',
  ]),
  companies: new Set([
    ...WHO_WORKS_ON_IT,
    'hs_parent_company_id',
    'hs_num_child_companies',
    'hs_avatar_filemanager_key',
    'lifecyclestage',
    'hs_lead_status',
    'hs_pipeline',
    'hs_is_target_account',
    'hs_target_account',
    'closedate',
    'createdate',
    'hs_createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    'hs_merged_object_ids',
    'hs_was_imported',
    'hs_created_by_user_id',
    'hs_updated_by_user_id',
    'hs_unique_creation_key',
    'hs_read_only',
    'hs_pinned_engagement_id',
    'num_notes',
    'num_contacted_notes',
    'notes_last_contacted',
    'notes_last_updated',
    'notes_next_activity_date',
    'num_associated_contacts',
    'num_associated_deals',
    'num_conversion_events',
    'first_deal_created_date',
    'recent_deal_amount',
    'recent_deal_close_date',
    'total_revenue',
    'days_to_close',
    'first_contact_createdate',
    'first_conversion_date',
    'first_conversion_event_name',
    'recent_conversion_date',
    'recent_conversion_event_name',
    'hubspotscore',
    'engagements_last_meeting_booked',
  ]),
};

/** The same of properties of which HubSpot has one for each subscription type, stage, source or counter. */
const FAMILIES: readonly RegExp[] = [
  /^hs_(?:analytics|sa|v2|social|searchable_calculated|calculated|object_source|predictive)_/,
  /^hs_(?:date_entered|date_exited|time_in|time_to|time_between|time_since|cumulative_time|lifecyclestage|latest)_/,
  /^hs_(?:email|sales_email|sequences|prospecting|count_is|num|user_ids_of)_/,
  /^hs_(?:lastmodified|last_sales|first_engagement|object_source)/,
  // Not the notes and the address that staff write there.
  /^hs_content_membership_(?!notes$|email$)/,
  /^engagements_last_meeting_booked_/,
];

/** Whether a property that HubSpot defines is one of the reviewed ones. */
export function isReviewed(kind: RecordKind, name: string): boolean {
  return WRITABLE[kind].has(name) || FAMILIES.some((family) => family.test(name));
}
