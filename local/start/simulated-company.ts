import type { Now } from '../../src/clock.ts';
import { generateCompanyAccount } from '../simulator/data/company-account.ts';
import { type Served, serve } from '../simulator/serve.ts';
import { createSimulator } from '../simulator/simulator.ts';

const SEED = 1;

/** Serves the HubSpot account of an invented company, as it is at `now`, on a free port. */
export function serveSimulatedCompany(now: Now): Promise<Served> {
  return serve(createSimulator({ account: generateCompanyAccount({ seed: SEED, now: now() }), now }));
}
