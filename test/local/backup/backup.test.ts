import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { backupCommand } from '../../../local/backup/backup-command.ts';
import { restoreCommand } from '../../../local/backup/restore/restore-command.ts';
import { backUp } from '../../../local/backup/back-up.ts';
import { rowsOf } from '../../../local/backup/read-section.ts';
import { putTexts } from '../../../local/backup/restore/put-rows.ts';
import { changesBetween } from '../../../local/backup/section-files.ts';
import { folderStore } from '../../../local/backup/store.ts';
import { formatInstant } from '../../../src/register/instant.ts';
import { requestRun } from '../../../src/work/request-run.ts';
import { type BackupWorld, backupWorld } from '../../support/backup-world.ts';
import { freshTable } from '../../support/fresh-table.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { HOUR, NOW, syncWorld } from '../../support/sync-world.ts';

let app: RegisterApp;

beforeAll(async () => {
  app = await startRegisterApp({ account: syncWorld(), now: NOW });
  await app.reconcile();
});

afterAll(() => app.close());

const world = () => backupWorld(app, NOW + HOUR);
const filesOf = ({ folder }: BackupWorld) => readdirSync(folder).toSorted();

test('a backup adds only what has changed, and what is gone is gone in it', async () => {
  const one = await world();
  const first = await one.backup();
  expect(first).toMatchObject({ status: 0, text: expect.stringMatching(/^Backup 1 of /) });
  const before = filesOf(one);
  await one.backup();
  const unchanged = filesOf(one).filter((name) => !before.includes(name));
  expect(unchanged).toEqual(['manifest-000002.json']);
  await one.table('runs').createEntity({ partitionKey: 'x', rowKey: '1', text: 'first' });
  await one.backup();
  await one.table('runs').deleteEntity('x', '1');
  const third = filesOf(one).filter((name) => !before.includes(name) && !unchanged.includes(name));
  expect(third).toEqual([expect.stringMatching(/^000003-[0-9a-f]{8}-runs-0\.jsonl\.gz$/), 'manifest-000003.json']);
  await one.backup();
  const runs = await one.rows('runs');
  await one.empty();
  expect(await one.restore()).toMatchObject({ status: 0, text: expect.stringMatching(/^Backup 4 /) });
  const back = await one.rows('runs');
  expect([...back.keys()].filter((key) => !key.includes('"version"'))).toEqual(
    [...runs.keys()].filter((key) => !key.includes('"version"')),
  );
});

test('backups may be blobs, which are never overwritten', async () => {
  const one = await world();
  const blobs = { RegisterBackup: one.storage.connectionString };
  // The container is one of the whole account: another test may have begun it.
  const made = await one.backup([], blobs);
  expect(made.text).toMatch(/^Backup 1 of .*\nSHA-256 of its manifest, to be noted elsewhere: [0-9a-f]{64}$/);
  expect((await one.backup([], blobs)).text).toMatch(/^Backup 2 of /);
});

