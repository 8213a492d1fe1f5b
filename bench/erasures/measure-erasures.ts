import Table from 'cli-table3';
import { z } from 'zod';
import { type Child, start } from '../child.ts';
import { ENGAGEMENTS_PER_PERSON } from './account.ts';

const resultSchema = z.object({
  status: z.string(),
  problem: z.string().nullable(),
  seconds: z.number(),
  slices: z.number(),
  /** Highest of the samples during the run, bytes. */
  peakRss: z.number(),
  peakOfProcess: z.number(),
  /** How many people of the list there are by status, at its end. */
  list: z.record(z.string(), z.number()).optional(),
});

const reportSchema = z.object({
  byPath: z.record(z.string(), z.number()),
  requests: z.number(),
  refused: z.number(),
  left: z.number(),
});

/** Runs of one list, in their order. */
const TASKS = ['reconcile', 'prepare', 'check', 'execute'] as const;

type Measured = z.infer<typeof resultSchema> & z.infer<typeof reportSchema>;

/** What it takes to erase so many people, by run. */
export interface ErasureFigures {
  readonly people: number;
  readonly runs: Readonly<Record<(typeof TASKS)[number], Measured>>;
  /** The most requests that preparing, checking and carrying out may take together. */
  readonly most: number;
  readonly taken: number;
}

/** Has a list of so many people prepared, checked and carried out; HubSpot, storage and the slices have a process each. */
export async function measureErasures(people: number): Promise<ErasureFigures> {
  const children: Child[] = [];
  const started = (child: Child) => {
    children.push(child);
    return child;
  };
  try {
    const hubspot = started(start('./erasures/hubspot-process.ts', [`--people=${people}`]));
    const storage = started(start('./storage-process.ts'));
    const { url } = await hubspot.ask('address', z.object({ url: z.string() }));
    const connectionString = await storage.ask('address', z.string());
    const slices = started(
      start('./erasures/slices-process.ts', [`--hubspot=${url}`, `--storage=${connectionString}`]),
    );
    const measured = async (task: (typeof TASKS)[number]): Promise<Measured> => {
      console.error(`${people} people: ${task}`);
      return { ...(await slices.ask(task, resultSchema)), ...(await hubspot.ask('report', reportSchema)) };
    };
    const reconcile = await measured('reconcile');
    await hubspot.ask('decide', z.boolean());
    const runs = {
      reconcile,
      prepare: await measured('prepare'),
      check: await measured('check'),
      execute: await measured('execute'),
    };
    const taken = runs.prepare.requests + runs.check.requests + runs.execute.requests;
    return { people, runs, most: mostRequests(people), taken };
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}

const OTHER_KINDS = 4;
const SHOWN_PATHS = 12;

/** Three enumerations in full batches, the overwriting and archiving of engagements, four for each person; and a tenth of it. */
function mostRequests(people: number): number {
  const ofEachType = (batch: number) => ENGAGEMENTS_PER_PERSON * Math.ceil(people / batch);
  const enumeration =
    // The engagements of people, what those are about besides, and when they were changed.
    ofEachType(1_000) + OTHER_KINDS * ofEachType(1_000) + ofEachType(100) + Math.ceil(people / 50);
  const scrubs = ofEachType(100) + Math.ceil(ofEachType(100) / 2);
  return Math.floor(1.1 * (3 * enumeration + scrubs + 4 * people));
}

export function printErasures({ people, runs, most, taken }: ErasureFigures): void {
  const table = new Table({
    head: [`${people} people`, ...TASKS],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  const row = (name: string, of: (run: Measured) => string) =>
    table.push([name, ...TASKS.map((task) => of(runs[task]))]);
  row('requests', ({ requests }) => String(requests));
  row('answers 429', ({ refused }) => String(refused));
  row('seconds', ({ seconds }) => seconds.toFixed(0));
  row('slices', ({ slices }) => String(slices));
  row('peak memory, MB', ({ peakRss }) => (peakRss / 1_048_576).toFixed(0));
  row('contacts left', ({ left }) => String(left));
  console.log(table.toString());
  console.log(`Requests of the list: ${taken}, at most ${most}.`);
  const { byPath } = runs.execute;
  const often = Object.entries(byPath).sort(([, one], [, other]) => other - one);
  for (const [path, count] of often.slice(0, SHOWN_PATHS)) console.log(`${count} ${path}`);
}

/** What was not as it should be. */
export function wrongsOf({ people, runs, most, taken }: ErasureFigures): string[] {
  return [
    ...TASKS.flatMap((task) => {
      const { status, problem } = runs[task];
      return status === 'succeeded' ? [] : [`${task}: ${status}, ${problem}`];
    }),
    ...(runs.execute.list?.done === people ? [] : [`done: ${JSON.stringify(runs.execute.list)}`]),
    ...(taken <= most ? [] : [`${taken} requests, at most ${most}`]),
  ];
}
