import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../local/check-infra.ts', import.meta.url));

test('check:infra says where the types are when there is no such folder, and fails', () => {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, 'no-such-folder'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('https://github.com/Azure/bicep-types-az');
});

test('without a folder it checks what needs no types, and says so', () => {
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8' });
  expect(stdout).toMatch(/^\d+ templates without the types of Azure, 0 faults$/m);
  expect(status).toBe(0);
});
