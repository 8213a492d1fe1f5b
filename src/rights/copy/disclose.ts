import { formatInstant } from '../../register/instant.ts';
import type { Engine } from '../../work/engine.ts';
import { changing, type RequestRefusal } from '../requests/acting.ts';
import { recordChange } from '../requests/actions/record.ts';
import type { PersonRequest } from '../requests/request.ts';
import { fitsRow } from '../requests/request-rows.ts';
import { requestsOf } from '../requests/requests-of.ts';
import { type NoCopy, whyNoCopy } from './refusal.ts';
import type { Told } from './tally.ts';

/** So many of the latest disclosures are kept with a request; all are in the trail. */
const MOST_KEPT = 10;

/** What is given, and by which decision it was made; null where nothing was decided. */
interface Disclosed extends Told {
  readonly format: CopyFormat;
  readonly decidedAt: string | null;
}

export type CopyFormat = PersonRequest['disclosed'][number]['format'];

/**
 * Records that a copy is given, in the trail and with its request; comes before a byte of it leaves. Gives why not, when nobody may be
 * given one any more, or something was decided since `decidedAt`, by which it was made.
 */
export async function disclose(
  engine: Engine,
  requestId: string,
  { format, bytes, sha256, places, decidedAt }: Disclosed,
  by: string,
): Promise<RequestRefusal | undefined> {
  const requests = requestsOf(engine);
  const told = `format=${format} sha256=${sha256} bytes=${bytes} places=${places}`;
  let isRecorded = false;
  // Every further pass follows a change that somebody else made in between, so this comes to an end.
  for (;;) {
    const stored = await requests.find(requestId);
    if (stored === undefined) return { kind: 'unknown_request' };
    const { request } = stored;
    const why = whyNoCopy(request);
    if (why !== undefined) return noCopy(why);
    if ((request.decision?.at ?? null) !== decidedAt) return noCopy('decided_since');
    const given = { at: formatInstant(engine.now()), format, sha256, bytes, by };
    const kept = [...request.disclosed, given].slice(-MOST_KEPT);
    const disclosed = fitsRow({ ...request, disclosed: kept }) ? kept : [given];
    if (!fitsRow({ ...request, disclosed })) return { kind: 'too_large' };
    if (!isRecorded) await recordChange(engine, request, changing({}, 'disclosed', told), { runId: '', actor: by });
    isRecorded = true;
    if ((await requests.save(stored, { disclosed })) !== undefined) return undefined;
  }
}

/** The refusal that says so. */
export function noCopy(why: NoCopy): RequestRefusal {
  return { kind: 'no_copy', why };
}
