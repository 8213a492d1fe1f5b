import { setImmediate } from 'node:timers/promises';
import { RestError } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { createEngine } from '../../src/work/engine.ts';
import { Registers } from '../../src/work/registers.ts';
import { soundSettings } from '../support/health-facts.ts';
import { policyWith } from '../support/policy.ts';

const alone = { account: undefined, tables: undefined };
const balentor = { account: 'balentor', tables: 'unsuffixed' } as const;
const toinen = { account: 'toinen', tables: 'suffixed' } as const;
const message = { runId: 'r', slice: 0 };

test('a slice is for the account that it carries; one from before there were several, for the register that was there', () => {
  const lines: string[] = [];
  const log = (_level: string, line: string) => lines.push(line);
  const both = new Registers([toinen, balentor]);
  expect(both.forMessage({ ...message, account: 'toinen' }, log)).toBe(toinen);
  expect(both.forMessage(message, log)).toBe(balentor);
  expect(new Registers([alone]).forMessage(message, log)).toBe(alone);
  expect(lines).toEqual([]);
  expect(both.forMessage({ ...message, account: 'kolmas' }, log)).toBeUndefined();
  expect(new Registers([toinen]).forMessage(message, log)).toBeUndefined();
  expect(new Registers([alone]).forMessage({ ...message, account: 'toinen' }, log)).toBeUndefined();
  expect(lines).toHaveLength(3);
});

test('what fails for one account is done for the others, at the same time, and is told without its words', async () => {
  const lines: string[] = [];
  const done: string[] = [];
  const work = async ({ account }: typeof balentor | typeof toinen) => {
    if (account === 'balentor') throw new Error('aino@example.fi');
    await setImmediate();
    done.push(account);
  };
  const registers = new Registers([balentor, toinen]);
  await expect(registers.inEach(work, (_level, line) => lines.push(line))).rejects.toThrow('aino');
  expect(done).toEqual(['toinen']);
  expect(lines).toEqual([expect.stringMatching(/account_failed.*balentor/)]);
  expect(lines.join()).not.toContain('aino');
});

test('storage that cannot be used is one message without a stack', async () => {
  const refused = () =>
    Promise.reject(new RestError('<Error>Server failed to authenticate the request</Error>', { statusCode: 403 }));
  const error = await new Registers([alone]).inEach(refused, () => undefined).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringMatching(/status 403.*RegisterStorage/),
  });
  expect(Object(error).stack).toBe(String(error));
});

test.each([
  ['an account name', { account: { name: 'toinen', tables: 'suffixed' } as const }, 'RegisterAuditToinen'],
  ['none', { account: undefined }, 'RegisterAudit'],
])('with %s the register has tables of its own', (_what, own, table) => {
  const engine = createEngine({ ...soundSettings(), ...own }, policyWith());
  expect(engine.storage.audit.tableName).toBe(table);
});
