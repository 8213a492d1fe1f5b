import { describe, expect, it } from 'vitest';
import { occurrenceContent } from '../../src/audit/content.ts';
import { ChainKeyError } from '../../src/audit/errors.ts';
import { AuditKey } from '../../src/audit/key.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { verifyTrail } from '../../src/audit/verify/verify-trail.ts';
import { type AuditTable, auditTable, KEYS, SECRET } from './audit-table.ts';
import { allApplied, contactsIn, intent, RUN } from './sample-intents.ts';
import { faultsIn } from './sealed-trail.ts';

const CHAIN = 'chain-4';
const [KAISA = '', KALLE = ''] = contactsIn(CHAIN, 2);
const NEW = 'the key that replaces it';
const RING = new Keyring(new AuditKey(NEW), [SECRET]);
const OLD_ID = KEYS.current.id;
const NEW_ID = RING.current.id;

async function change(audit: AuditTable, subject: string, keys: Keyring): Promise<void> {
  const trail = audit.trail(audit.client(), keys);
  const open = await trail.intend([intent(subject, 2)], RUN);
  await trail.conclude(open, allApplied([subject]), RUN);
  await audit.sealer(keys).seal();
}

async function replaced(): Promise<AuditTable> {
  const audit = await auditTable();
  await change(audit, KAISA, KEYS);
  await change(audit, KALLE, RING);
  return audit;
}

describe('a replaced audit key', () => {
  it('begins a section that names the key before it, and both sections verify', async () => {
    const audit = await replaced();
    const [event, ...more] = (await audit.rows(CHAIN)).filter(({ action }) => action === 'key_changed');
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      first: 5,
      keyId: NEW_ID,
      content: occurrenceContent(`key ${NEW_ID} replaces ${OLD_ID}`),
    });
    expect(await faultsIn(audit, RING)).toEqual([]);
    const { chains } = await verifyTrail(audit.table, { keys: RING, sealsOf: (chain) => audit.seals.read(chain) });
    expect(chains.find(({ chain }) => chain === CHAIN)?.sections).toEqual([
      { keyId: OLD_ID, first: 1, last: 4 },
      { keyId: NEW_ID, first: 5, last: 9 },
    ]);
  });

  it('closes intents that were made with the old one', async () => {
    const audit = await auditTable();
    await audit.trail().intend([intent(KAISA, 2)], RUN);
    const trail = audit.trail(audit.client(), RING);
    await trail.conclude(await trail.open(), allApplied([KAISA]), RUN);
    expect(await trail.open()).toEqual([]);
    expect(await faultsIn(audit, RING)).toEqual([]);
  });

  it('is not followed where nobody says that it was replaced', async () => {
    const audit = await auditTable();
    await change(audit, KAISA, KEYS);
    const before = await audit.rows(CHAIN);
    const alone = new Keyring(new AuditKey(NEW));
    await expect(audit.trail(audit.client(), alone).intend([intent(KALLE)], RUN)).rejects.toThrow(ChainKeyError);
    await expect(audit.trail(audit.client(), alone).intend([intent(KALLE)], RUN)).rejects.toThrow(OLD_ID);
    expect(await audit.rows(CHAIN)).toEqual(before);
    expect(new Set((await faultsIn(audit, alone)).map((line) => line.split(' ')[0]))).toEqual(new Set(['wrong_key']));
  });

  it('is refused to an instance that still has the old one', async () => {
    const audit = await replaced();
    await expect(audit.trail(audit.client(), KEYS).intend([intent(KAISA)], RUN)).rejects.toThrow(ChainKeyError);
  });

  it('can be named by its id alone when it is lost: the new section verifies, and the old one is told apart', async () => {
    const audit = await auditTable();
    await change(audit, KAISA, KEYS);
    const ring = new Keyring(new AuditKey(NEW), [`id:${OLD_ID}`]);
    const trail = audit.trail(audit.client(), ring);
    const open = await trail.intend([intent(KALLE, 2)], RUN);
    await trail.conclude(open, allApplied([KALLE]), RUN);
    const { status, chains } = await verifyTrail(audit.table, { keys: ring });
    expect({ status, faults: chains.flatMap(({ faults }) => faults) }).toEqual({ status: 'ok', faults: [] });
    await audit.table.updateEntity({ partitionKey: CHAIN, rowKey: '000000000006', actor: 'x' }, 'Merge');
    expect((await verifyTrail(audit.table, { keys: ring })).chains.flatMap(({ faults }) => faults)).toMatchObject([
      { kind: 'edited', first: 6 },
    ]);
  });

  it('is replaced once however many instances begin with it', async () => {
    const audit = await auditTable();
    await change(audit, KAISA, KEYS);
    const [, ...others] = contactsIn(CHAIN, 6);
    await Promise.all(others.map((subject) => audit.trail(audit.client(), RING).intend([intent(subject)], RUN)));
    expect((await audit.rows(CHAIN)).filter(({ action }) => action === 'key_changed')).toHaveLength(1);
    expect(await faultsIn(audit, RING)).toEqual([]);
  });
});
