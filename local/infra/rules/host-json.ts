import { z } from 'zod';
import { parseJson } from '../../../src/parse-json.ts';
import { DELIVERIES } from '../../../src/work/poisoned-slice.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';

const place = { file: 'host.json', line: 1 };
/** A span of time such as 00:30:00, within so many seconds. */
const span = (least: number, most: number) =>
  z.string().refine(
    (text) => {
      const [, hours, minutes, seconds] = /^(\d{2}):([0-5]\d):([0-5]\d)$/.exec(text) ?? [];
      const whole = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
      return whole >= least && whole <= most;
    },
    { error: `must be hh:mm:ss, ${least} to ${most} seconds` },
  );
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
  // A slice works for a minute, the verification of a long trail for many; none ends what hangs otherwise.
  functionTimeout: span(600, 3_600),
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
      maxPollingInterval: span(1, 60),
      // At once, all deliveries would be used up before what failed could have mended.
      visibilityTimeout: span(10, 600),
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
