import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readHostJson } from '../../../local/functions-host/host-json.ts';

async function read(content: unknown) {
  const root = await mkdtemp(join(tmpdir(), 'host-json-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await writeFile(join(root, 'host.json'), JSON.stringify(content));
  return readHostJson(root);
}

describe('readHostJson', () => {
  it('fills in the defaults of the Functions host', async () => {
    expect(await read({ version: '2.0' })).toEqual({
      http: { routePrefix: 'api' },
      queues: {
        messageEncoding: 'base64',
        batchSize: 16,
        newBatchThreshold: 8,
        maxPollingInterval: 60_000,
        visibilityTimeout: 0,
        maxDequeueCount: 5,
      },
    });
  });

  it('reads time spans as milliseconds', async () => {
    const queues = { maxPollingInterval: '1.02:03:04.5', visibilityTimeout: '00:00:30' };
    expect(await read({ version: '2.0', extensions: { queues } })).toMatchObject({
      queues: { maxPollingInterval: 93_784_500, visibilityTimeout: 30_000 },
    });
  });

  it('names every wrong field', async () => {
    const queues = { batchSize: 33, visibilityTimeout: '30 s' };
    const reading = read({ version: '2.0', extensions: { queues } });
    await expect(reading).rejects.toMatchObject({ code: 'bad_host_json' });
    await expect(reading).rejects.toThrow(/queues\.batchSize[\s\S]*queues\.visibilityTimeout/);
  });
});
