import { expect, it, vi } from 'vitest';
import { Pruner } from '../../../src/audit/prune.ts';
import type { Entry } from '../../../src/audit/verify/entry.ts';
import { tableSource } from '../../../src/audit/verify/table-source.ts';
import { type ChainSource, verifyChain } from '../../../src/audit/verify/verify-chain.ts';
import { type AuditTable, auditTable, KEYS } from '../audit-table.ts';
import { RUN } from '../sample-intents.ts';
import { CHAIN, faultsIn, SUBJECTS, sealedTrail } from './sealed-trail.ts';

const [FIRST = ''] = SUBJECTS;
const gone = [{ action: 'gone', subject: FIRST, cause: 'deleted' }] as const;
const refused = [{ action: 'refused', subject: FIRST, cause: 'no role' }] as const;

async function appendAndSeal(audit: AuditTable): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    await audit.trail().record(refused, RUN);
    await audit.sealer().seal();
  }
}

async function pruneFirst({ table, trail }: AuditTable): Promise<void> {
  await new Pruner(table, trail(), KEYS).prune({ subject: FIRST, row: 'gone|' }, RUN);
}

/** Something happens once, when the entries have been read, or before what leads to them is. */
function sourceWith(audit: AuditTable, when: 'entries' | 'index', happens: () => Promise<void>): ChainSource {
  const source = tableSource(audit.table, CHAIN, KEYS, () => audit.seals.read(CHAIN));
  let isDone = false;
  const once = async (at: typeof when) => {
    if (isDone || at !== when) return;
    isDone = true;
    await happens();
  };
  return {
    ...source,
    async *entries() {
      const all: Entry[] = [];
      for await (const entry of source.entries()) all.push(entry);
      await once('entries');
      yield* all;
    },
    async index(head) {
      await once('index');
      return (await source.index?.(head)) ?? expect.fail('a table has an index');
    },
  };
}

const WHEN = ['entries', 'index'] as const;

it.each(WHEN)('finds nothing wrong when the chain grows and is sealed with its %s read', async (when) => {
  const audit = await sealedTrail();
  const { faults } = await verifyChain(
    sourceWith(audit, when, () => appendAndSeal(audit)),
    KEYS,
  );
  expect(faults).toEqual([]);
});

it.each(WHEN)('finds nothing wrong when a chain begins and is sealed with its %s read', async (when) => {
  const audit = await auditTable();
  const { faults } = await verifyChain(
    sourceWith(audit, when, () => appendAndSeal(audit)),
    KEYS,
  );
  expect(faults).toEqual([]);
});

it.each(WHEN)('finds nothing wrong when events are pruned with its %s read', async (when) => {
  const audit = await sealedTrail();
  await audit.trail().record(gone, RUN);
  const { faults, pruned } = await verifyChain(
    sourceWith(audit, when, () => pruneFirst(audit)),
    KEYS,
  );
  expect(faults).toEqual([]);
  expect(pruned).toBe(7);
});

it('seals on top of a later seal that another process made meanwhile', async () => {
  const audit = await sealedTrail();
  await audit.trail().record(gone, RUN);
  const add = audit.seals.add.bind(audit.seals);
  const spy = vi.spyOn(audit.seals, 'add').mockImplementation(async (chain, ...rest) => {
    if (chain !== CHAIN) return add(chain, ...rest);
    spy.mockImplementation(add);
    await appendAndSeal(audit);
    return add(chain, ...rest);
  });
  await expect(audit.sealer().seal()).resolves.toBe(0);
  expect(await faultsIn(audit)).toEqual([]);
});

it('remembers the first seal before it makes a second, whatever crashed', async () => {
  const audit = await sealedTrail();
  await audit.table.deleteEntity('chain-5', 'sealed');
  expect(await faultsIn(audit)).toEqual([]);
  const upsert = vi.spyOn(audit.table, 'upsertEntity');
  await audit.trail().record([{ action: 'gone', subject: 'audit:chain-5', cause: 'x' }], RUN);
  upsert.mockImplementationOnce((...of) => {
    upsert.mockRejectedValueOnce(new Error('the process has died'));
    return audit.client().upsertEntity(...of);
  });
  await expect(audit.sealer().seal()).rejects.toThrow('died');
  expect(await faultsIn(audit)).toEqual([]);
});
