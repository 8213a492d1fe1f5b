import type { DateTime } from 'luxon';
import type { EngagementType } from '../account.ts';
import { utcText } from './helsinki-time.ts';

/** Property values of an activity at `at`, with an outcome, status and direction that count. */
export function activityValues(type: EngagementType, at: DateTime, topic: string): Record<string, string> {
  const time = utcText(at);
  const common = { hs_timestamp: time };
  switch (type) {
    case 'meetings':
      return {
        ...common,
        hs_meeting_title: topic,
        hs_meeting_start_time: time,
        hs_meeting_end_time: utcText(at.plus({ hours: 1 })),
        hs_meeting_outcome: 'COMPLETED',
      };
    case 'calls':
      return {
        ...common,
        hs_call_title: topic,
        hs_call_status: 'COMPLETED',
        hs_call_direction: 'OUTBOUND',
        hs_call_duration: '240000',
      };
    case 'emails':
      return { ...common, hs_email_subject: topic, hs_email_status: 'SENT', hs_email_direction: 'EMAIL' };
    case 'communications':
      return {
        ...common,
        hs_communication_channel_type: 'SMS',
        hs_communication_logged_from: 'CRM',
        hs_communication_body: topic,
      };
    case 'postal_mail':
      return { ...common, hs_postal_mail_body: topic };
    case 'notes':
      return { ...common, hs_note_body: topic };
    case 'tasks':
      return { ...common, hs_task_subject: topic, hs_task_status: 'COMPLETED', hs_task_type: 'TODO' };
  }
}
