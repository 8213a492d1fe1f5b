import type { Policy } from '../policy/schema.ts';
import type { Settings } from '../settings/settings.ts';
import { createEngine, type Engine, type EngineOptions } from '../work/engine.ts';
import { registerWay } from '../work/steps.ts';
import { copyTools } from './copy/copy-tools.ts';
import { afterCopyRun, withCopies } from './copy/prepared/way.ts';
import { erasureStores } from './erasure/stores.ts';
import type { ErasureTools } from './erasure/tools.ts';
import { withErasures } from './erasure/way.ts';
import { listEnded } from './requests/list-ended.ts';
import { pruningRequests } from './requests/prune.ts';
import { requestsOf } from './requests/requests-of.ts';
import { withRequests } from './owed/way.ts';

/** Composes an engine whose runs keep the flags and carry out what people have a right to; sends nothing yet. */
export function createRightsEngine(settings: Settings, policy: Policy, options: EngineOptions = {}): Engine {
  const requests: Engine['requests'] = {
    open: () => requestsOf(engine).openContacts(),
    owed: () => requestsOf(engine).owed(),
  };
  // Its runs need the engine, and begin long after it is there.
  const engine: Engine = createEngine(settings, policy, {
    ...options,
    way: (run) => way(run),
    requests,
    afterRun: (run) => afterCopyRun(copies, run),
  });
  const copies = copyTools(engine);
  const openRequests: ErasureTools['openRequests'] = {
    of: (contactIds) => requestsOf(engine).openOf(contactIds),
    listEnded: (list, author) => listEnded(engine, list, author),
  };
  const flags = withRequests(options.way ?? registerWay, engine);
  const erasures = withErasures(flags, { engine, stores: erasureStores(engine), openRequests });
  const way = withCopies(pruningRequests(engine, erasures), copies);
  return engine;
}
