import type { Now } from '../../src/clock.ts';
import { generateCompanyAccount } from '../simulator/data/company-account.ts';
import { type Decided, decideAsStaff } from '../simulator/data/staff-decisions.ts';
import { type Served, serve } from '../simulator/serve.ts';
import { serveByToken } from '../simulator/serve-by-token.ts';
import { createSimulator } from '../simulator/simulator.ts';

const SEED = 1;

/** HubSpot accounts of invented companies at one address, and what their staff do there. */
export interface SimulatedCompanies extends Pick<Served, 'url' | 'close'> {
  /** Lets the staff of the company with the `place`-th token decide about people whose time has ended. */
  decide(place: number): readonly Decided[];
}

/** Serves an account for each token, as it is at `now`, on a free port; with a single token any token is taken. */
export async function serveSimulatedCompanies(tokens: readonly string[], now: Now): Promise<SimulatedCompanies> {
  const accounts = tokens.map((_, place) => generateCompanyAccount({ seed: SEED + place, now: now() }));
  const served = await Promise.all(accounts.map((account) => serve(createSimulator({ account, now }))));
  const [only] = served;
  const { url, close } =
    only !== undefined && served.length === 1
      ? only
      : await serveByToken(new Map(served.map((company, place) => [tokens[place] ?? '', company])));
  const decide = (place: number) => {
    const account = accounts[place];
    return account === undefined ? [] : decideAsStaff(account, now());
  };
  return { url, close, decide };
}
