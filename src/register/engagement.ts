import type { ActivityType } from '../policy/activity-types.ts';

/**
 * Whose an engagement is besides the person's: `exclusive` nobody's, `company` of companies only, `shared` of other people, deals
 * or tickets too; `unread` when that could not be told, which keeps the person from being erased (Art. 17, 15(4) by analogy).
 */
export const ENGAGEMENT_CLASSES = ['exclusive', 'company', 'shared', 'unread'] as const;

export type EngagementClass = (typeof ENGAGEMENT_CLASSES)[number];

/** An engagement of a person who is to be erased. */
export interface Engagement {
  readonly type: ActivityType;
  readonly id: string;
  readonly class: EngagementClass;
  /** When HubSpot last changed it, epoch ms. */
  readonly modifiedAt: number;
}
