import { describe, expect, it } from 'vitest';
import { ErasedAddresses } from '../../src/erased/erased-addresses.ts';
import { ErasureKeys } from '../../src/erased/erasure-key.ts';
import { freshTable } from '../support/fresh-table.ts';
import { rowMacs } from '../support/row-macs.ts';

const NOW = '2026-11-28T08:00:00.000Z';
const AINO = 'aino@example.fi';

async function kept() {
  const { table } = await freshTable();
  const macs = rowMacs();
  const using = (keys: ErasureKeys | undefined, now = NOW) => new ErasedAddresses(table, keys, macs, () => now);
  const keys = new ErasureKeys('secret');
  const known = async (address: string, by = keys) => {
    const all = await using(by).known();
    return by.lookUpsOf(address).flatMap((hash) => {
      const { erasureId, contactId } = all.find(hash) ?? {};
      return erasureId === undefined ? [] : [`${hash.strength} ${erasureId} ${contactId}`];
    });
  };
  const rows = async () => {
    const found: string[] = [];
    for await (const { partitionKey, rowKey } of table.listEntities()) found.push(`${partitionKey} ${rowKey}`);
    return found;
  };
  return { table, macs, using, keys, erased: using(keys), known, rows };
}

describe('what is kept of addresses of people who are erased', () => {
  it('counts only once the person is gone', async () => {
    const { erased, known } = await kept();
    await erased.keep('list-1', '101', [AINO, 'nobody', 'a.v@example.fi']);
    expect(await known(AINO)).toEqual([]);
    await erased.confirm('list-1', '101');
    expect(await known(AINO)).toEqual(['strong list-1 101', 'weak list-1 101']);
    expect(await known('a.v@example.fi')).toEqual(['strong list-1 101', 'weak list-1 101']);
    expect(await known('aino+x@example.fi')).toEqual(['weak list-1 101']);
    expect(await known('eero@example.fi')).toEqual([]);
  });

  it('is told: of whom anything is kept, under any key, all of whose addresses under this one, and whose does not count yet', async () => {
    const { erased, using } = await kept();
    expect([await erased.isKept('list-1', '101'), await erased.pending()]).toEqual([false, []]);
    await erased.keep('list-1', '101', [AINO]);
    expect(await erased.pending()).toEqual([{ erasureId: 'list-1', contactId: '101' }]);
    expect(await erased.isKept('list-1', '101')).toBe(true);
    expect(await erased.isKept('list-1', '101', [AINO])).toBe(true);
    expect(await erased.isKept('list-1', '101', [AINO, 'a.v@example.fi'])).toBe(false);
    expect(await erased.isKept('list-1', '102', [])).toBe(false);
    const next = using(new ErasureKeys('the next secret'));
    expect([await next.isKept('list-1', '101'), await next.isKept('list-1', '101', [AINO])]).toEqual([true, false]);
    await erased.confirm('list-1', '101');
    expect(await erased.pending()).toEqual([]);
  });

  it('is removed when the person is not erased, and stays once it counts', async () => {
    const { erased, known, rows } = await kept();
    await erased.keep('list-1', '101', [AINO]);
    await erased.drop('list-1', '101');
    expect((await rows()).filter((row) => row.startsWith('people'))).toEqual([]);
    await erased.confirm('list-1', '101');
    expect(await known(AINO)).toEqual([]);
    await erased.keep('list-1', '101', [AINO]);
    await erased.confirm('list-1', '101');
    await erased.drop('list-1', '101');
    expect(await known(AINO)).toHaveLength(2);
  });

  it('may be kept again after a crash, whatever came before, and loses nothing', async () => {
    const { erased, using, keys, known, rows } = await kept();
    await erased.keep('list-1', '101', [AINO]);
    await erased.keep('list-1', '101', ['a.v@example.fi']);
    await erased.confirm('list-1', '101');
    await erased.keep('list-1', '101', [AINO]);
    await using(keys, '2027-01-01T00:00:00.000Z').confirm('list-1', '101');
    expect(await known(AINO)).toHaveLength(2);
    expect(await known('a.v@example.fi')).toHaveLength(2);
    expect((await rows()).filter((row) => row.startsWith('people'))).toHaveLength(1);
    expect(await using(keys).prune('2026-12-01T00:00:00.000Z')).toBe(1);
  });

  it('of one person on two lists are two things', async () => {
    const { erased, known } = await kept();
    await erased.keep('list-1', '101', [AINO]);
    await erased.confirm('list-1', '101');
    await erased.keep('list-2', '101', [AINO]);
    await erased.drop('list-2', '101');
    expect(await known(AINO)).toEqual(['strong list-1 101', 'weak list-1 101']);
  });

  it('of several who share a weak form names the one who was erased last', async () => {
    const { using, keys, known } = await kept();
    const later = using(keys, '2026-11-29T08:00:00.000Z');
    for (const [by, id, address] of [[later, '102', 'aino+b@example.fi'] as const, [using(keys), '1', AINO] as const]) {
      await by.keep(`list-${id}`, id, [address]);
      await by.confirm(`list-${id}`, id);
    }
    expect(await known('aino+c@example.fi')).toEqual(['weak list-102 102']);
    expect(await known(AINO)).toEqual(['strong list-1 1', 'weak list-102 102']);
  });

  it('is found by a key that was replaced, and told to be lost without it', async () => {
    const { erased, using, known } = await kept();
    for (const id of ['101', '102']) {
      await erased.keep('list-1', id, [`${id}@example.fi`]);
      await erased.confirm('list-1', id);
    }
    const rotated = new ErasureKeys('new', ['secret']);
    await using(rotated).keep('list-2', '103', [AINO]);
    await using(rotated).confirm('list-2', '103');
    expect(await known('101@example.fi', rotated)).toEqual(['strong list-1 101', 'weak list-1 101']);
    expect(await known(AINO, rotated)).toHaveLength(2);
    const without = new ErasureKeys('new');
    expect(await known('101@example.fi', without)).toEqual([]);
    const { currentId } = new ErasureKeys('secret');
    expect([...(await using(without).known()).lost]).toEqual([[currentId, 2]]);
    expect((await using(without).keysInUse()).sort()).toEqual([currentId, without.currentId].sort());
  });

  it('is pruned with its time, and with the last of a key the note that it is in use', async () => {
    const { erased, using, known, rows } = await kept();
    await erased.keep('list-1', '101', [AINO]);
    await erased.confirm('list-1', '101');
    const other = new ErasureKeys('new');
    await using(other, '2036-11-29T08:00:00.000Z').keep('list-2', '102', [AINO]);
    expect(await erased.prune(NOW)).toBe(0);
    expect(await known(AINO)).toHaveLength(2);
    expect(await erased.prune('2036-11-28T08:00:00.001Z')).toBe(1);
    expect(await rows()).toEqual([`keys ${other.currentId}`, expect.stringContaining('102|list-2|')]);
  });

  it('holds no address, and is one row for a person', async () => {
    const { erased, table } = await kept();
    await erased.keep('list-1', '101', [AINO]);
    const rows: unknown[] = [];
    for await (const row of table.listEntities()) rows.push(row);
    expect(JSON.stringify(rows)).not.toMatch(/aino|example|@/i);
  });

  it('needs a key to be kept; without one nobody is known, and what is in use can be told', async () => {
    const { erased, using } = await kept();
    await erased.keep('list-1', '101', [AINO]);
    await erased.confirm('list-1', '101');
    const without = using(undefined);
    await expect(without.keep('list-1', '102', [AINO])).rejects.toMatchObject({ code: 'erasure_key_missing' });
    expect((await without.known()).size).toBe(0);
    expect(await without.keysInUse()).toHaveLength(1);
  });

  it('of another hand is not believed, and not made ours', async () => {
    const { erased, table, macs, known } = await kept();
    await erased.keep('list-1', '101', [AINO]);
    await erased.confirm('list-1', '101');
    for await (const row of table.listEntities<{ record: string }>()) {
      const { partitionKey = '', rowKey = '', record } = row;
      if (record === undefined) continue;
      await table.upsertEntity({ ...row, partitionKey, rowKey: rowKey.replace('101', '105') }, 'Replace');
      await table.upsertEntity({ ...row, partitionKey, rowKey, record: record.replace('"weak":[', '"weak": [') });
    }
    expect(await known(AINO)).toEqual([]);
    expect(macs.takeProblem()).toMatch(/did not write were not believed: .*101\|list-1/);
    await expect(erased.confirm('list-1', '101')).rejects.toMatchObject({ code: 'foreign_rows' });
    await expect(erased.keep('list-1', '101', [AINO])).rejects.toMatchObject({ code: 'foreign_rows' });
  });
});
