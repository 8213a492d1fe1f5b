import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../local/check-api.ts', import.meta.url));

test.each([[], ['no-such-folder']])('check:api %j says where the documents are and fails', (...args) => {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('https://github.com/HubSpot/HubSpot-public-api-spec-collection');
});
