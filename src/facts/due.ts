import { ACTIVITY_TYPES, type ActivityType } from '../policy/activity-types.ts';
import { formatInstant, type Instant } from '../register/instant.ts';

/** An activity whose time will come. */
export interface DueActivity {
  readonly type: ActivityType;
  readonly id: string;
}

/** Key under which an activity is noted until `at`; keys sort by time. */
export function dueKey(at: Instant, type: ActivityType, id: string): string {
  return `${formatInstant(at)}|${type}:${id}`;
}

/** Every key up to and with `now` lies between these. */
export function dueBy(now: Instant): { from: string; to: string } {
  return { from: '0', to: `${formatInstant(now)}~` };
}

/** The activity of a key; `undefined` when it is of no type that is known. */
export function dueActivity(key: string): DueActivity | undefined {
  const [name = '', id = ''] = (key.split('|')[1] ?? '').split(':');
  const type = ACTIVITY_TYPES.find((one) => one === name);
  return type === undefined || id === '' ? undefined : { type, id };
}