describe('of a backup that is damaged nothing is believed', () => {
  const dataFile = (names: readonly string[]) => names.find((name) => name.includes('audit-chain-0')) ?? '';
  test.each<[string, (folder: string, names: readonly string[]) => void, RegExp]>([
    [
      'a file was altered',
      (folder, names) => {
        const bytes = readFileSync(join(folder, dataFile(names)));
        writeFileSync(join(folder, dataFile(names)), bytes.fill(1, 20, 21));
      },
      /audit-chain-0-0\.jsonl\.gz is not what was written/,
    ],
    ['a file is gone', (folder, names) => rmSync(join(folder, dataFile(names))), /audit-chain-0-0\.jsonl\.gz is gone/],
    [
      'a backup between is gone',
      (folder) => rmSync(join(folder, 'manifest-000002.json')),
      /manifest-000002\.json is gone/,
    ],
    [
      'a backup was put in the place of another',
      (folder) => {
        rmSync(join(folder, 'manifest-000002.json'));
        renameSync(join(folder, 'manifest-000003.json'), join(folder, 'manifest-000002.json'));
      },
      /manifest-000002\.json cannot be read/,
    ],
    [
      'what it says of itself was altered',
      (folder) => {
        const text = readFileSync(join(folder, 'manifest-000001.json'), 'utf8');
        writeFileSync(join(folder, 'manifest-000001.json'), text.replace(/"rows": \d+/, '"rows": 98765'));
      },
      /manifest-000002\.json does not continue the backup before it/,
    ],
  ])('%s', async (_, damage, told) => {
    const one = await world();
    await one.backup();
    await one.table('runs').upsertEntity({ partitionKey: 'x', rowKey: '1', at: String(Math.random()) });
    await one.backup();
    await one.backup();
    damage(one.folder, filesOf(one));
    const before = await one.rows('audit');
    for (const refused of [await one.backup(), await one.restore(['--merge'])])
      expect(refused).toMatchObject({ status: 1, text: expect.stringMatching(told) });
    expect(await one.rows('audit')).toEqual(before);
    await app.newEngine().storage.prepare();
  });

  test('but of an earlier one than what is damaged', async () => {
    const one = await world();
    await one.backup();
    await one.backup();
    writeFileSync(join(one.folder, 'manifest-000002.json'), '{"format":"rekisteri-back');
    expect((await one.restore()).text).toMatch(/manifest-000002\.json cannot be read.* an earlier one with --number/);
    expect((await one.restore(['--number', '1'])).text).toMatch(/There is something in the tables/);
    expect((await one.restore(['--number', '2'])).text).toMatch(/manifest-000002\.json cannot be read/);
  });

  test('the last of its manifests is another than was noted', async () => {
    const one = await world();
    const noted = /[0-9a-f]{64}/.exec((await one.backup()).text)?.[0] ?? '';
    await one.backup();
    expect((await one.restore(['--expect', noted])).text).toMatch(/not the expected one/);
    expect((await one.restore(['--expect', noted, '--number', '1'])).text).toMatch(/There is something in the tables/);
  });
});

test('a chain that others write to all the time is not backed up as if it were whole', async () => {
  const engine = app.newEngine();
  const one = await world();
  const { audit, runs, index, erasures, erased, requests } = engine.storage;
  const pauses: number[] = [];
  const attempt = backUp({
    parts: {
      tables: { audit, runs, index, erasures, erased, requests },
      seals: {
        // Between the two looks at the head of the chain.
        blobsOf: async () => {
          await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
          await engine.audit.record(
            ['chain-0', 'chain-1'].map((chain) => ({ action: 'gone', subject: `audit:${chain}`, cause: 'x' })),
            { runId: '', actor: 'x' },
          );
          return [];
        },
        contentOf: () => Promise.reject(new Error('there is none')),
      },
      pause: async (ms) => pauses.push(ms),
    },
    store: folderStore(one.folder),
    names: one.storage.register,
    app: '1.2.0',
    tables: 1,
    now: () => formatInstant(NOW),
  });
  await expect(attempt).rejects.toMatchObject({ code: 'tables_busy' });
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  expect(filesOf(one)).toEqual([]);
});

test('rows come back byte by byte, whatever the types of their columns', async () => {
  const [{ table }, other] = [await freshTable(), await freshTable()];
  await table.createEntity({
    partitionKey: 'Äö',
    rowKey: `a'b "c"`,
    text: 'ä"\n',
    empty: '',
    whole: 5,
    no: false,
    yes: true,
    big: 2n ** 60n,
    when: new Date(NOW),
    bytes: new Uint8Array([0, 255, 7]),
    part: 0.25,
    even: { type: 'Double', value: 5 },
    guid: { type: 'Guid', value: 'c9da6455-213d-42c9-9a79-3e9149a57833' },
    nothing: null,
  });
  const rows = await rowsOf(table, undefined);
  await putTexts(other.table, rows.values());
  await putTexts(other.table, rows.values());
  expect(await rowsOf(other.table, undefined)).toEqual(rows);
  const back = await other.table.getEntity('Äö', `a'b "c"`);
  expect(back).toMatchObject({ big: 2n ** 60n, when: new Date(NOW), whole: 5, part: 0.25, empty: '', yes: true });
  expect(back.bytes).toEqual(Buffer.from([0, 255, 7]));
  expect('nothing' in back).toBe(false);
});

