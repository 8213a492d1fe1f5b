import { describe, expect, it } from 'vitest';
import { type Anchor, AnchorRow } from '../../src/remembered/anchor.ts';
import { writePacked } from '../../src/storage/packed-rows.ts';
import { freshTable } from '../support/fresh-table.ts';
import { ROW_MACS } from '../support/row-macs.ts';
import { startStorageProxy } from '../support/storage-proxy.ts';

const ANCHOR: Anchor = {
  from: Date.parse('2026-11-23T08:00:00.000Z'),
  backlog: { contacts: { from: 1, to: 2, afterId: '9007199254740993' }, companies: null },
  unproved: [],
  basis: 'policy.purposes',
  clockOffset: -250,
  timeZone: 'Europe/Helsinki',
  setup: { readAt: 5, value: { types: { ruokavalio: 'string' }, legalBases: [], purposes: null } },
};

describe('the anchor', () => {
  it('is not there until it is written', async () => {
    const { table } = await freshTable();
    await expect(new AnchorRow(table, ROW_MACS).read()).resolves.toBeUndefined();
  });

  it.each<[string, Anchor]>([
    ['with everything', ANCHOR],
    [
      'with what is not known',
      { ...ANCHOR, backlog: { contacts: null, companies: null }, timeZone: null, setup: null },
    ],
    [
      'with a backlog that has not been begun',
      { ...ANCHOR, backlog: { contacts: null, companies: { from: 1, to: 2, afterId: null } } },
    ],
    [
      'with a large setup',
      { ...ANCHOR, setup: { readAt: 1, value: Array.from({ length: 20_000 }, (_, i) => `property_${i * 7919}`) } },
    ],
  ])('is read as it was written, %s', async (_, anchor) => {
    const { table } = await freshTable();
    await new AnchorRow(table, ROW_MACS).write(anchor);
    await expect(new AnchorRow(table, ROW_MACS).read()).resolves.toEqual(anchor);
  });

  it('is replaced as a whole', async () => {
    const { table } = await freshTable();
    const anchor = new AnchorRow(table, ROW_MACS);
    await anchor.write(ANCHOR);
    const next = { ...ANCHOR, from: ANCHOR.from + 1, backlog: { contacts: null, companies: null }, setup: null };
    await anchor.write(next);
    await expect(anchor.read()).resolves.toEqual(next);
  });

  it.each<[string, unknown]>([
    ['another version wrote, with less in it', { from: 1, basis: 'x' }],
    ['has a time that is none', { ...ANCHOR, from: '2026-11-23' }],
    ['has a backlog of another shape', { ...ANCHOR, backlog: null }],
    ['lacks the basis', { ...ANCHOR, basis: undefined }],
    ['is null', null],
    ['is a list', []],
    ['is a text', 'anchor'],
  ])('is as good as none when it %s, and can be written anew', async (_, value) => {
    const { table } = await freshTable();
    await writePacked(table, 'state', 'anchor', value, ROW_MACS);
    await expect(new AnchorRow(table, ROW_MACS).read()).resolves.toBeUndefined();
    await new AnchorRow(table, ROW_MACS).write(ANCHOR);
    await expect(new AnchorRow(table, ROW_MACS).read()).resolves.toEqual(ANCHOR);
  });

  it('is not taken for missing when storage does not answer', async () => {
    const { table, through } = await freshTable();
    await new AnchorRow(table, ROW_MACS).write(ANCHOR);
    const proxy = await startStorageProxy();
    proxy.fateOf = () => 'lost';
    await expect(new AnchorRow(through(proxy.connectionString, 0), ROW_MACS).read()).rejects.toThrow();
    proxy.fateOf = () => 'answered';
    await expect(new AnchorRow(through(proxy.connectionString, 0), ROW_MACS).read()).resolves.toEqual(ANCHOR);
  });
});
