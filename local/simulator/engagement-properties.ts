import type { EngagementType } from './account.ts';
import {
  CHECKBOX,
  EXTERNAL,
  FLAG,
  INSTANT,
  LONG_TEXT,
  NUMBER,
  options,
  type PropertyRow,
  READ_ONLY,
  RICH_TEXT,
  SELECT,
  TEXT,
} from './property-rows.ts';

const CALCULATED = { ...READ_ONLY, calculated: true };

function choice(...values: string[]) {
  return { options: options(values) };
}

const COMMON: readonly PropertyRow[] = [
  ['hs_timestamp', 'Activity date', INSTANT],
  ['hs_createdate', 'Create date', INSTANT, READ_ONLY],
  ['hs_lastmodifieddate', 'Last modified date', INSTANT, READ_ONLY],
  ['hs_object_id', 'Record ID', NUMBER, READ_ONLY],
  ['hs_merged_object_ids', 'Merged record IDs', CHECKBOX, READ_ONLY],
  ['hubspot_owner_id', 'Activity assigned to', SELECT, EXTERNAL],
  ['hs_activity_type', 'Activity type', SELECT],
  ['hs_attachment_ids', 'Attached file IDs', CHECKBOX],
  ['hs_body_preview', 'Body preview', TEXT, CALCULATED],
  ['hs_body_preview_html', 'HTML body preview', RICH_TEXT, CALCULATED],
  ['hs_body_preview_is_truncated', 'Body preview truncated', FLAG, CALCULATED],
];

const OWN: Readonly<Record<EngagementType, readonly PropertyRow[]>> = {
  meetings: [
    ['hs_meeting_title', 'Meeting name', TEXT],
    ['hs_meeting_body', 'Meeting description', RICH_TEXT],
    ['hs_internal_meeting_notes', 'Internal meeting notes', RICH_TEXT],
    ['hs_meeting_location', 'Meeting location', TEXT],
    ['hs_meeting_location_type', 'Location type', SELECT, choice('PHONE', 'ADDRESS', 'CUSTOM')],
    ['hs_meeting_external_url', 'Meeting external URL', TEXT],
    ['hs_meeting_start_time', 'Meeting start time', INSTANT],
    ['hs_meeting_end_time', 'Meeting end time', INSTANT],
    [
      'hs_meeting_outcome',
      'Meeting outcome',
      SELECT,
      choice('SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED'),
    ],
  ],
  calls: [
    ['hs_call_title', 'Call title', TEXT],
    ['hs_call_body', 'Call notes', RICH_TEXT],
    ['hs_call_status', 'Call status', SELECT],
    ['hs_call_direction', 'Call direction', SELECT, choice('INBOUND', 'OUTBOUND')],
    ['hs_call_disposition', 'Call outcome', SELECT, EXTERNAL],
    ['hs_call_duration', 'Call duration', NUMBER],
    ['hs_call_from_number', 'From number', TEXT],
    ['hs_call_to_number', 'To number', TEXT],
    ['hs_call_recording_url', 'Recording URL', TEXT],
  ],
  emails: [
    ['hs_email_subject', 'Email subject', TEXT],
    ['hs_email_text', 'Text body', LONG_TEXT],
    ['hs_email_html', 'HTML body', RICH_TEXT],
    // Written as JSON; it fills the read-only ones (developers.hubspot.com/docs/api-reference/crm-emails-v3/guide).
    ['hs_email_headers', 'Email headers', TEXT],
    ['hs_email_from_email', 'Email from address', TEXT, READ_ONLY],
    ['hs_email_from_firstname', 'Email from first name', TEXT, READ_ONLY],
    ['hs_email_from_lastname', 'Email from last name', TEXT, READ_ONLY],
    ['hs_email_to_email', 'Email to address', TEXT, READ_ONLY],
    ['hs_email_to_firstname', 'Email to first name', TEXT, READ_ONLY],
    ['hs_email_to_lastname', 'Email to last name', TEXT, READ_ONLY],
    ['hs_email_direction', 'Email direction', SELECT],
    ['hs_email_status', 'Email send status', SELECT, choice('BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT')],
  ],
  communications: [
    ['hs_communication_body', 'Communication body', RICH_TEXT],
    [
      'hs_communication_channel_type',
      'Channel type',
      SELECT,
      choice('WHATS_APP', 'LINKEDIN_MESSAGE', 'SMS', 'CUSTOM_CHANNEL_CONVERSATION'),
    ],
    ['hs_communication_logged_from', 'Logged from', SELECT, choice('CRM')],
  ],
  postal_mail: [['hs_postal_mail_body', 'Postal mail body', RICH_TEXT]],
  notes: [['hs_note_body', 'Note body', RICH_TEXT]],
  tasks: [
    ['hs_task_subject', 'Task title', TEXT],
    ['hs_task_body', 'Task notes', RICH_TEXT],
    ['hs_task_status', 'Task status', SELECT],
    ['hs_task_type', 'Task type', SELECT],
    ['hs_task_priority', 'Priority', SELECT, choice('NONE', 'LOW', 'MEDIUM', 'HIGH')],
    ['hs_task_completion_date', 'Completed at', INSTANT],
  ],
};

/** The properties of an activity type as every account has them, as far as a register needs them. */
export function engagementRows(type: EngagementType): readonly PropertyRow[] {
  return [...COMMON, ...OWN[type]];
}
