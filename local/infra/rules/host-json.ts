import { z } from 'zod';
import { parseJson } from '../../../src/parse-json.ts';
import { DELIVERIES } from '../../../src/work/poisoned-slice.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';

const place = { file: 'host.json', line: 1 };
const SPAN = /^(\d+\.)?\d{2}:[0-5]\d:[0-5]\d$/;
const EXCLUDED = ['Trace', 'Exception'];

/** As much of `host.json` as is used here; the host takes no notice of a key that it does not know. */
const schema = z.strictObject({
  version: z.literal('2.0'),
  logging: z.strictObject({
    // Most of the lines that alerts count are of the level Information: a higher one silences them.
    logLevel: z.record(z.string(), z.enum(['Trace', 'Debug', 'Information'])),
    applicationInsights: z.strictObject({
      samplingSettings: z.strictObject({
        isEnabled: z.boolean(),
        maxTelemetryItemsPerSecond: z.number().optional(),
        // Alerts count the lines of the log: none may be left out.
        excludedTypes: z.string().refine((types) => EXCLUDED.every((type) => types.split(';').includes(type)), {
          error: `must exclude ${EXCLUDED.join(' and ')}, or alerts miss what was sampled away`,
        }),
      }),
    }),
  }),
  functionTimeout: z.string().regex(SPAN),
  extensionBundle: z.strictObject({
    id: z.literal('Microsoft.Azure.Functions.ExtensionBundle'),
    version: z.string().regex(/^\[4\.[\d.*]+, 5\.0\.0\)$/),
  }),
  extensions: z.strictObject({
    http: z.strictObject({ routePrefix: z.literal('api') }).optional(),
    queues: z.strictObject({
      messageEncoding: z.literal('none'),
      batchSize: z.int().min(1).max(32),
      newBatchThreshold: z.int().min(0),
      maxPollingInterval: z.string().regex(SPAN),
      visibilityTimeout: z.string().regex(SPAN),
      maxDequeueCount: z.literal(DELIVERIES),
    }),
  }),
});

/** `host.json`: keys and values that the program relies on. */
export function checkHostJson(files: Files): Finding[] {
  const parsed = schema.safeParse(readHostJson(files));
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => finding(place, `${path.map(String).join('.')}: ${message}`));
}

/** `host.json` as it is written. */
export function readHostJson(files: Files): unknown {
  return parseJson(files('host.json') ?? '');
}
