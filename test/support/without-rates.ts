import { LIMITS } from '../../src/hubspot/limits.ts';

/** Far more than a file of tests asks for in ten seconds. */
const MANY_REQUESTS = 2_000;

/** The same for the simulator, which tells it to the program. */
export const MANY = { tenSecondly: MANY_REQUESTS, associations: MANY_REQUESTS, searchPerSecond: MANY_REQUESTS };

/**
 * From now on nobody in this process waits for what HubSpot allows in a second or ten: a run makes seven searches, and
 * with five a second, and a hundred other requests in ten, most of what tests of runs took was waiting. What a limit does
 * is the subject of test/hubspot/. For processes that have one file of tests only.
 */
export function withoutRates(): void {
  for (const limit of Object.values(LIMITS)) Object.assign(limit, { requests: MANY_REQUESTS });
}
