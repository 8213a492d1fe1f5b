import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { onTestFinished } from 'vitest';
import { backupCommand } from '../../local/backup/backup-command.ts';
import { restoreCommand } from '../../local/backup/restore/restore-command.ts';
import type { Content } from '../../local/backup/section-files.ts';
import { rowsOf } from '../../local/backup/read-section.ts';
import type { Tables } from '../../src/storage/tables.ts';
import type { RegisterApp } from './register-app.ts';
import type { StorageNames } from './storage.ts';

const TABLES = ['audit', 'runs', 'index', 'erasures', 'erased', 'requests'] as const;

/** What a command of the backup did. */
interface Told {
  readonly status: number;
  readonly text: string;
}

/** The commands of the backup, at a register of a test and a folder of its own. */
export interface BackupWorld {
  readonly folder: string;
  readonly storage: StorageNames;
  backup(args?: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Told>;
  restore(args?: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Told>;
  table(name: keyof Tables): TableClient;
  /** What a table holds, byte by byte. */
  rows(name: keyof Tables): Promise<Content>;
  empty(...names: readonly (keyof Tables)[]): Promise<void>;
}

/** The commands, at `now` (ms). */
export async function backupWorld(app: RegisterApp, now: number): Promise<BackupWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'rekisteri-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { storage } = await app.copy();
  const own = {
    HUBSPOT_ACCESS_TOKEN: 'test-token',
    HUBSPOT_BASE_URL: 'http://127.0.0.1:1',
    RegisterStorage: storage.connectionString,
    REGISTER_NOW: new Date(now).toISOString(),
    AUDIT_KEY: 'a-key-for-tests',
    ERASURE_KEY: 'an-erasure-key-for-tests',
  };
  const table = (name: keyof Tables) =>
    TableClient.fromConnectionString(storage.connectionString, storage.register[name], {
      allowInsecureConnection: true,
    });
  type Command = typeof backupCommand;
  const run = async (command: Command, args: readonly string[], environment: Readonly<Record<string, string>>) => {
    const lines: string[] = [];
    const output = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
    const status = await command(args, { ...own, ...environment }, output, storage.register);
    return { status, text: lines.join('\n') };
  };
  return {
    folder,
    storage,
    backup: (args = ['--to', folder], environment = {}) => run(backupCommand, args, environment),
    restore: (args = [], environment = {}) => run(restoreCommand, ['--from', folder, ...args], environment),
    table,
    rows: (name) => rowsOf(table(name), undefined),
    async empty(...names) {
      for (const name of names.length === 0 ? TABLES : names) {
        const one = table(name);
        for await (const { partitionKey = '', rowKey = '' } of one.listEntities())
          await one.deleteEntity(partitionKey, rowKey);
      }
    },
  };
}
