import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Measurement, measure } from './measure.ts';
import { print } from './print.ts';
import { scenarios } from './scenario.ts';

const USAGE = `npm run bench -- [options]
  --contacts N        one size (N contacts, N/5 companies) instead of 1,000 and 100,000
  --second            a second reconcile over unchanged data, also above 10,000 contacts
  --json FILE         writes all figures as JSON
  --node-option FLAG  a flag of Node for the process that runs the slices, such as --node-option=--trace-gc; repeatable`;

const optionsSchema = z.object({
  contacts: z.coerce.number().int().min(1).optional(),
  second: z.boolean().default(false),
  json: z.string().optional(),
  'node-option': z.array(z.string()).default([]),
  help: z.boolean().default(false),
});

const { values } = parseArgs({
  options: {
    contacts: { type: 'string' },
    second: { type: 'boolean' },
    json: { type: 'string' },
    'node-option': { type: 'string', multiple: true },
    help: { type: 'boolean' },
  },
});
const options = optionsSchema.parse(values);
if (options.help) {
  console.log(USAGE);
} else {
  const measurements: Measurement[] = [];
  for (const scenario of scenarios(options.contacts, options.second)) {
    measurements.push(...(await measure(scenario, options['node-option'])));
  }
  print(measurements);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(measurements, null, 2)}\n`);
  const wrong = measurements.filter(({ run, refused }) => run.status !== 'succeeded' || refused > 0);
  for (const { contacts, nth, run } of wrong)
    console.error(`${contacts}, ${nth}: ${run.status}, ${run.problem ?? '429'}`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
