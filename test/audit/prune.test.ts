import { describe, expect, it } from 'vitest';
import { PruneRefusedError, Pruner } from '../../src/audit/prune.ts';
import { AT, type AuditTable, auditTable, KEYS } from './audit-table.ts';
import { allApplied, contactsIn, intent, RUN } from './sample-intents.ts';
import { faultsIn } from './verify/sealed-trail.ts';
import { tamperWith } from './verify/tamper.ts';

const CHAIN = 'chain-3';
const [GONE = '', STAYS = '', BACK = ''] = contactsIn(CHAIN, 3);
const LATER = '2037-01-01T00:00:00.000Z';

/** Three contacts with changes that alternate; two are gone, and one of those came back. */
async function history(rounds = 3, changes = 4): Promise<AuditTable> {
  const audit = await auditTable();
  const trail = audit.trail();
  const change = async (subjects: readonly string[]) => {
    const open = await trail.intend(
      subjects.map((subject) => intent(subject, changes)),
      RUN,
    );
    await trail.conclude(open, allApplied(subjects), RUN);
  };
  for (let round = 0; round < rounds; round += 1) await change([GONE, STAYS, BACK]);
  await audit.sealer().seal();
  const cause = 'archived, deleted or merged in HubSpot';
  await trail.record(
    [GONE, BACK].map((subject) => ({ action: 'gone', subject, cause })),
    RUN,
  );
  await change([BACK]);
  await audit.sealer().seal();
  return audit;
}

function prunerOf({ table, trail }: AuditTable) {
  return new Pruner(table, trail(), KEYS);
}

async function pruneAll(audit: AuditTable, pruner = prunerOf(audit)) {
  const pruned: [string, number][] = [];
  for await (const gone of pruner.goneBefore(LATER)) pruned.push([gone.subject, await pruner.prune(gone, RUN)]);
  return pruned;
}

describe('Pruner', () => {
  it('removes every event of who is gone and has not come back, and nothing else', async () => {
    const audit = await history();
    const before = await audit.rows(CHAIN);
    expect(await pruneAll(audit)).toEqual([[GONE, 25]]);
    const after = await audit.rows(CHAIN);
    expect(JSON.stringify(after)).not.toContain(`${GONE}"`);
    expect(after.map(({ rowKey }) => rowKey).join()).not.toContain(`${GONE}|`);
    for (const kept of [STAYS, BACK]) {
      const of = (rows: typeof before) => rows.filter(({ subject }) => subject === kept);
      expect(of(after)).toEqual(of(before));
    }
    expect(await faultsIn(audit)).toEqual([]);
    expect(after.find(({ action }) => action === 'pruned')).toMatchObject({
      cause: expect.stringMatching(/^events=25 ranges=7 digest=[0-9a-f]{64}$/),
      ...{ before: '', after: '', subject: `audit:${CHAIN}` },
    });
  });

  it('leaves who was gone only lately', async () => {
    const audit = await history();
    const found = [];
    for await (const gone of prunerOf(audit).goneBefore(AT)) found.push(gone);
    expect(found).toEqual([]);
  });

  it.each([
    [40, 4],
    [3, 60],
    [2, 95],
  ])(
    'splits a long history into transactions (%d rounds of %d changes)',
    async (rounds, changes) => {
      const audit = await history(rounds, changes);
      expect(await pruneAll(audit)).toEqual([[GONE, rounds * changes * 2 + 1]]);
      expect(await faultsIn(audit)).toEqual([]);
      expect(await pruneAll(audit)).toEqual([]);
    },
    60_000,
  );

  it('goes on where it was interrupted, and the chain is right in between', async () => {
    const audit = await history(12, 12);
    const trail = audit.trail();
    let left = 2;
    const dying = {
      chain: (name: string) => {
        left -= 1;
        if (left < 0) throw new Error('the process has died');
        return trail.chain(name);
      },
    };
    await expect(pruneAll(audit, new Pruner(audit.table, dying, KEYS))).rejects.toThrow('died');
    expect(await faultsIn(audit)).toEqual([]);
    expect(await pruneAll(audit)).toEqual([[GONE, 12 * 12 * 2 + 1 - 120]]);
    expect(await faultsIn(audit)).toEqual([]);
  });

  it('prunes once when two do it at the same time', async () => {
    const audit = await history(12, 12);
    const both = await Promise.allSettled([pruneAll(audit), pruneAll(audit)]);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Error);
    await pruneAll(audit);
    expect(await faultsIn(audit)).toEqual([]);
  });

  it('prunes nothing that is not what was written', async () => {
    const audit = await history();
    const place = (await audit.rows(CHAIN)).findIndex(({ subject }) => subject === GONE) + 1;
    await tamperWith(audit).edit(place, { after: 'x' });
    await expect(pruneAll(audit)).rejects.toThrow(PruneRefusedError);
    expect(await faultsIn(audit)).toEqual([`edited ${CHAIN} ${place}`]);
  });

  it('does not hide a cut: events removed by hand, and recorded pruning edited, are found', async () => {
    const audit = await history();
    await pruneAll(audit);
    const hands = tamperWith(audit);
    const pruned = (await audit.rows(CHAIN)).filter((row) => row.pruned === true);
    expect(pruned).toHaveLength(7);
    const { first = 0, last = 0 } = pruned[3] ?? {};
    await hands.edit(String(pruned[3]?.rowKey), { last: Number(last) + 1 });
    const [edited] = await faultsIn(audit);
    expect(edited).toMatch(new RegExp(`^edited ${CHAIN} ${first}`));
    await hands.remove(String(pruned[3]?.rowKey));
    expect(await faultsIn(audit)).toEqual([`deleted ${CHAIN} ${first}-${last}`]);
  });
});
