import { describe, expect, it } from 'vitest';
import { ChainBrokenError } from '../../src/audit/errors.ts';
import { chainOf } from '../../src/audit/rows.ts';
import type { Intent } from '../../src/audit/trail.ts';
import { firstTransaction, startStorageProxy } from '../support/storage-proxy.ts';
import { auditTable, SECRET } from './audit-table.ts';
import { faultsOf } from './verify-chain.ts';

const AUTHOR = { runId: 'run-1', actor: 'timer' };
const SUBJECT = 'contact:101';
const CHAIN = chainOf(SUBJECT);
const change = { property: 'rekisteri_retention_ends', before: '', after: '2036-11-23' };
const INTENT: Intent = { subject: SUBJECT, cause: 'meetings:1', changes: [change] };
const APPLIED = new Map([[SUBJECT, { outcome: 'applied', cause: 'meetings:1' } as const]]);

async function behindProxy(retries: number) {
  const { client, trail, rows } = await auditTable();
  const proxy = await startStorageProxy();
  const direct = trail();
  return { proxy, direct, rows, shaky: trail(client(proxy.connectionString, retries)) };
}

describe('an append of which the line breaks', () => {
  describe.each([0, 3])('with %d retries by the SDK', (retries) => {
    it('is not doubled when only the answer was lost', async () => {
      const { proxy, shaky, rows } = await behindProxy(retries);
      proxy.fateOf = firstTransaction('done_but_answer_lost');
      const open = await shaky.intend([INTENT], AUTHOR);
      expect(open).toMatchObject([{ chain: CHAIN, events: [{ sequence: 1 }] }]);
      proxy.fateOf = firstTransaction('done_but_answer_lost');
      await shaky.conclude(open, APPLIED, AUTHOR);
      await expect(shaky.open()).resolves.toEqual([]);
      const stored = await rows(CHAIN);
      expect(stored.flatMap(({ action }) => action ?? [])).toEqual(['intent', 'outcome']);
      expect(faultsOf(stored, SECRET)).toEqual([]);
    });
  });

  it('is appended once when the request was lost and sent again', async () => {
    const { proxy, shaky, rows } = await behindProxy(3);
    proxy.fateOf = firstTransaction('lost');
    await shaky.intend([INTENT], AUTHOR);
    const stored = await rows(CHAIN);
    expect(stored.flatMap(({ action }) => action ?? [])).toEqual(['intent']);
    expect(faultsOf(stored, SECRET)).toEqual([]);
  });

  it('is an error when the request was lost for good, and the next one goes on as if nothing had been', async () => {
    const { proxy, shaky, rows } = await behindProxy(0);
    proxy.fateOf = firstTransaction('lost');
    await expect(shaky.intend([INTENT], AUTHOR)).rejects.toThrow();
    expect(await rows(CHAIN)).toEqual([]);
    const open = await shaky.intend([INTENT], AUTHOR);
    proxy.fateOf = firstTransaction('lost');
    await expect(shaky.conclude(open, APPLIED, AUTHOR)).rejects.toThrow();
    await expect(shaky.open()).resolves.toEqual(open);
    await shaky.conclude(open, APPLIED, AUTHOR);
    expect(faultsOf(await rows(CHAIN), SECRET)).toEqual([]);
  });

  it('is found open by the next instance when every line broke after it was done', async () => {
    const { proxy, shaky, direct } = await behindProxy(0);
    let down = false;
    proxy.fateOf = ({ path }) => {
      down ||= path.startsWith('/$batch');
      return down ? 'done_but_answer_lost' : 'answered';
    };
    await expect(shaky.intend([INTENT], AUTHOR)).rejects.toThrow();
    await expect(direct.open()).resolves.toMatchObject([{ chain: CHAIN, events: [{ subject: SUBJECT }] }]);
  });
});

describe('two writers that append the same event at the same moment', () => {
  it('both have theirs in the chain', async () => {
    const { trail, rows } = await auditTable();
    const said = { action: 'refused', subject: SUBJECT, cause: 'no role' } as const;
    await Promise.all(Array.from({ length: 6 }, () => trail().record([said], AUTHOR)));
    const stored = await rows(CHAIN);
    expect(stored.filter(({ action }) => action === 'refused')).toHaveLength(6);
    expect(faultsOf(stored, SECRET)).toEqual([]);
  });
});

describe('an audit table that was tampered with', () => {
  it.each(['the same', 'another'])('is an error for %s instance when the head is gone', async (which) => {
    const { table, trail, rows } = await auditTable();
    const first = trail();
    const open = await first.intend([INTENT], AUTHOR);
    await table.deleteEntity(CHAIN, 'head');
    const then = which === 'the same' ? first : trail();
    const broken = { name: 'ChainBrokenError', code: 'audit_chain_broken', message: expect.stringContaining(CHAIN) };
    await expect(then.intend([INTENT], AUTHOR)).rejects.toMatchObject(broken);
    await expect(then.conclude(open, APPLIED, AUTHOR)).rejects.toMatchObject(broken);
    expect((await rows(CHAIN)).map(({ rowKey }) => rowKey)).toEqual(['000000000001', 'open|000000000001']);
  });

  it.each(['the same', 'another'])('is an error for %s instance when intents and head are gone', async (which) => {
    const { table, trail, rows } = await auditTable();
    const first = trail();
    const open = await first.intend([INTENT], AUTHOR);
    for (const rowKey of ['000000000001', 'open|000000000001', 'head']) await table.deleteEntity(CHAIN, rowKey);
    const then = which === 'the same' ? first : trail();
    await expect(then.conclude(open, APPLIED, AUTHOR)).rejects.toMatchObject({ code: 'audit_chain_broken' });
    expect(await rows(CHAIN)).toEqual([]);
  });

  it.each(['the same', 'another'])('is an error for %s instance when the table is gone', async (which) => {
    const { table, trail } = await auditTable();
    const first = trail();
    const open = await first.intend([INTENT], AUTHOR);
    await table.deleteTable();
    const then = which === 'the same' ? first : trail();
    await expect(then.intend([INTENT], AUTHOR)).rejects.toThrow(ChainBrokenError);
    await expect(then.conclude(open, APPLIED, AUTHOR)).rejects.toThrow(ChainBrokenError);
    await expect(then.open()).rejects.toThrow(/table/i);
  });
});
