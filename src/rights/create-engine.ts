import type { Policy } from '../policy/schema.ts';
import type { Settings } from '../settings/settings.ts';
import { createEngine, type Engine, type EngineOptions } from '../work/engine.ts';
import { registerWay } from '../work/steps.ts';
import type { OpenRequests } from './erasure/open-requests.ts';
import { erasureStores } from './erasure/stores.ts';
import { withErasures } from './erasure/way.ts';

/** Requests of people are not kept yet, so nobody has one open. */
const NO_REQUESTS: OpenRequests = { of: async () => new Map() };

/** Composes an engine whose runs keep the flags and carry out what people have a right to; sends nothing yet. */
export function createRightsEngine(settings: Settings, policy: Policy, options: EngineOptions = {}): Engine {
  // Its runs need the engine, and begin long after it is there.
  const engine: Engine = createEngine(settings, policy, { ...options, way: (run) => way(run) });
  const way = withErasures(registerWay, { engine, stores: erasureStores(engine), openRequests: NO_REQUESTS });
  return engine;
}
