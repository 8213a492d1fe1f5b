import type { AuditTrail } from '../audit/trail.ts';
import type { OpenIntentCount } from './facts.ts';

/** Counts the intents without outcome. */
export async function countOpenIntents(audit: Pick<AuditTrail, 'open'>): Promise<OpenIntentCount> {
  const events = (await audit.open()).flatMap((open) => open.events);
  return { count: events.length, oldestAt: events.map(({ at }) => at).sort()[0] ?? null };
}
