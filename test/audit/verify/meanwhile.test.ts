import { expect, it, vi } from 'vitest';
import { Pruner } from '../../../src/audit/prune/pruner.ts';
import { ChainTable } from '../../../src/audit/verify/chain-table.ts';
import type { FoundRow } from '../../../src/audit/verify/found.ts';
import { type ChainReads, verifyChain } from '../../../src/audit/verify/verify-chain.ts';
import { type AuditTable, auditTable, KEYS } from '../audit-table.ts';
import { allApplied, intent, RUN } from '../sample-intents.ts';
import { CHAIN, faultsIn, SUBJECTS, sealedTrail } from '../sealed-trail.ts';
import { tamperWith } from '../tamper.ts';

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
function readsWith(audit: AuditTable, when: 'entries' | 'index', happens: () => Promise<void>): ChainReads {
  const reads = new ChainTable(audit.table, CHAIN);
  let isDone = false;
  const once = async (at: typeof when) => {
    if (isDone || at !== when) return;
    isDone = true;
    await happens();
  };
  return {
    chain: CHAIN,
    head: () => reads.head(),
    marks: () => reads.marks(),
    marksAndHead: () => reads.marksAndHead(),
    async *entries() {
      const all: FoundRow[] = [];
      for await (const found of reads.entries()) all.push(found);
      await once('entries');
      yield* all;
    },
    async *beside() {
      await once('index');
      yield* reads.beside();
    },
  };
}

const against = ({ seals }: AuditTable) => ({ keys: KEYS, sealsOf: (chain: string) => seals.read(chain) });
const WHEN = ['entries', 'index'] as const;

it.each(WHEN)('finds nothing wrong when the chain grows and is sealed with its %s read', async (when) => {
  const audit = await sealedTrail();
  const { faults } = await verifyChain(
    readsWith(audit, when, () => appendAndSeal(audit)),
    against(audit),
  );
  expect(faults).toEqual([]);
});

it.each(WHEN)('finds nothing wrong when a chain begins and is sealed with its %s read', async (when) => {
  const audit = await auditTable();
  const { faults } = await verifyChain(
    readsWith(audit, when, () => appendAndSeal(audit)),
    against(audit),
  );
  expect(faults).toEqual([]);
});

it.each(WHEN)('finds nothing wrong when events are pruned with its %s read', async (when) => {
  const audit = await sealedTrail();
  await audit.trail().record(gone, RUN);
  const { faults, pruned } = await verifyChain(
    readsWith(audit, when, () => pruneFirst(audit)),
    against(audit),
  );
  expect(faults).toEqual([]);
  expect(pruned).toBe(4);
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

it.each(WHEN)('finds nothing wrong when open intents are concluded with its %s read', async (when) => {
  const audit = await sealedTrail();
  const open = await audit.trail().intend([intent(FIRST, 2)], RUN);
  const conclude = async () => {
    await audit.trail().conclude(open, allApplied([FIRST]), RUN);
  };
  const { faults } = await verifyChain(readsWith(audit, when, conclude), against(audit));
  expect(faults).toEqual([]);
});

it('names the last seal in the head the next time, when a crash came in between', async () => {
  const audit = await sealedTrail();
  const { sealNumber } = await tamperWith(audit).get('head');
  expect(sealNumber).toBe(2);
  const update = vi.spyOn(audit.table, 'updateEntity').mockRejectedValueOnce(new Error('the process has died'));
  await audit.trail().record(refused, RUN);
  await expect(audit.sealer().seal()).rejects.toThrow('died');
  expect(await tamperWith(audit).get('head')).toMatchObject({ sealNumber: 2 });
  expect(await faultsIn(audit)).toEqual([]);
  update.mockRestore();
  await expect(audit.sealer().seal()).resolves.toBe(0);
  expect(await tamperWith(audit).get('head')).toMatchObject({ sealNumber: 3 });
  expect(await faultsIn(audit)).toEqual([]);
});

it('notices seals that are gone, with nothing but the head to tell of them', async () => {
  const audit = await sealedTrail();
  for await (const { name } of audit.container.listBlobsFlat({ prefix: `${CHAIN}/` }))
    await audit.container.deleteBlob(name);
  expect(await faultsIn(audit)).toEqual([`deleted ${CHAIN} seals 1 to 2`]);
  await audit.trail().record(refused, RUN);
  await expect(audit.sealer().seal()).rejects.toThrow('does not continue');
});
