import { describe, expect, it } from 'vitest';
import { NO_HASH } from '../../src/audit/key.ts';
import { prunableAt } from '../../src/audit/prunable-at.ts';
import { PruneRefusedError } from '../../src/audit/prune/errors.ts';
import { Pruner } from '../../src/audit/prune/pruner.ts';
import { prunedClaim } from '../../src/audit/pruned-claim.ts';
import { prunedRange, rowOfPruned } from '../../src/audit/pruned-row.ts';
import { eventsIn } from '../support/audit-events.ts';
import { AT, type AuditTable, auditTable, KEYS } from './audit-table.ts';
import { allApplied, contactsIn, intent, RUN } from './sample-intents.ts';
import { faultsIn } from './sealed-trail.ts';
import { tamperWith } from './tamper.ts';

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
    expect(await pruneAll(audit)).toEqual([[GONE, 13]]);
    const after = await audit.rows(CHAIN);
    expect(JSON.stringify(after)).not.toContain(`${GONE}"`);
    expect(after.map(({ rowKey }) => rowKey).join()).not.toContain(`${GONE}|`);
    for (const kept of [STAYS, BACK]) {
      const of = (rows: typeof before) => eventsIn(rows).filter(({ subject }) => subject === kept);
      expect(of(after)).toEqual(of(before));
    }
    expect(await faultsIn(audit)).toEqual([]);
    expect(eventsIn(after).find(({ action }) => action === 'pruned')).toMatchObject({
      cause: expect.stringMatching(new RegExp(`^events=13 ranges=4 gone=${AT} digest=[0-9a-f]{64}$`)),
      before: '',
      after: '',
      subject: `audit:${CHAIN}`,
    });
  });

  it('leaves who was gone only lately', async () => {
    const audit = await history();
    const found = [];
    for await (const gone of prunerOf(audit).goneBefore(AT)) found.push(gone);
    expect(found).toEqual([]);
  });

  it.each([
    [50, 4],
    [3, 60],
    [85, 1],
  ])('splits a long history into transactions (%d rounds of %d changes)', async (rounds, changes) => {
    const audit = await history(rounds, changes);
    expect(await pruneAll(audit)).toEqual([[GONE, rounds * changes + 1]]);
    expect(await faultsIn(audit)).toEqual([]);
    expect(await pruneAll(audit)).toEqual([]);
  });

  it('goes on where it was interrupted, and the chain is right in between', async () => {
    const audit = await history(100, 2);
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
    expect(await pruneAll(audit)).toEqual([[GONE, 100 * 2 + 1 - 2 * 80]]);
    expect(await faultsIn(audit)).toEqual([]);
  });

  it('prunes once when two do it at the same time', async () => {
    const audit = await history(50, 2);
    const both = await Promise.allSettled([pruneAll(audit), pruneAll(audit)]);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Error);
    await pruneAll(audit);
    expect(await faultsIn(audit)).toEqual([]);
  });

  it('prunes nothing that is not what was written', async () => {
    const audit = await history();
    const first = Number((await audit.rows(CHAIN)).find(({ subject }) => subject === GONE)?.first);
    await tamperWith(audit).edit(first, { actor: 'x' });
    await expect(pruneAll(audit)).rejects.toThrow(PruneRefusedError);
    expect(await faultsIn(audit)).toEqual([`edited ${CHAIN} ${first}-${first + 3}`]);
  });

  it('does not hide a cut: events removed by hand, and recorded pruning edited, are found', async () => {
    const audit = await history();
    await pruneAll(audit);
    const hands = tamperWith(audit);
    const pruned = (await audit.rows(CHAIN)).filter((row) => row.pruned === true);
    expect(pruned).toHaveLength(4);
    const { first = 0, last = 0 } = pruned[2] ?? {};
    await hands.edit(String(pruned[2]?.rowKey), { last: Number(last) + 1 });
    const [edited] = await faultsIn(audit);
    expect(edited).toMatch(new RegExp(`^edited ${CHAIN} ${first}`));
    await hands.remove(String(pruned[2]?.rowKey));
    expect(await faultsIn(audit)).toEqual([`deleted ${CHAIN} ${first}-${last}`]);
  });

  const by = (keepYears: number) => ({ prunableUntil: prunableAt(AT, keepYears) });

  it('is not taken for what it is when it came too early: by what stands before it, by seals, or by its own words', async () => {
    const audit = await history();
    await pruneAll(audit);
    // As if everything had happened eleven years before.
    expect(await faultsIn(audit, KEYS, { prunableUntil: '2026-12-01T00:00:00.000Z' })).toEqual([]);
    const found = await faultsIn(audit, KEYS, by(10));
    const kinds = found.map((line) => line.split(' ')[0]);
    // Three of the ranges stand behind an entry with a time, all of them behind the gone one's last word.
    expect(kinds.filter((kind) => kind === 'deleted').length).toBeGreaterThanOrEqual(3);
    expect(kinds).toContain('edited');
  });

  it('is told from a whole chain that was taken away under a pruned range made with the key', async () => {
    const audit = await history();
    const hands = tamperWith(audit);
    const head = await hands.get('head');
    const rows = await audit.rows(CHAIN, '0', ':');
    const range = {
      chain: CHAIN,
      first: 1,
      last: Number(head.sequence),
      previousHash: NO_HASH,
      hash: String(head.hash),
    };
    const pruned = prunedRange(range, KEYS.current);
    for (const { rowKey } of await audit.rows(CHAIN)) if (rowKey !== 'head') await hands.remove(String(rowKey));
    await hands.put({ ...rowOfPruned(pruned) });
    const claim = { events: range.last, ranges: 1, gone: '2001-01-01T00:00:00.000Z', digest: pruned.mac };
    await hands.putHead({ count: 0, indexRows: 0, indexSum: NO_HASH, openRows: 0, prunings: 0 }, true);
    await audit.trail().record([{ action: 'pruned', subject: `audit:${CHAIN}`, cause: prunedClaim(claim) }], RUN);
    await hands.putHead({ prunings: 1 }, true);
    expect(rows.length).toBeGreaterThan(10);
    expect(await faultsIn(audit, KEYS)).toEqual([]);
    expect(await faultsIn(audit, KEYS, by(10))).toEqual([`deleted ${CHAIN} 1-${range.last}`]);
  });
});
