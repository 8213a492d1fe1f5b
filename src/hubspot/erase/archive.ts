import { z } from 'zod';
import { halves } from '../../chunk.ts';
import type { ActivityType } from '../../policy/activity-types.ts';
import { HubSpotError } from '../errors.ts';
import type { Fate } from '../fate.ts';
import { findPresences } from '../presence.ts';
import type { Access } from '../records.ts';
import { backoff } from '../retry.ts';

const RESENDS = 3;

interface Part {
  readonly ids: readonly string[];
  readonly sent: number;
}

/**
 * Moves at most 100 engagements to the recycle bin, and gives the fate of each. HubSpot's answer says nothing of single ones, so
 * each is looked for afterwards, and archived again while it is still there.
 */
export async function archiveEngagements(
  access: Access,
  type: ActivityType,
  ids: readonly string[],
): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  const waiting: Part[] = ids.length > 0 ? [{ ids, sent: 0 }] : [];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const refused = await send(access, type, part.ids);
    if (refused === undefined) {
      const left = await stillThere(access, type, part, fates);
      if (left.length === 0) continue;
      await access.transport.wait(backoff(part.sent + 2));
      waiting.push({ ids: left, sent: part.sent + 1 });
    } else if (part.ids.length > 1) {
      const { sent } = part;
      waiting.push(...halves(part.ids).map((half) => ({ ids: half, sent })));
    } else {
      for (const id of part.ids) fates.set(id, { kind: 'refused', reason: refused });
    }
  }
  return fates;
}

/** Why HubSpot refused; `undefined` when it may have done it. */
async function send({ transport, paths }: Access, type: ActivityType, ids: readonly string[]) {
  try {
    await transport.send({
      method: 'POST',
      path: `${paths.objects(type)}/batch/archive`,
      body: { inputs: ids.map((id) => ({ id })) },
      answer: z.unknown(),
      effect: 'write',
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    if (error.code === 'outcome_unknown') return undefined;
    if (error.code === 'rejected' || error.code === 'not_found' || error.status === 423) return error.reason;
    throw error;
  }
}

/** Those that are to be sent once more; the fate of all others is known. */
async function stillThere(
  access: Access,
  type: ActivityType,
  { ids, sent }: Part,
  fates: Map<string, Fate>,
): Promise<string[]> {
  const left: string[] = [];
  for (const [id, presence] of await findPresences(access, type, ids, { place: 'live' })) {
    if (presence.kind === 'absent') fates.set(id, { kind: 'done' });
    else if (presence.kind !== 'there') fates.set(id, { kind: 'unsure', reason: reasonOf(presence) });
    else if (sent < RESENDS) left.push(id);
    // It may go a little later: whoever comes next looks.
    else fates.set(id, { kind: 'unsure', reason: 'archived by HubSpot, by its answer, and still there' });
  }
  return left;
}

function reasonOf(presence: { readonly kind: string; readonly reason?: string }): string {
  return presence.reason ?? 'its id leads to another record';
}
