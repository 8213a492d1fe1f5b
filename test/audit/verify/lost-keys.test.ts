import { expect, it } from 'vitest';
import { AuditKey } from '../../../src/audit/key.ts';
import { Keyring } from '../../../src/audit/keyring.ts';
import { SECRET } from '../audit-table.ts';
import { exported, faultsOf } from '../export/exported.ts';
import { livedTrail, NEW_KEYS } from '../export/lived-trail.ts';
import { CHAIN, faultsIn, sealedTrail } from '../sealed-trail.ts';
import { tamperWith } from '../tamper.ts';

const OLD_ID = new AuditKey(SECRET).id;
/** The key that never made anything here, and the one that was replaced. */
const FOREIGN = '0123456789abcdef';
const WITH_FOREIGN = new Keyring(new AuditKey(SECRET), [`id:${FOREIGN}`]);
const OLD_LOST = new Keyring(NEW_KEYS.current, [`id:${OLD_ID}`]);

it('believes a section of a lost key', async () => {
  const { audit } = await livedTrail();
  expect(await faultsIn(audit, OLD_LOST)).toEqual([]);
  expect(await faultsOf(await exported(audit), OLD_LOST)).toEqual([]);
});

it('does not believe an entry of another section that names the lost key', async () => {
  const { audit } = await livedTrail();
  const places = (await audit.rows(CHAIN, '0', ':')).flatMap(({ first, last, keyId }) =>
    keyId === OLD_ID ? [] : [{ first: Number(first), last: Number(last) }],
  );
  for (const { first, last } of places.slice(-2)) {
    const hands = tamperWith(audit);
    const row = await hands.get(first);
    await hands.edit(first, { actor: 'x', keyId: OLD_ID });
    const fault = [`edited ${CHAIN} ${first}-${last}`];
    expect(await faultsIn(audit, OLD_LOST)).toEqual(fault);
    expect(await faultsOf(await exported(audit), OLD_LOST)).toEqual(fault);
    await hands.put(row);
  }
});

it('does not believe a pruning, or a head, of a key that is said to be lost', async () => {
  const audit = await sealedTrail();
  const hands = tamperWith(audit);
  const head = await hands.get('head');
  await hands.edit('head', { keyId: FOREIGN, mac: 'x' });
  expect(await faultsIn(audit, WITH_FOREIGN)).toEqual([`edited ${CHAIN} head`]);
  await hands.put(head);
  const [from, to] = [await hands.get(13), await hands.get(16)];
  const hashes = { previousHash: from.previousHash, hash: to.hash, mac: '0'.repeat(64) };
  await hands.put({ pruned: true, first: 13, last: 18, keyId: FOREIGN, ...hashes }, 13);
  await hands.remove(16);
  expect(await faultsIn(audit, WITH_FOREIGN)).toEqual([`deleted ${CHAIN} pruned`]);
  expect(await faultsOf(await exported(audit), WITH_FOREIGN)).toEqual([`deleted ${CHAIN} pruned`]);
});

it('names a pruned range that holds no hashes', async () => {
  const { audit } = await livedTrail();
  const pruned = (await audit.rows(CHAIN)).find((row) => row.pruned === true);
  await tamperWith(audit).edit(String(pruned?.rowKey), { mac: 'zz', keyId: 'zz' });
  expect(await faultsIn(audit, NEW_KEYS)).toContain(`edited ${CHAIN} ${pruned?.first}-${pruned?.last}`);
});
