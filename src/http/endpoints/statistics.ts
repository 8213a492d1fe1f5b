import { json } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { statisticsOperations } from '../operations/statistics.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import type { StatisticsAnswer } from '../schemas/statistics.ts';

/** `GET /api/statistics`. */
export const statistics: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'statistics',
  operations: statisticsOperations,
  route: 'statistics',
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ register: { engine } }) => {
    await engine.storage.prepare();
    const summary = await engine.listing.summary.read();
    const { names } = engine.policy.console;
    const answer: StatisticsAnswer = { asOf: summary?.asOf ?? null, names, counts: summary?.counts ?? null };
    return json(200, answer);
  },
};
