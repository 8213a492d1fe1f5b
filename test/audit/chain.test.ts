import { describe, expect, it } from 'vitest';
import { Chain } from '../../src/audit/chain.ts';
import { occurrenceContent } from '../../src/audit/content.ts';
import type { NewEntry } from '../../src/audit/entry.ts';
import { AT, auditTable, KEYS, SECRET } from './audit-table.ts';
import { faultsOf } from './verify-chain.ts';

const NAME = 'chain-0';

function entries(from: number, count: number): NewEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const content = occurrenceContent(`ä€ ${from + index}`);
    return { runId: 'run', actor: 'timer', action: 'refused', subject: 'contact:1', content, size: 1 };
  });
}

const said = (number: number) => occurrenceContent(`ä€ ${number}`);

describe('Chain', () => {
  it('gives places without gaps and hashes that hold the chain together', async () => {
    const { table, rows } = await auditTable();
    const chain = new Chain(table, NAME, KEYS, () => AT);
    const first = await chain.append(entries(1, 3), () => ({}));
    const second = await chain.append(entries(4, 2), () => ({}));
    expect([first, second].flat()).toMatchObject([1, 2, 3, 4, 5].map((first) => ({ first, last: first, chain: NAME })));
    const stored = await rows(NAME);
    expect(stored.map(({ rowKey }) => rowKey)).toEqual([...[1, 2, 3, 4, 5].map((n) => `00000000000${n}`), 'head']);
    expect(faultsOf(stored, SECRET)).toEqual([]);
  });

  it('is found broken by the tests’ own verifier when a row was edited, deleted or added', async () => {
    const { table, rows } = await auditTable();
    await new Chain(table, NAME, KEYS, () => AT).append(entries(1, 3), () => ({}));
    const stored = await rows(NAME);
    const edited = stored.map((row) => (row.first === 2 ? { ...row, actor: 'x' } : row));
    expect(faultsOf(edited, SECRET)).toEqual(['hash at 2', 'hash at 3', 'head']);
    expect(faultsOf(stored.toSpliced(2, 1), SECRET)).toEqual(['head']);
    expect(faultsOf(stored.toSpliced(0, 1), SECRET)).toContain('gap at 1');
    expect(faultsOf(stored, 'another key')).toHaveLength(4);
  });

  it('goes on where another object left off, even one that knows an older head', async () => {
    const { table, client, rows } = await auditTable();
    const [one, other] = [new Chain(table, NAME, KEYS, () => AT), new Chain(client(), NAME, KEYS, () => AT)];
    for (const [index, chain] of [one, other, other, one].entries()) await chain.append(entries(index, 1), () => ({}));
    expect(faultsOf(await rows(NAME), SECRET)).toEqual([]);
    expect((await rows(NAME, '0', ':')).map(({ content }) => content)).toEqual([0, 1, 2, 3].map(said));
  });

  it('keeps the order of appends that were asked for at once', async () => {
    const { table, rows } = await auditTable();
    const chain = new Chain(table, NAME, KEYS, () => AT);
    await Promise.all(Array.from({ length: 10 }, (_, index) => chain.append(entries(index, 1), () => ({}))));
    expect((await rows(NAME, '0', ':')).map(({ content }) => content)).toEqual(
      Array.from({ length: 10 }, (_, index) => said(index)),
    );
  });

  it('loses no event and does not fork when eight writers append at once', async () => {
    const { client, rows } = await auditTable();
    const writers = Array.from({ length: 8 }, () => new Chain(client(), NAME, KEYS, () => AT));
    const appended = await Promise.all(
      writers.map(async (chain, writer) => {
        const places: number[] = [];
        for (let turn = 0; turn < 4; turn += 1) {
          const placed = await chain.append(entries(writer * 100 + turn * 10, 2), () => ({}));
          if (placed !== 'already_done') places.push(...placed.map(({ first }) => first));
        }
        return places;
      }),
    );
    const everyPlace = Array.from({ length: 64 }, (_, index) => index + 1);
    expect(appended.flat().sort((a, b) => a - b)).toEqual(everyPlace);
    const stored = await rows(NAME);
    expect(faultsOf(stored, SECRET)).toEqual([]);
    const contents = new Set(stored.flatMap(({ rowKey, content }) => (rowKey === 'head' ? [] : [content])));
    expect(contents.size).toBe(64);
    expect(stored.at(-1)).toMatchObject({ rowKey: 'head', sequence: 64 });
  });

  it('does not write anew what was deleted behind a writer that knows an older head', async () => {
    const { table, client, rows } = await auditTable();
    const [one, other] = [new Chain(table, NAME, KEYS, () => AT), new Chain(client(), NAME, KEYS, () => AT)];
    await one.append(entries(1, 1), () => ({}));
    await other.append(entries(2, 2), () => ({}));
    for (const rowKey of ['000000000002', '000000000003']) await table.deleteEntity(NAME, rowKey);
    await expect(one.append(entries(4, 1), () => ({}))).resolves.toMatchObject([{ first: 4 }]);
    expect(faultsOf(await rows(NAME), SECRET)).toContain('gap at 2');
  });

  it('appends nothing once the row that must still be there is gone', async () => {
    const { table, rows } = await auditTable();
    const chain = new Chain(table, NAME, KEYS, () => AT);
    const opened = { rowKey: 'open|1', first: 1, last: 1 };
    await chain.append(entries(1, 1), () => ({ opened: [opened] }));
    const close = () => chain.append(entries(2, 1), () => ({ closed: opened.rowKey }), opened.rowKey);
    await expect(close()).resolves.toHaveLength(1);
    await expect(close()).resolves.toBe('already_done');
    await expect(chain.append(entries(3, 1), () => ({}))).resolves.toMatchObject([{ first: 3 }]);
    expect(faultsOf(await rows(NAME), SECRET)).toEqual([]);
  });
});
