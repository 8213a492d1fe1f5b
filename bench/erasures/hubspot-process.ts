import { parseArgs } from 'node:util';
import { z } from 'zod';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator } from '../../local/simulator/simulator.ts';
import { answerQuestions } from '../child.ts';
import { LATENCY_MS, NOW, TEN_SECONDLY } from '../scenario.ts';
import { accountOfEnded, decideAll } from './account.ts';

const { values } = parseArgs({ options: { people: { type: 'string' } } });
const people = z.coerce.number().parse(values.people);
const now = Date.parse(NOW);
const account = accountOfEnded(people);
const simulator = createSimulator({
  account,
  now: () => now,
  latencyMs: LATENCY_MS,
  limits: { tenSecondly: TEN_SECONDLY },
});
const { url } = await serve(simulator);

answerQuestions({
  address: () => ({ url }),
  decide: () => {
    decideAll(account, people, now);
    return true;
  },
  report: () => {
    const entries = simulator.log.splice(0);
    simulator.changes.splice(0);
    const refused = entries.filter(({ status }) => status === 429).length;
    const byPath = Object.groupBy(entries, ({ method, path }) => `${method} ${path.replace(/\/\d+$/, '/ID')}`);
    const counted = Object.fromEntries(Object.entries(byPath).map(([path, some]) => [path, some?.length ?? 0]));
    return { requests: entries.length, byPath: counted, refused, left: account.records.contacts.size };
  },
});
