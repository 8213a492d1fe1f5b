import { RunFailedError, type SliceContext } from '../facts/context.ts';
import type { Access } from '../hubspot/records.ts';
import { onlyRead } from '../remembered/only-read.ts';
import { doneUnrecorded } from './close-open.ts';

/**
 * What a run works with that only lists: HubSpot, the audit trail and what is remembered can be read, and nothing else. Phases
 * need not know of it.
 */
export async function onlyListing(context: SliceContext): Promise<SliceContext> {
  const { hubspot, state } = context;
  const { done, stillOpen } = await doneUnrecorded(context);
  return {
    ...context,
    hubspot: withoutWrites(hubspot),
    audit: SILENT,
    pruner: PRUNES_NOTHING,
    state: onlyRead(state, done),
    stillOpen,
    ...onlyLookedAt(context),
  };
}

/** What erased people leave behind stays as it is. */
function onlyLookedAt({
  floors,
  erasedAddresses,
  returns,
  segments,
}: SliceContext): Pick<SliceContext, 'floors' | 'erasedAddresses' | 'returns' | 'segments'> {
  return {
    segments: { read: () => segments.read(), write: letGo },
    floors: { read: () => floors.read(), raise: letGo },
    erasedAddresses: {
      isKept: (erasureId, contactId, addresses) => erasedAddresses.isKept(erasureId, contactId, addresses),
      keep: letGo,
      confirm: letGo,
      drop: letGo,
      prune: async () => 0,
    },
    returns: { unknown: (ids) => returns.unknown(ids), add: letGo, prune: letGo },
  };
}

/** Whatever way of writing a phase may find, it ends here. */
function withoutWrites({ transport, paths }: Access): Access {
  return {
    paths,
    transport: {
      send: async (request) => {
        if (request.effect === 'write')
          throw new RunFailedError('dry_run_writes', `A dry run tried ${request.method} ${request.path}: report this.`);
        return transport.send(request);
      },
      wait: (ms) => transport.wait(ms),
      timeZone: (zone) => transport.timeZone(zone),
      counts: transport.counts,
      limits: transport.limits,
    },
  };
}

/** Nothing happens, so nothing is recorded; intents that another run left open stay so until a run that writes closes them. */
const SILENT: SliceContext['audit'] = {
  open: async () => [],
  intend: async () => [],
  conclude: async () => 0,
  record: async () => undefined,
};

async function letGo(): Promise<void> {}

const PRUNES_NOTHING: SliceContext['pruner'] = {
  goneBefore: async function* () {
    // Nobody: what was pruned cannot be brought back.
  },
  goneSince: async () => true,
  prune: async () => 0,
};
