import { newestActivity } from './newest-activity.ts';
import type { SpecialCase } from './special-case.ts';

/** The newest activity holds a value nobody foresaw, or none: it counts, and the older one, ended, does not matter. */
export const unforeseenValues: readonly SpecialCase[] = [
  newestActivity('meeting-outcome-empty', 'meetings', { hs_meeting_outcome: '' }, -30),
  newestActivity('meeting-outcome-custom', 'meetings', { hs_meeting_outcome: 'PIDETTY_ETÄNÄ' }, -30),
  newestActivity('meeting-outcome-other-case', 'meetings', { hs_meeting_outcome: 'canceled' }, -30),
  newestActivity('meeting-still-scheduled', 'meetings', { hs_meeting_outcome: 'SCHEDULED' }, -30),
  newestActivity('call-status-empty', 'calls', { hs_call_status: '', hs_call_direction: '' }, -30),
  newestActivity('call-status-unknown', 'calls', { hs_call_status: 'CALLING_CRM_USER' }, -30),
  newestActivity('email-status-empty', 'emails', { hs_email_status: '' }, -30),
  newestActivity('email-status-unknown', 'emails', { hs_email_status: 'OPENED' }, -30),
  newestActivity('email-direction-empty', 'emails', { hs_email_direction: '' }, -30),
  newestActivity('email-direction-unknown', 'emails', { hs_email_direction: 'FORWARDED_EMAIL' }, -30),
  newestActivity('communication-channel-unknown', 'communications', { hs_communication_channel_type: 'PIGEON' }, -30),
  newestActivity('postal-mail-without-body', 'postal_mail', { hs_postal_mail_body: '' }, -30),
];
