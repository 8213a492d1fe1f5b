import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discard } from '../../../local/admin/save.ts';
import { runAdmin } from '../../support/admin-world.ts';

const LINE = '{"contactId":"1","values":{"rekisteri_hold_reason":"Riita"}}\n';
const digest = createHash('sha256').update(LINE).digest('hex');

/** How the one service of this file answers a call to do it, by the code that is sent. */
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    const values = { rekisteri_hold_reason: 1 };
    response.end(`${LINE}${JSON.stringify({ end: true, contacts: 1, archived: 0, values, digest })}\n`);
    return;
  }
  request.on('data', (sent: Buffer) => {
    response.statusCode = sent.includes('refused') ? 409 : 500;
    response.end();
  });
});
let folder: string;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rekisteri-offboard-'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test('what was saved is deleted when the service refuses, and kept when it may have removed something', async () => {
  const ask = (confirm: string) =>
    runAdmin(['offboard', '--confirm', confirm, '--out', path.join(folder, `${confirm}.jsonl`), '--url', url]);
  expect(await ask('refused')).toMatchObject({ status: 3, err: expect.stringContaining('was deleted again') });
  expect(await readdir(folder)).toEqual([]);
  expect(await ask('broken')).toMatchObject({ status: 4 });
  expect(await readdir(folder)).toEqual(['broken.jsonl']);
});

test('what cannot be deleted is told from what is gone', async () => {
  expect(await discard(path.join(folder, 'never-there'))).toBe(true);
  expect(await discard(folder)).toBe(false);
});
