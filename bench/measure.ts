import { z } from 'zod';
import { type Child, start } from './child.ts';
import { floorOf, type Requests } from './floor.ts';
import { KINDS } from './kinds.ts';
import { type RunResult, runResultSchema } from './run-result.ts';
import type { Scenario } from './scenario.ts';

/** One run, as all three processes saw it. */
export interface Measurement {
  readonly contacts: number;
  readonly companies: number;
  readonly nth: 'first' | 'second';
  readonly run: RunResult;
  readonly requests: Requests;
  readonly floor: Requests;
  /** Answers with status 429. */
  readonly refused: number;
  /** Property values written into HubSpot. */
  readonly changes: number;
}

const addressSchema = z.object({ url: z.string(), activities: z.array(z.number()) });
const reportSchema = z.object({
  requests: z.record(z.enum(KINDS), z.number()),
  refused: z.number(),
  changes: z.number(),
});

/** Reconciles an account of the scenario's size; HubSpot, storage and the slices have a process each. */
export async function measure(scenario: Scenario, nodeOptions: readonly string[]): Promise<Measurement[]> {
  const { contacts, companies, second } = scenario;
  const children: Child[] = [];
  const started = (child: Child) => {
    children.push(child);
    return child;
  };
  try {
    const hubspot = started(start('./hubspot-process.ts', [`--contacts=${contacts}`, `--companies=${companies}`]));
    const storage = started(start('./storage-process.ts'));
    const { url, activities } = await hubspot.ask('address', addressSchema);
    const connectionString = await storage.ask('address', z.string());
    const slices = started(
      start('./slice-process.ts', [`--hubspot=${url}`, `--storage=${connectionString}`], nodeOptions),
    );
    const measurements: Measurement[] = [];
    for (const nth of second ? (['first', 'second'] as const) : (['first'] as const)) {
      console.error(`${contacts} contacts, ${companies} companies, ${nth} run`);
      const run = await slices.ask('reconcile', runResultSchema);
      const report = await hubspot.ask('report', reportSchema);
      const floor = floorOf({
        contacts,
        companies,
        activities,
        changedContacts: run.contacts.changed,
        changedCompanies: run.companies.changed,
        provisioned: nth === 'first',
      });
      measurements.push({ contacts, companies, nth, run, floor, ...report });
    }
    return measurements;
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}
