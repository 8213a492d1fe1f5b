import type { HubSpotRequest } from '../../src/hubspot/attempt.ts';
import type { Engine } from '../../src/work/engine.ts';

/** An engine, of its own, before each of whose requests to HubSpot something may happen there. */
export function watchedEngine(
  engine: Engine,
  before: (request: Pick<HubSpotRequest<unknown>, 'method' | 'path'>) => void,
): Engine {
  const { hubspot } = engine;
  const { transport } = hubspot;
  const send: typeof transport.send = async (request) => {
    before(request);
    return transport.send(request);
  };
  return { ...engine, hubspot: { ...hubspot, transport: { ...transport, send } } };
}
