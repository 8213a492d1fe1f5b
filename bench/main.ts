import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { useProxy } from '../src/settings/proxy.ts';
import { measureAudit, printAudit } from './audit/measure-audit.ts';
import { measureCold, printCold } from './cold.ts';
import { measureConsole } from './console/measure-console.ts';
import { measureCopies } from './copies/measure-copies.ts';
import { measureDay } from './day/measure-day.ts';
import { printDay } from './day/print-day.ts';
import { wrongs } from './day/verdict.ts';
import { measureErasures, printErasures, wrongsOf } from './erasures/measure-erasures.ts';
import { type Measurement, measure } from './measure.ts';
import { print } from './print.ts';
import { scenarios } from './scenario.ts';

const USAGE = `npm run bench -- [options]
  --contacts N        one size (N contacts, N/5 companies) instead of 1,000 and 100,000
  --day               an ordinary day after a first reconcile, of 100,000 contacts or N: sync, clock run, reconcile
  --whole-day         with --day: the day of 100,000 contacts, on however many there are (2,000 or more)
  --erasures N        a list of N people to erase, six engagements each, prepared, checked and carried out
  --copies N          the access copies of a person with N engagements, within a call and by a run
  --console N         pages, statistics and CSV of N contacts, as the console asks for them
  --audit             the audit trail of N events (100,000) beside plain inserts of the same rows, and its verification
  --events N          with --audit
  --cold              from the start of a process that loads the functions to its first request to HubSpot
  --writers N --changes N   with --audit: one case, so many writers and changed values of a contact
  --second            a second reconcile over unchanged data, also above 10,000 contacts
  --json FILE         writes all figures as JSON
  --node-option FLAG  a flag of Node for the process that runs the slices, such as --node-option=--trace-gc; repeatable`;

/** The account whose day the issue describes, and the smallest in which nothing of it meets. */
const DAY_CONTACTS = 100_000;
const FEWEST_CONTACTS = 300;

const optionsSchema = z.object({
  contacts: z.coerce.number().int().min(1).optional(),
  day: z.boolean().default(false),
  'whole-day': z.boolean().default(false),
  erasures: z.coerce.number().int().min(1).optional(),
  console: z.coerce.number().int().min(1).optional(),
  copies: z.coerce.number().int().min(1).optional(),
  audit: z.boolean().default(false),
  cold: z.boolean().default(false),
  events: z.coerce.number().int().min(1_000).default(100_000),
  writers: z.coerce.number().int().min(1).max(64).optional(),
  changes: z.coerce.number().int().min(1).max(90).optional(),
  second: z.boolean().default(false),
  json: z.string().optional(),
  'node-option': z.array(z.string()).default([]),
  help: z.boolean().default(false),
});

// Child processes inherit what it says of this machine.
useProxy(process.env);
const { values } = parseArgs({
  options: {
    contacts: { type: 'string' },
    day: { type: 'boolean' },
    'whole-day': { type: 'boolean' },
    erasures: { type: 'string' },
    console: { type: 'string' },
    copies: { type: 'string' },
    audit: { type: 'boolean' },
    cold: { type: 'boolean' },
    events: { type: 'string' },
    writers: { type: 'string' },
    changes: { type: 'string' },
    second: { type: 'boolean' },
    json: { type: 'string' },
    'node-option': { type: 'string', multiple: true },
    help: { type: 'boolean' },
  },
});
const options = optionsSchema.parse(values);
if (options.help) console.log(USAGE);
else if (options.day) await day();
else if (options.erasures !== undefined) await erasures(options.erasures);
else if (options.console !== undefined) await measureConsole(options.console);
else if (options.copies !== undefined) await measureCopies(options.copies);
else if (options.audit) await audit();
else if (options.cold) await cold();
else await reconciles();

async function reconciles(): Promise<void> {
  const measurements: Measurement[] = [];
  for (const scenario of scenarios(options.contacts, options.second)) {
    measurements.push(...(await measure(scenario, options['node-option'])));
  }
  print(measurements);
  const wrong = measurements.filter(({ run, refused }) => run.status !== 'succeeded' || refused > 0);
  await finish(
    measurements,
    wrong.map(({ contacts, nth, run }) => `${contacts}, ${nth}: ${run.status}, ${run.problem ?? '429'}`),
  );
}

async function day(): Promise<void> {
  const contacts = options.contacts ?? DAY_CONTACTS;
  if (contacts < FEWEST_CONTACTS) throw new RangeError(`A day takes at least ${FEWEST_CONTACTS} contacts`);
  const [scenario] = scenarios(contacts, false);
  if (scenario === undefined) return;
  const dayOf = options['whole-day'] ? DAY_CONTACTS : contacts;
  const runs = await measureDay(scenario, dayOf, options['node-option']);
  printDay(scenario.contacts, runs);
  await finish(runs, wrongs(runs));
}

async function erasures(people: number): Promise<void> {
  const figures = await measureErasures(people);
  printErasures(figures);
  await finish(figures, wrongsOf(figures));
}

async function audit(): Promise<void> {
  const figures = await measureAudit(options.events, options);
  printAudit(figures);
  await finish(figures, []);
}

async function cold(): Promise<void> {
  const measured = await measureCold();
  printCold(measured);
  await finish(measured, []);
}

async function finish(figures: unknown, wrong: readonly string[]): Promise<void> {
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