test('what has changed is cut into files that are read one at a time', async () => {
  const before = new Map(['a', 'b'].map((key) => [key, `["p","${key}",{}]`]));
  const after = new Map(['b', 'c', 'd'].map((key) => [key, `["p","${key}",{}]`]));
  const files: string[] = [];
  for await (const packed of changesBetween(before, after, 20)) files.push(gunzipSync(packed).toString('utf8'));
  expect(files).toEqual(['{"gone":"a"}\n', '["p","c",{}]\n', '["p","d",{}]\n']);
  for await (const packed of changesBetween(before, before)) expect(packed).toBeUndefined();
});

test('very large rows are put back in as many transactions as they need', async () => {
  const [{ table }, other] = [await freshTable(), await freshTable()];
  const pieces = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, new Uint8Array(60 * 1024).fill(i)]));
  for (const rowKey of ['1', '2', '3', '4', '5', '6'])
    await table.createEntity({ partitionKey: 'x', rowKey, ...pieces });
  const rows = await rowsOf(table, undefined);
  await putTexts(other.table, rows.values());
  expect(await rowsOf(other.table, undefined)).toEqual(rows);
});

test.each([
  ['backup', ['--from', 'x'], /Usage: npm run backup/],
  ['restore', ['--number', 'x'], /--number must be/],
  ['restore', ['--number', '9'], /There is no backup 9/],
] as const)('npm run %s %j says what is wrong', async (command, args, told) => {
  const one = await world();
  const { status, text } = await one[command](args);
  expect(status).toBeGreaterThan(0);
  expect(text).toMatch(told);
});

test('each of several accounts has its own backup, which is not put back into another', async () => {
  const one = await world();
  const output = { out: () => undefined, err: (text: string) => told.push(text) };
  const told: string[] = [];
  const environment = {
    RegisterStorage: one.storage.connectionString,
    AUDIT_KEY: 'a-key-for-tests',
    HUBSPOT_TOKEN_A: 'a',
    HUBSPOT_TOKEN_B: 'b',
    REGISTER_ACCOUNTS: JSON.stringify(
      ['alfa', 'beeta'].map((name, place) => ({
        name,
        token: `HUBSPOT_TOKEN_${'AB'[place]}`,
        policyFile: 'policy/asiakasrekisteri.json',
      })),
    ),
  };
  expect(await backupCommand(['--to', one.folder], environment, output)).toBe(2);
  const alfa = TableClient.fromConnectionString(one.storage.connectionString, 'RegisterRunsAlfa', {
    allowInsecureConnection: true,
  });
  await alfa.createTable();
  await alfa.upsertEntity({ partitionKey: 'x', rowKey: '1' });
  expect(await backupCommand(['--to', one.folder, '--account', 'alfa'], environment, output)).toBe(0);
  expect(readFileSync(join(one.folder, 'manifest-000001.json'), 'utf8')).toContain('"RegisterAuditAlfa"');
  expect(await backupCommand(['--to', one.folder, '--account', 'beeta'], environment, output)).toBe(1);
  expect(await restoreCommand(['--from', one.folder, '--account', 'beeta'], environment, output)).toBe(1);
  expect(told.slice(1)).toEqual(
    [1, 2].map(() => expect.stringMatching(/is of RegisterAuditAlfa, .*name its --account/)),
  );
});

