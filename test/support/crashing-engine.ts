import { LeaseLostError } from '../../src/runs/session.ts';
import type { Engine } from '../../src/work/engine.ts';

/**
 * An engine whose process dies at its `at`-th effect: a request to HubSpot, or a step of the audit trail. Every effect
 * counts twice, once before it happens and once after, when its result is lost. A dead process saves nothing more and
 * keeps its lease, which is just what a lost lease makes a slice do.
 */
export function crashingEngine(engine: Engine, at: number): Engine {
  let effects = 0;
  const dying = async <T>(effect: () => Promise<T>): Promise<T> => {
    die();
    const result = await effect();
    die();
    return result;
  };
  const die = () => {
    effects += 1;
    if (effects >= at) throw new LeaseLostError('The process has died.');
  };
  const { audit, hubspot, storage } = engine;
  return {
    ...engine,
    hubspot: {
      ...hubspot,
      transport: { ...hubspot.transport, send: (request) => dying(() => hubspot.transport.send(request)) },
    },
    // A dead process wakes nobody either.
    storage: { ...storage, slices: { send: async () => undefined, create: () => storage.slices.create() } },
    audit: {
      open: () => audit.open(),
      intend: (intents, author) => dying(() => audit.intend(intents, author)),
      conclude: (open, conclusions, author) => dying(() => audit.conclude(open, conclusions, author)),
      record: (occurrences, author) => dying(() => audit.record(occurrences, author)),
    },
  };
}
