import type { ObjectType } from './account.ts';

const COMMON = ['hs_object_id', 'hubspot_owner_id', 'hs_activity_type', 'hs_attachment_ids', 'hs_merged_object_ids'];

const OWN: Readonly<Record<Exclude<ObjectType, 'contacts' | 'companies'>, readonly string[]>> = {
  meetings: [
    'hs_meeting_outcome',
    'hs_meeting_title',
    'hs_meeting_body',
    'hs_internal_meeting_notes',
    'hs_meeting_location',
  ],
  calls: [
    'hs_call_status',
    'hs_call_direction',
    'hs_call_disposition',
    'hs_call_duration',
    'hs_call_title',
    'hs_call_body',
  ],
  emails: [
    'hs_email_direction',
    'hs_email_status',
    'hs_email_subject',
    'hs_email_text',
    'hs_email_html',
    'hs_email_headers',
  ],
  communications: ['hs_communication_channel_type', 'hs_communication_logged_from', 'hs_communication_body'],
  postal_mail: ['hs_postal_mail_body'],
  notes: ['hs_note_body'],
  tasks: ['hs_task_status', 'hs_task_type', 'hs_task_subject', 'hs_task_body', 'hs_task_priority'],
};

const INSTANTS = ['hs_timestamp', 'hs_createdate', 'hs_lastmodifieddate'];

const OWN_INSTANTS: Partial<Record<ObjectType, readonly string[]>> = {
  meetings: ['hs_meeting_start_time', 'hs_meeting_end_time'],
  tasks: ['hs_task_completion_date'],
};

const HUBSPOT_KEPT = new Set(['hs_object_id', 'hs_createdate', 'hs_lastmodifieddate', 'hs_merged_object_ids']);

/** What the simulator knows of a property of an activity. */
export interface EngagementProperty {
  type: 'string' | 'number' | 'datetime';
  readOnlyValue: boolean;
}

const CATALOGUE = new Map<string, ReadonlyMap<string, EngagementProperty>>(
  Object.entries(OWN).map(([type, names]) => {
    const instants = [...INSTANTS, ...(Object.entries(OWN_INSTANTS).find(([name]) => name === type)?.[1] ?? [])];
    const typeOf = (name: string) => (name === 'hs_object_id' ? 'number' : 'string');
    const entries = [...COMMON, ...names, ...instants].map((name): [string, EngagementProperty] => [
      name,
      { type: instants.includes(name) ? 'datetime' : typeOf(name), readOnlyValue: HUBSPOT_KEPT.has(name) },
    ]);
    return [type, new Map(entries)];
  }),
);

/** The property of an activity type, or undefined when HubSpot has none of that name. */
export function engagementProperty(type: ObjectType, name: string): EngagementProperty | undefined {
  return CATALOGUE.get(type)?.get(name);
}
