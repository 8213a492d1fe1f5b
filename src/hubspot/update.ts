import { halves } from '../chunk.ts';
import { HubSpotError } from './errors.ts';
import type { Fate } from './fate.ts';
import type { Access } from './records.ts';
import { Refusals } from './refusals.ts';
import { backoff } from './retry.ts';
import { type Holds, readBack, sendUpdates, type Update } from './send-updates.ts';

const RESENDS = 4;
const NEW_PROPERTY_MS = 1_000;
/** So many refusals without anything written: whatever the rest is refused for, it is not asked about one by one. */
const HOPELESS_REFUSALS = 16;
/** So many parts of a batch, one in another, refused for one reason: a few records alone show whether it is all of them. */
const SAME_REFUSALS = 3;

interface Part {
  readonly updates: readonly Update[];
  readonly sent: number;
  /** One of the records that show whether all are refused. */
  readonly isProbe?: boolean;
}

/**
 * Updates up to 100 records and gives the fate of each. Answers are matched by id and by trace id. A batch refused for one bad
 * input is halved until that input is alone, unless all of it turns out to be refused for one reason (`refusals` carries that
 * over to the next batches). What an answer leaves out, and everything when an answer is lost, is read back: silence is no
 * answer. Records that do not hold the values after a lost answer are sent again.
 */
export async function updateRecords(
  access: Access,
  type: string,
  updates: readonly Update[],
  holds: Holds,
  refusals = new Refusals(),
): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  const waiting: Part[] = [{ updates, sent: 0 }];
  const refused: string[] = [];
  let probed = false;
  let written = false;
  let ofAll: HubSpotError | undefined;
  const refuse = (some: readonly Update[], { reason, codes }: HubSpotError) => {
    for (const { id } of some) fates.set(id, { kind: 'refused', reason, codes });
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { sent } = next;
    const batch = next.updates.filter(({ id }) => !fates.has(id));
    if (batch.length === 0) continue;
    if (ofAll !== undefined) {
      refuse(batch, ofAll);
      continue;
    }
    try {
      for (const [id, fate] of await sendUpdates(access, type, batch, holds, batch.length < updates.length)) {
        fates.set(id, fate);
        written ||= fate.kind === 'done';
      }
      if (written) refusals.noteWritten();
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const { reason } = error;
      if (error.code === 'outcome_unknown') {
        await access.transport.wait(backoff(sent + 1));
        const rest: Update[] = [];
        for (const [update, fate] of await readBack(access, type, batch, holds)) {
          if (fate === 'not_held') rest.push(update);
          else fates.set(update.id, fate);
        }
        if (sent < RESENDS) waiting.push({ updates: rest, sent: sent + 1 });
        // The last one may still be on its way.
        else for (const { id } of rest) fates.set(id, { kind: 'unsure', reason });
        continue;
      }
      if (!isRefused(error)) throw error;
      if (!written && refusals.concernsAll(reason)) {
        refuse(batch, error);
      } else if (isNotYetUsable(error) && sent < RESENDS) {
        await access.transport.wait(NEW_PROPERTY_MS);
        waiting.push({ updates: batch, sent: sent + 1 });
      } else if (batch.length > 1 && !written && !probed && isOneReason(refused, reason)) {
        probed = true;
        waiting.push({ updates: batch, sent }, ...probesOf(updates, sent));
        refused.length = 0;
      } else if (batch.length > 1 && (written || refused.length < HOPELESS_REFUSALS)) {
        refused.push(reason);
        const [first, second] = halves(batch);
        waiting.push({ updates: second, sent }, { updates: first, sent });
      } else {
        refused.push(reason);
        refuse(batch, error);
        const isLastProbe = next.isProbe && !waiting.some(({ isProbe }) => isProbe);
        if (isLastProbe && !written && refused.length === PROBES && new Set(refused).size === 1) {
          ofAll = error;
          refusals.noteOfAll(reason);
        }
      }
    }
  }
  return fates;
}

const PROBES = 3;

/** The first, the middle and the last of them, each alone. */
function probesOf(updates: readonly Update[], sent: number): Part[] {
  const places = new Set([0, Math.floor(updates.length / 2), updates.length - 1]);
  return [...places].map((place) => ({ updates: updates.slice(place, place + 1), sent, isProbe: true }));
}

function isOneReason(before: readonly string[], reason: string): boolean {
  return before.length + 1 >= SAME_REFUSALS && before.every((one) => one === reason);
}

/** A property or option that was just created can be used a moment later (0.25 to 0.7 s were seen). */
function isNotYetUsable({ code, codes }: HubSpotError): boolean {
  return code === 'rejected' && ['PROPERTY_DOESNT_EXIST', 'INVALID_OPTION'].some((one) => codes.includes(one));
}

/** A refusal may be due to one of the inputs (423: one record is locked); anything else concerns them all. */
function isRefused({ code, status }: HubSpotError): boolean {
  return code === 'rejected' || code === 'not_found' || (code === 'unavailable' && status === 423);
}
