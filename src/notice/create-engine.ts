import type { Policy } from '../policy/schema.ts';
import { createRightsEngine } from '../rights/create-engine.ts';
import type { Settings } from '../settings/settings.ts';
import type { Engine, EngineOptions } from '../work/engine.ts';
import { registerWay } from '../work/steps.ts';
import { withSegments } from '../work/with-segments.ts';
import { KeptDrift } from './drift/row.ts';
import { withDrift } from './drift/way.ts';

/** Where the last comparison of an account with its notice is kept. */
export function driftOf({ storage, rowMacs }: Pick<Engine, 'storage' | 'rowMacs'>): KeptDrift {
  return new KeptDrift(storage.index, rowMacs);
}

/** Composes an engine whose runs also keep segments for staff, and whose reconciles hold the account against the notice; sends nothing yet. */
export function createNoticeEngine(settings: Settings, policy: Policy, options: EngineOptions = {}): Engine {
  // Its runs need the engine, and begin long after it is there.
  const engine: Engine = createRightsEngine(settings, policy, {
    ...options,
    way: withDrift(withSegments(options.way ?? registerWay), () => driftOf(engine)),
  });
  return engine;
}
