import type { Faker } from '@faker-js/faker';
import type { EngagementType } from '../account.ts';

/** How often an ordinary account has each type, of 100 activities. */
const TYPES: { weight: number; value: EngagementType }[] = [
  { weight: 28, value: 'emails' },
  { weight: 22, value: 'meetings' },
  { weight: 21, value: 'calls' },
  { weight: 9, value: 'communications' },
  { weight: 7, value: 'postal_mail' },
  { weight: 7, value: 'notes' },
  { weight: 6, value: 'tasks' },
];

// Outcome, status and direction of an ordinary account, empty and custom values among them; the first is the usual one.
const VALUES: Partial<Record<EngagementType, Record<string, readonly string[]>>> = {
  meetings: { hs_meeting_outcome: ['COMPLETED', '', 'CANCELED', 'NO_SHOW', 'RESCHEDULED', 'PIDETTY_ETÄNÄ'] },
  calls: {
    hs_call_status: ['COMPLETED', '', 'NO_ANSWER', 'BUSY', 'MISSED', 'FAILED'],
    hs_call_direction: ['OUTBOUND', 'INBOUND', ''],
  },
  emails: {
    hs_email_status: ['SENT', '', 'BOUNCED'],
    hs_email_direction: ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL'],
  },
  communications: { hs_communication_channel_type: ['SMS', 'WHATS_APP', 'LINKEDIN_MESSAGE'] },
  tasks: { hs_task_status: ['COMPLETED', 'NOT_STARTED'] },
};

/** Some activity type, as often as it is met. */
export function someType(faker: Faker): EngagementType {
  return faker.helpers.weightedArrayElement(TYPES);
}

/** Outcome, status and direction of an ordinary activity: mostly the usual ones. `''` stands for an empty value. */
export function someOutcome(faker: Faker, type: EngagementType): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const [name, values] of Object.entries(VALUES[type] ?? {})) {
    chosen[name] = faker.datatype.boolean(0.65) ? (values[0] ?? '') : faker.helpers.arrayElement(values);
  }
  return chosen;
}