test('a backup of another register is refused, as is a place that is not said', async () => {
  const one = await world();
  await one.backup();
  const name = 'manifest-000001.json';
  const text = readFileSync(join(one.folder, name), 'utf8');
  writeFileSync(join(one.folder, name), text.replace(one.storage.register.audit, 'RegisterAuditToinen'));
  for (const refused of [await one.backup(), await one.restore()])
    expect(refused).toMatchObject({ status: 1, text: expect.stringMatching(/is of RegisterAuditToinen/) });
  expect(await one.backup([])).toMatchObject({ status: 2, text: expect.stringMatching(/set RegisterBackup/) });
  const wrong = { RegisterBackup__blobServiceUri: 'http://x' };
  expect(await one.backup([], wrong)).toMatchObject({ status: 2, text: expect.stringMatching(/must be an https/) });
});

test('an account that the settings do not name is not taken for the one that they have', async () => {
  const one = await world();
  await one.backup();
  expect(await one.restore(['--account', 'toinen', '--merge'])).toMatchObject({
    status: 2,
    text: expect.stringMatching(/Name an --account of REGISTER_ACCOUNTS/),
  });
});

test('a folder that cannot be used is named, with what the system says of it', async () => {
  const one = await world();
  const file = join(one.folder, 'a-file');
  writeFileSync(file, '');
  const told = { status: 1, text: expect.stringMatching(/a-file cannot be used \(ENOTDIR\): name a folder/) };
  expect(await one.backup(['--to', file])).toMatchObject(told);
  expect(await one.restore(['--from', file])).toMatchObject(told);
});

test('a table whose name is not free yet is told as such', async () => {
  const one = await world();
  await one.backup();
  const server = createServer((request, response) => {
    request.resume();
    response.statusCode = request.method === 'POST' ? 409 : 404;
    response.setHeader('content-type', 'application/json');
    const code = request.method === 'POST' ? 'TableBeingDeleted' : 'TableNotFound';
    response.end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: code } } }));
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/devstoreaccount1`;
  const RegisterStorage = one.storage.connectionString.replace(/TableEndpoint=[^;]*/, `TableEndpoint=${url}`);
  expect(await one.restore([], { RegisterStorage })).toMatchObject({
    status: 1,
    text: expect.stringMatching(/still deleting a table/),
  });
});

test('what is cut short has no name in the folder: the backups before it go on', async () => {
  const one = await world();
  const store = pathToFileURL(join(import.meta.dirname, '../../../local/backup/store.ts')).href;
  const program = `const { folderStore } = await import('${store}');
    const folder = folderStore(process.argv[1]);
    await folder.add('manifest-000001.json', Buffer.from('whole'));
    await folder.add('manifest-000002.json', Buffer.alloc(100_000));`;
  // No file may become larger than a kilobyte: the system ends the program, or refuses, in the middle of the second one.
  const limited = ['-c', 'ulimit -f 1; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', program];
  const { status } = spawnSync('bash', [...limited, one.folder], { env: { PATH: process.env.PATH } });
  expect(status).not.toBe(0);
  expect(filesOf(one).filter((name) => name.endsWith('.json'))).toEqual(['manifest-000001.json']);
});

test('what is empty is not backed up; it is restored with the right key alone, and a wrong one is told as such', async () => {
  const one = await world();
  await one.backup();
  await one.empty();
  expect(await one.backup()).toMatchObject({
    status: 1,
    text: expect.stringMatching(/There is nothing in the tables/),
  });
  expect(filesOf(one).filter((name) => name.startsWith('manifest'))).toEqual(['manifest-000001.json']);
  expect(await one.restore([], { AUDIT_KEY: 'another-key-for-tests' })).toMatchObject({
    status: 1,
    text: expect.stringMatching(/wrong_key chain-\d .*set AUDIT_KEY and AUDIT_KEYS_PREVIOUS as the app had them/s),
  });
  expect(await one.restore()).toMatchObject({ status: 0, text: expect.stringMatching(/the trail has 0 faults/) });
});
