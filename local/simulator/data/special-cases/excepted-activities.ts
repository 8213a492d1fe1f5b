import { newestActivity } from './newest-activity.ts';
import type { SpecialCase } from './special-case.ts';

const MEETING_OUTCOMES = ['CANCELED', 'NO_SHOW', 'RESCHEDULED'];
const CALL_STATUSES = ['BUSY', 'CANCELED', 'FAILED', 'MISSED', 'NO_ANSWER', 'REJECTED'];
const EMAIL_STATUSES = ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING'];

/** The newest activity is one that does not count: the older one decides, 90 days before or 30 days after its end. */
export const exceptedActivities: readonly SpecialCase[] = [
  ...MEETING_OUTCOMES.map((value) => newestActivity(slug('meeting', value), 'meetings', outcome(value), 90)),
  ...CALL_STATUSES.map((value) => newestActivity(slug('call', value), 'calls', { hs_call_status: value }, -30)),
  ...EMAIL_STATUSES.map((value) => newestActivity(slug('email', value), 'emails', { hs_email_status: value }, 90)),
  newestActivity('email-draft', 'emails', { hs_email_status: '', hs_email_direction: 'DRAFT_EMAIL' }, -30),
  newestActivity('newest-is-note', 'notes', {}, -30),
  newestActivity('newest-is-task', 'tasks', {}, -30),
];

function outcome(value: string): Record<string, string> {
  return { hs_meeting_outcome: value };
}

function slug(kind: string, value: string): string {
  return `${kind}-${value.toLowerCase().replace('_', '-')}`;
}
