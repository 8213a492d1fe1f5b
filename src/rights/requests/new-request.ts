import { formatInstant } from '../../register/instant.ts';
import { newRevision, newRunId } from '../../runs/run.ts';
import type { Engine } from '../../work/engine.ts';
import type { PersonRequest } from './request.ts';

/** A request as it begins. */
export function newRequest(
  { now, systemNow }: Pick<Engine, 'now' | 'systemNow'>,
  { kind, receivedOn, channel, marketing }: Pick<PersonRequest, 'kind' | 'receivedOn' | 'channel' | 'marketing'>,
  contactIds: readonly string[],
  actor: string,
): PersonRequest {
  return {
    // Requests stand in the order of their ids, by the clock that moves on.
    id: newRunId(systemNow()),
    kind,
    channel,
    receivedOn,
    filedAt: formatInstant(now()),
    filedBy: actor,
    contactIds: [...contactIds],
    marketing,
    elsewhere: [],
    state: 'received',
    identity: null,
    pauses: [],
    extension: null,
    proposal: null,
    decision: null,
    letters: [],
    recipients: [],
    erased: [],
    endedAt: null,
    lifted: null,
    left: [],
    lateErasureAt: null,
    restricted: [],
    unrestricted: [],
    rectified: [],
    disclosed: [],
    revision: newRevision(),
  };
}
