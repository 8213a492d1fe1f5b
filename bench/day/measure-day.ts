import { z } from 'zod';
import { type Child, start } from '../child.ts';
import { runResultSchema } from '../run-result.ts';
import { type DayRun, livedSchema, type RunName, reportSchema } from './day-run.ts';
import { START } from './times.ts';

const livedAnswerSchema = z.object({ now: z.number(), lived: livedSchema.optional() });

/** What happens in HubSpot, and the runs that follow it at once. */
interface Step {
  readonly event: 'enterHolds' | 'day' | 'idleQuarter' | 'plainQuarter' | 'busyQuarter';
  readonly runs: readonly (readonly [RunName, 'reconcile' | 'sync' | 'clock'])[];
}

const STEPS: readonly Step[] = [
  { event: 'enterHolds', runs: [['settling sync', 'sync']] },
  {
    event: 'day',
    runs: [
      ['sync of the day', 'sync'],
      ['clock of the day', 'clock'],
    ],
  },
  { event: 'idleQuarter', runs: [['next sync', 'sync']] },
  { event: 'plainQuarter', runs: [['plain quarter', 'sync']] },
  { event: 'busyQuarter', runs: [['busy quarter', 'sync']] },
  {
    event: 'idleQuarter',
    runs: [
      ['idle sync', 'sync'],
      ['idle clock', 'clock'],
      ['last reconcile', 'reconcile'],
    ],
  },
];

/** Lets a day pass over an account that was reconciled, and measures every run. */
export async function measureDay(
  { contacts, companies }: { contacts: number; companies: number },
  dayOf: number,
  nodeOptions: readonly string[],
): Promise<DayRun[]> {
  const runs: DayRun[] = [];
  const hubspot = start('./day-hubspot-process.ts', [
    `--contacts=${contacts}`,
    `--companies=${companies}`,
    `--day-of=${dayOf}`,
  ]);
  const storage = start('./storage-process.ts');
  try {
    const { url } = await hubspot.ask('address', z.object({ url: z.string() }));
    const connectionString = await storage.ask('address', z.string());
    const measured = async (at: number, lived: DayRun['lived'], named: Step['runs']) => {
      const options = [`--hubspot=${url}`, `--storage=${connectionString}`, `--now=${new Date(at).toISOString()}`];
      const slices = start('./slice-process.ts', options, nodeOptions);
      try {
        for (const [name, question] of named) runs.push(await measureOne(slices, hubspot, name, question, lived));
      } finally {
        await slices.stop();
      }
    };
    await measured(START, undefined, [['first reconcile', 'reconcile']]);
    for (const { event, runs: named } of STEPS) {
      const { now, lived } = await hubspot.ask(event, livedAnswerSchema);
      await measured(now, lived, named);
    }
    return runs;
  } finally {
    await Promise.all([hubspot.stop(), storage.stop()]);
  }
}

async function measureOne(
  slices: Child,
  hubspot: Child,
  name: RunName,
  question: string,
  lived: DayRun['lived'],
): Promise<DayRun> {
  console.error(name);
  const run = await slices.ask(question, runResultSchema);
  const report = await hubspot.ask('report', reportSchema);
  return { name, run, ...report, ...(lived === undefined || question !== 'sync' ? {} : { lived }) };
}
