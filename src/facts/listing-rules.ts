import { decisionTime, type ReadingContext } from './context.ts';
import type { ListingRules } from './listed.ts';
import type { Setup } from './setup.ts';

/** What tells how records of HubSpot are read in this run. */
export function listingRules(context: ReadingContext, setup: Setup): ListingRules {
  const { policy, auditKey } = context;
  const hash = (property: string, text: string) => auditKey.hashOfText(property, text);
  return { policy, setup, now: decisionTime(context), hash };
}
