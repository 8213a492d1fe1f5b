import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AccountData } from '../local/simulator/account.ts';
import { generateScaleAccount } from '../local/simulator/data/scale-account.ts';
import { serve } from '../local/simulator/serve.ts';
import { createSimulator } from '../local/simulator/simulator.ts';
import { answerQuestions } from './child.ts';
import { KINDS, kindOf } from './kinds.ts';
import { ACTIVITIES_PER_CONTACT, LATENCY_MS, NOW, SEED, TEN_SECONDLY } from './scenario.ts';

const { values } = parseArgs({ options: { contacts: { type: 'string' }, companies: { type: 'string' } } });
const now = Date.parse(NOW);
const account = generateScaleAccount({
  contacts: z.coerce.number().parse(values.contacts),
  companies: z.coerce.number().parse(values.companies),
  activitiesPerContact: ACTIVITIES_PER_CONTACT,
  seed: SEED,
  now,
});
const simulator = createSimulator({
  account,
  now: () => now,
  latencyMs: LATENCY_MS,
  limits: { tenSecondly: TEN_SECONDLY },
});
const { url } = await serve(simulator);

answerQuestions({
  address: () => ({ url, activities: activitiesOf(account) }),
  report: () => {
    const entries = simulator.log.splice(0);
    const byKind = Object.groupBy(entries, kindOf);
    const requests = Object.fromEntries(KINDS.map((kind) => [kind, byKind[kind]?.length ?? 0]));
    const changes = simulator.changes.splice(0).length;
    return { requests, refused: entries.filter(({ status }) => status === 429).length, changes };
  },
});

/** How many activities of each counting type there are; every one is associated with a contact. */
function activitiesOf({ records }: AccountData): number[] {
  const { meetings, calls, emails, communications, postal_mail } = records;
  return [meetings, calls, emails, communications, postal_mail].map(({ size }) => size);
}
