import { expect, test } from 'vitest';
import { AuditKey } from '../../src/audit/key.ts';
import { KeyedRowMacs } from '../../src/audit/keyed-row-macs.ts';
import { Keyring } from '../../src/audit/keyring.ts';

const macsOf = (current: string, ...previous: string[]) =>
  new KeyedRowMacs(new Keyring(new AuditKey(current), previous));

test('a row is genuine under its own name, with its own content and a key that is known', () => {
  const macs = macsOf('now');
  const proof = macs.proofOf('contacts/101', 'a');
  expect(macs.isGenuine('contacts/101', Buffer.from('a'), proof)).toBe(true);
  expect(macs.takeProblem()).toBeUndefined();
  expect(macs.isGenuine('contacts/102', 'a', proof)).toBe(false);
  expect(macs.isGenuine('contacts/101', 'b', proof)).toBe(false);
  expect(macs.isGenuine('contacts/101', 'a', {})).toBe(false);
  expect(macsOf('another').isGenuine('contacts/101', 'a', proof)).toBe(false);
  expect(macsOf('another').isGenuine('contacts/101', 'a', { ...proof, keyId: new AuditKey('another').id })).toBe(false);
});

test('a row that was written with a former key is genuine while that key is named', () => {
  const proof = macsOf('former').proofOf('contacts/101', 'a');
  expect(macsOf('now', 'former').isGenuine('contacts/101', 'a', proof)).toBe(true);
  expect(macsOf('now', `id:${proof.keyId}`).isGenuine('contacts/101', 'a', proof)).toBe(false);
});

test('rows that are not genuine are told once, a few of them by name', () => {
  const macs = macsOf('now');
  for (let id = 1; id <= 7; id += 1) macs.isGenuine(`contacts/${id}`, 'a', {});
  for (let id = 1; id <= 7; id += 1) macs.isGenuine(`contacts/${id}`, 'a', {});
  expect(macs.takeProblem()).toMatch(/not believed: contacts\/1, .*contacts\/5 and 2 more\./);
  expect(macs.takeProblem()).toBeUndefined();
  expect(macs.verifies('contacts/1', 'a', {})).toBe(false);
  expect(macs.takeProblem()).toBeUndefined();
});

test('proofs of rows are of a domain of their own', () => {
  const { mac } = macsOf('now').proofOf('x', 'a');
  const digest = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';
  const kinds = ['head', 'index', 'open', 'pruned', 'seal', 'continuation'] as const;
  for (const kind of kinds) expect(new AuditKey('now').macOf(kind, { row: 'x', content: digest })).not.toBe(mac);
});
