import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DELIVERIES } from '../../src/work/poisoned-slice.ts';

test('a message is given up after as many deliveries as host.json says', () => {
  const file: unknown = JSON.parse(readFileSync(new URL('../../host.json', import.meta.url), 'utf8'));
  expect(file).toMatchObject({ extensions: { queues: { maxDequeueCount: DELIVERIES } } });
});
