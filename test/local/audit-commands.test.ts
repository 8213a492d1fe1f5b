import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportCommand } from '../../local/audit/export-command.ts';
import { verifyCommand } from '../../local/audit/verify-command.ts';
import { type AuditTable, SECRET } from '../audit/audit-table.ts';
import { freshFolder } from '../audit/export/exported.ts';
import { CHAIN, SUBJECTS, sealedTrail } from '../audit/sealed-trail.ts';
import { storageOfTests } from '../support/storage-of-tests.ts';

interface Told {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

type Command = (output: { out(text: string): void; err(text: string): void }) => Promise<number>;

async function told(command: Command): Promise<Told> {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await command({ out: (text) => out.push(text), err: (text) => err.push(text) });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

let audit: AuditTable;
let folder: string;
let file: string;
let seals: string;

const exportAudit = (...args: string[]) => {
  const names = { audit: audit.table.tableName, seals: audit.container.containerName };
  const environment = { RegisterStorage: storageOfTests.connectionString };
  return told((output) => exportCommand([file, ...args], environment, output, names));
};
const verifyAudit = (...args: string[]) =>
  told((output) => verifyCommand([file, ...args], { AUDIT_KEY: SECRET }, output));

beforeEach(async () => {
  audit = await sealedTrail();
  folder = await freshFolder();
  [file, seals] = [join(folder, 'trail.jsonl'), join(folder, 'seals')];
});

describe('export-audit and verify-audit', () => {
  it('export a trail and find nothing wrong', async () => {
    expect(await exportAudit('--seals', seals)).toMatchObject({ status: 0, err: '' });
    const { status, out } = await verifyAudit('--seals', seals);
    expect(status).toBe(0);
    expect(out).toContain(CHAIN);
    expect(out).toMatch(/\nOK \(30 events/);
  });

  it('say so when there are no seals to compare with', async () => {
    await exportAudit();
    const { status, out } = await verifyAudit();
    expect(status).toBe(0);
    expect(out).toContain('Compared with no seals');
  });

  it('name what is wrong, as a table and as JSON', async () => {
    await exportAudit('--seals', seals, '--format', 'csv');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"timer"', '"somebody"'));
    const { status, out } = await verifyAudit('--seals', seals);
    expect(status).toBe(1);
    expect(out).toMatch(/edited .* chain-3 .* 1-3 /);
    expect(out).toContain('FAILED: 1 fault ');
    const { out: json } = await verifyAudit('--seals', seals, '--json');
    expect(JSON.parse(json)).toMatchObject({
      status: 'failed',
      format: 'csv',
      comparedWithSeals: true,
      kinds: { edited: 1 },
      faults: [{ kind: 'edited', chain: CHAIN, first: 1, last: 3 }],
    });
    expect(out + json).not.toContain(SUBJECTS[0]);
  });

  it('replace an export only when asked to, and never anything else', async () => {
    await exportAudit();
    expect(await exportAudit()).toMatchObject({ status: 2, err: expect.stringContaining('--again') });
    expect(await exportAudit('--again', '--format', 'csv')).toMatchObject({ status: 0 });
    expect(await exportAudit('--again')).toMatchObject({ status: 0 });
    await writeFile(file, 'Dear customer');
    expect(await exportAudit('--again')).toMatchObject({ status: 2, err: expect.stringContaining('not an export') });
    expect(await readFile(file, 'utf8')).toBe('Dear customer');
  });

  it('notice what was there the last time', async () => {
    const memory = join(folder, 'memory.json');
    await exportAudit('--seals', seals);
    const whole = await readFile(file, 'utf8');
    expect((await verifyAudit('--seals', seals, '--memory', memory)).status).toBe(0);
    await rm(join(seals, CHAIN), { recursive: true });
    const isOther = (line: string) => !line.includes(`"chain":"${CHAIN}"`) || line.startsWith('{"record":"chain"');
    const none = `{"record":"no_head","chain":"${CHAIN}","begun":false}`;
    const lines = whole.split('\n').filter(isOther);
    lines.splice(lines.indexOf(`{"record":"chain","chain":"${CHAIN}"}`) + 1, 0, none);
    await writeFile(file, lines.join('\n'));
    expect((await verifyAudit('--seals', seals)).status).toBe(0);
    for (let time = 0; time < 2; time += 1) {
      const { status, out } = await verifyAudit('--seals', seals, '--memory', memory);
      expect(status).toBe(1);
      expect(out).toContain('seals 1 to 2');
      expect(out).toContain('emptied');
    }
  });

  it('hold prunings against the years for which events are kept', async () => {
    await exportAudit();
    expect((await verifyAudit('--keep-years', '10')).status).toBe(0);
    expect(await verifyAudit('--keep-years', 'many')).toMatchObject({ status: 2 });
  });

  it('take the keys from a file', async () => {
    await exportAudit();
    const keyFile = join(folder, 'keys');
    await writeFile(keyFile, `a new key\n${SECRET}\n`);
    const verify = () => told((output) => verifyCommand([file, '--key-file', keyFile], {}, output));
    expect((await verify()).status).toBe(0);
    await writeFile(keyFile, '\n');
    expect(await verify()).toMatchObject({ status: 2, err: expect.stringContaining('first line') });
  });

  it.each([
    [['--nonsense'], 'Usage: npm run verify-audit'],
    [['another'], 'Name one FILE.'],
    [['--seals', 'nowhere'], 'is no folder'],
  ])('explain how they are used (%j)', async (args, text) => {
    await exportAudit();
    const { status, err } = await verifyAudit(...args);
    expect(status).toBe(2);
    expect(err).toContain(text);
  });

  it('name settings that are missing, and only those they need', async () => {
    const { status, err } = await told((output) => exportCommand([file], {}, output));
    expect(status).toBe(2);
    expect(err).toContain('RegisterStorage is missing');
    expect(err).not.toContain('HUBSPOT');
    const unkeyed = await told((output) => verifyCommand([file], {}, output));
    expect(unkeyed.status).toBe(2);
    expect(unkeyed.err).toContain('AUDIT_KEY is missing');
  });

  it('ask which account is meant where there are several, and take its tables and its key', async () => {
    const accounts = ['balentor', 'toinen'].map((name) => ({ name, token: `TOKEN_${name}`, policyFile: 'p.json' }));
    const RegisterStorage = storageOfTests.connectionString;
    const environment = { RegisterStorage, AUDIT_KEY: SECRET, REGISTER_ACCOUNTS: JSON.stringify(accounts) };
    const names = { audit: audit.table.tableName, seals: audit.container.containerName };
    const exportIt = (...args: string[]) =>
      told((output) => exportCommand([file, ...args], environment, output, names));
    const verifyIt = (...args: string[]) => told((output) => verifyCommand([file, ...args], environment, output));
    const refused = { status: 2, err: expect.stringMatching(/--account .*: balentor, toinen/) };
    for (const args of [[], ['--account', 'kolmas']]) {
      expect(await exportIt(...args)).toMatchObject(refused);
      expect(await verifyIt(...args)).toMatchObject(refused);
    }
    expect(await exportIt('--account', 'toinen')).toMatchObject({ status: 0 });
    // The trail was written under the key that all share, which is not that of an account.
    expect(await verifyIt('--account', 'toinen')).toMatchObject({
      status: 1,
      out: expect.stringContaining('wrong_key'),
    });
    expect(await verifyAudit()).toMatchObject({ status: 0 });
    const absent = await told((output) => exportCommand([`${file}2`, '--account', 'toinen'], environment, output));
    expect(absent.status).toBe(1);
  });

  it('say which file is not there', async () => {
    expect(await verifyAudit()).toMatchObject({ status: 2, err: expect.stringContaining(file) });
  });

  it('are programs of their own', async () => {
    await exportAudit();
    const run = spawnSync(process.execPath, ['local/verify-audit.ts', file], {
      env: { ...process.env, AUDIT_KEY: SECRET },
      encoding: 'utf8',
    });
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('OK (30 events') });
  });

  it('says how it is used when it is asked, and that is no error', () => {
    const run = spawnSync(process.execPath, ['local/verify-audit.ts', '--help'], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: npm run verify-audit/), stderr: '' });
  });
});
