import type { ActivityType } from '../policy/activity-types.ts';

/** One activity as HubSpot holds it: property values are text, `null` or absent when empty. */
export interface Activity {
  readonly type: ActivityType;
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null | undefined>>;
}
