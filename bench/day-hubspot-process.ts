import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { editRecord } from '../local/simulator/change.ts';
import { generateScaleAccount } from '../local/simulator/data/scale-account.ts';
import { serve } from '../local/simulator/serve.ts';
import { createSimulator } from '../local/simulator/simulator.ts';
import { loadPolicy } from '../src/policy/load.ts';
import { answerQuestions } from './child.ts';
import { Cast } from './day/cast.ts';
import { arrangeDates } from './day/dates.ts';
import { countKinds } from './day/kinds.ts';
import { live } from './day/live.ts';
import { BUSY_QUARTER, PLAIN_QUARTER } from './day/quarter.ts';
import { type Changes, changesOfDay, datesOfDay } from './day/size.ts';
import { DAY_BEGINS, DAY_ENDS, HOLDS_ENTERED, QUARTER, SETTLED, START } from './day/times.ts';
import { ACTIVITIES_PER_CONTACT, LATENCY_MS, SEED, TEN_SECONDLY } from './scenario.ts';

const { values } = parseArgs({
  options: { contacts: { type: 'string' }, companies: { type: 'string' }, 'day-of': { type: 'string' } },
});
const contacts = z.coerce.number().parse(values.contacts);
const companies = z.coerce.number().parse(values.companies);
/** The size of the account whose day is lived. */
const dayOf = z.coerce.number().parse(values['day-of']);
const policy = await loadPolicy(fileURLToPath(new URL('../policy/asiakasrekisteri.json', import.meta.url)));
const account = generateScaleAccount({
  contacts,
  companies,
  activitiesPerContact: ACTIVITIES_PER_CONTACT,
  seed: SEED,
  now: START,
});
const cast = new Cast(account);
const holds = arrangeDates(account, policy, cast, datesOfDay(dayOf));
let now = START;
const simulator = createSimulator({
  account,
  now: () => now,
  latencyMs: LATENCY_MS,
  limits: { tenSecondly: TEN_SECONDLY },
});
const { url } = await serve(simulator);

answerQuestions({
  address: () => ({ url }),
  report: () => {
    const entries = simulator.log.splice(0);
    const changes = simulator.changes.splice(0);
    const written = (type: string) =>
      new Set(changes.filter(({ objectType }) => objectType === type).map(({ id }) => id)).size;
    return {
      requests: countKinds(entries),
      refused: entries.filter(({ status }) => status === 429).length,
      values: changes.length,
      written: { contacts: written('contacts'), companies: written('companies') },
    };
  },
  enterHolds: () => {
    for (const { contactId, until } of holds) {
      const hold = { rekisteri_hold_until: until, rekisteri_hold_reason: 'Reklamaatio' };
      editRecord(account, 'contacts', contactId, hold, HOLDS_ENTERED);
    }
    now = SETTLED;
    return { now };
  },
  day: () => liveUntil(DAY_ENDS, changesOfDay(dayOf), DAY_BEGINS),
  plainQuarter: () => liveUntil(now + QUARTER, PLAIN_QUARTER),
  busyQuarter: () => liveUntil(now + QUARTER, BUSY_QUARTER),
  idleQuarter: () => {
    now += QUARTER;
    return { now };
  },
});

function liveUntil(to: number, changes: Changes, from = now) {
  const lived = live(account, policy, cast, changes, from, to);
  now = to;
  return { now, lived };
}
