import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FunctionsHostError } from './errors.ts';

const TIME_SPAN = /^(?:(?<days>\d+)\.)?(?<hours>\d{1,2}):(?<minutes>[0-5]?\d):(?<seconds>[0-5]?\d(?:\.\d{1,7})?)$/;

/** A .NET TimeSpan (`hh:mm:ss`, `d.hh:mm:ss`, fractions allowed) as milliseconds. */
const timeSpan = z
  .string()
  .regex(TIME_SPAN, 'must be a time span such as 00:00:30')
  .transform((text) => {
    const { days = '0', hours = '0', minutes = '0', seconds = '0' } = TIME_SPAN.exec(text)?.groups ?? {};
    return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  });

const queues = z
  .object({
    messageEncoding: z.enum(['none', 'base64']).default('base64'),
    batchSize: z.int().min(1).max(32).default(16),
    newBatchThreshold: z.int().min(0).optional(),
    maxPollingInterval: timeSpan.prefault('00:01:00'),
    visibilityTimeout: timeSpan.prefault('00:00:00'),
    maxDequeueCount: z.int().min(1).default(5),
  })
  .transform(({ newBatchThreshold, ...rest }) => ({
    ...rest,
    newBatchThreshold: newBatchThreshold ?? Math.floor(rest.batchSize / 2),
  }));

const http = z.object({ routePrefix: z.string().default('api') });

const hostJsonSchema = z.object({
  version: z.literal('2.0'),
  extensions: z.object({ queues: queues.prefault({}), http: http.prefault({}) }).prefault({}),
});

/** `extensions.queues` of host.json with the defaults of the Functions host filled in; times in milliseconds. */
export type QueueSettings = z.infer<typeof queues>;

/** The parts of host.json that the local host honours. */
export type HostSettings = z.infer<typeof hostJsonSchema>['extensions'];

/**
 * Reads `host.json` in `root`; sections the local host does not emulate (logging, time limits) are left alone.
 * @throws FunctionsHostError `bad_host_json` naming every wrong field.
 */
export async function readHostJson(root: string): Promise<HostSettings> {
  const parsed = hostJsonSchema.safeParse(JSON.parse(await readFile(join(root, 'host.json'), 'utf8')));
  if (!parsed.success) {
    throw new FunctionsHostError('bad_host_json', `host.json: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data.extensions;
}
