import type { Now } from '../../src/clock.ts';
import { generateCompanyAccount } from '../simulator/data/company-account.ts';
import { type Served, serve } from '../simulator/serve.ts';
import { serveByToken } from '../simulator/serve-by-token.ts';
import { createSimulator } from '../simulator/simulator.ts';

const SEED = 1;

/** Serves the HubSpot account of an invented company, as it is at `now`, on a free port. */
export function serveSimulatedCompany(now: Now, seed = SEED): Promise<Served> {
  return serve(createSimulator({ account: generateCompanyAccount({ seed, now: now() }), now }));
}

/** Serves the accounts of several, one for each token, at one address. */
export async function serveSimulatedCompanies(
  tokens: readonly string[],
  now: Now,
): Promise<Pick<Served, 'url' | 'close'>> {
  const served = await Promise.all(tokens.map((_, place) => serveSimulatedCompany(now, SEED + place)));
  return serveByToken(new Map(served.map((company, place) => [tokens[place] ?? '', company])));
}
