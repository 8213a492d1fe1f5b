import { ACTIVITY_WORDS, type ActivityType } from './messages.ts';
import { isKey, type Known } from './values.ts';

/** An activity in HubSpot. */
export interface Source {
  readonly type: ActivityType;
  readonly id: string;
}

/** The activity that a source names, which is `<object>:<id>`, such as `meetings:5512`. */
export function sourceOf(text: string): Known<Source> {
  if (text === '') return { kind: 'none' };
  const [type = '', id = '', ...rest] = text.split(':');
  if (rest.length > 0 || !isKey(ACTIVITY_WORDS, type) || !/^\d{1,20}$/.test(id)) return { kind: 'odd', text };
  return { kind: 'known', value: { type, id } };
}
