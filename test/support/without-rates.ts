/** Far more than a file of tests asks for in ten seconds. */
const MANY_REQUESTS = 2_000;

/** Limits of a simulator that nobody has to wait for, of which it tells the program what HubSpot tells. */
export const MANY = { tenSecondly: MANY_REQUESTS, associations: MANY_REQUESTS, searchPerSecond: MANY_REQUESTS };

/**
 * The setting by which the functions know of them: a run makes seven searches, and with five a second, and a hundred other requests
 * in ten, most of what tests of runs took was waiting. What a limit does is the subject of test/hubspot/.
 */
export const WITHOUT_RATES = { HUBSPOT_SIMULATED_RATE: String(MANY_REQUESTS) };
