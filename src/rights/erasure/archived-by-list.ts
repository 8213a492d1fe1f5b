import type { ChainedEvent } from '../../audit/event.ts';
import { listEvents, type Position } from '../../audit/query/list-events.ts';
import { engagementIn, engagementName, erasureIdIn } from '../../effects/kinds/erasure-names.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import type { Engine } from '../../work/engine.ts';
import type { ErasureList } from './list.ts';

/** An engagement that a list was to archive, and the person for whose sake. */
export interface ToBeArchived {
  readonly type: ActivityType;
  readonly id: string;
  /** `contact:101`. */
  readonly subject: string;
}

/** Events that are read together, and so as much as is held in memory: intents and outcomes of a few thousand engagements. */
const PAGE = 4_000;

/** In HubSpot's recycle bin, with their text overwritten or, where nobody can do that, with it. */
const ARCHIVED = ['archived', 'archived_only'];

/**
 * Engagements that one run of a list was to archive, by the audit trail: nothing else names them once a person is gone. A page of
 * the run's events, and where the next one begins, if there is one.
 */
export async function toBeArchived(
  { storage }: Pick<Engine, 'storage'>,
  { id }: Pick<ErasureList, 'id'>,
  runId: string,
  position: Position | undefined,
): Promise<{ readonly engagements: readonly ToBeArchived[]; readonly next: Position | undefined }> {
  const { events, next } = await listEvents(storage.audit, { runId }, PAGE, { position });
  const engagements = events.flatMap(({ action, subject, property, after, cause }) => {
    const engagement = engagementIn(property);
    const isMeant = action === 'intent' && ARCHIVED.includes(after) && erasureIdIn(cause) === id;
    return isMeant && engagement !== undefined ? [{ ...engagement, subject }] : [];
  });
  return { engagements, next };
}

/**
 * Whether an engagement was archived by a list or, of somebody who is gone, before the list could do it: of what HubSpot refused
 * nobody said so. The outcome may stand under any run, after an interruption.
 */
export async function isArchived(
  { storage }: Pick<Engine, 'storage'>,
  { executionStartedAt }: Pick<ErasureList, 'executionStartedAt'>,
  { subject, ...engagement }: ToBeArchived,
  isPersonGone: () => Promise<boolean>,
): Promise<boolean> {
  const from = executionStartedAt === null ? undefined : Date.parse(executionStartedAt);
  const property = engagementName(engagement);
  const own: ChainedEvent[] = [];
  let position: Position | undefined;
  do {
    const page = await listEvents(storage.audit, { subject, from }, PAGE, { position });
    own.push(...page.events.filter((event) => event.property === property));
    position = page.next;
  } while (position !== undefined);
  if (own.some(({ action, after }) => action === 'applied' && ARCHIVED.includes(after))) return true;
  return own.some(({ action }) => action === 'superseded') && (await isPersonGone());
}
