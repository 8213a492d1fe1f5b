import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/audit/event.ts';
import { AuditKey, NO_HASH } from '../../src/audit/key.ts';

const SECRET = 'a fixed key for test vectors';
const key = new AuditKey(SECRET);

const INTENT: AuditEvent = {
  chain: 'chain-3',
  sequence: 1,
  at: '2026-11-23T08:00:00.000Z',
  runId: '20261123T080000000Z-00000001',
  actor: 'timer',
  action: 'intent',
  subject: 'contact:101',
  property: 'rekisteri_retention_ends',
  before: '',
  after: '2036-11-23',
  cause: 'meetings:5512',
  keyId: '47e4bb7642471b9d',
};
const OUTCOME: AuditEvent = {
  ...INTENT,
  sequence: 2,
  at: '2026-11-23T08:00:01.000Z',
  action: 'applied',
  cause: 'sää "kirjattu"',
};

const INTENT_TEXT =
  '{"action":"intent","actor":"timer","after":"2036-11-23","at":"2026-11-23T08:00:00.000Z","before":"",' +
  '"cause":"meetings:5512","chain":"chain-3","keyId":"47e4bb7642471b9d","property":"rekisteri_retention_ends",' +
  '"runId":"20261123T080000000Z-00000001","sequence":1,"subject":"contact:101"}';
const OUTCOME_TEXT =
  '{"action":"applied","actor":"timer","after":"2036-11-23","at":"2026-11-23T08:00:01.000Z","before":"",' +
  '"cause":"sää \\"kirjattu\\"","chain":"chain-3","keyId":"47e4bb7642471b9d","property":"rekisteri_retention_ends",' +
  '"runId":"20261123T080000000Z-00000001","sequence":2,"subject":"contact:101"}';

const INTENT_HASH = '8d9d75ff609c2d453a69229258dc1c021c9b27f09e325976ee4b2c775b63970d';
const OUTCOME_HASH = 'b5e91ba671615a8f75c7603978eaced71bd87176783dd77a9e087d2956c5412f';

describe('AuditKey', () => {
  it('makes the hashes that the format promises', () => {
    expect(NO_HASH).toBe('0000000000000000000000000000000000000000000000000000000000000000');
    expect(key.hashOf(INTENT, NO_HASH)).toBe(INTENT_HASH);
    expect(key.hashOf(OUTCOME, INTENT_HASH)).toBe(OUTCOME_HASH);
  });

  it('makes hashes that anybody with the key can make by hand', () => {
    const first = hmac(`rekisteri-audit-v1/event\n${INTENT_TEXT}\n${'0'.repeat(64)}`);
    expect(first).toBe(INTENT_HASH);
    expect(hmac(`rekisteri-audit-v1/event\n${OUTCOME_TEXT}\n${first}`)).toBe(OUTCOME_HASH);
  });

  it('names the key without revealing it', () => {
    expect(key.id).toBe('47e4bb7642471b9d');
    expect(key.id).toBe(hmac('rekisteri-audit-v1/key-id\n').slice(0, 16));
    expect(new AuditKey(`${SECRET}.`).id).not.toBe(key.id);
  });

  it('changes the hash with every field, the previous hash and the key', () => {
    const changed = Object.keys(INTENT).map((name) => key.hashOf({ ...INTENT, [name]: 'changed' }, NO_HASH));
    const others = [key.hashOf(INTENT, OUTCOME_HASH), new AuditKey('another').hashOf(INTENT, NO_HASH), INTENT_HASH];
    expect(new Set([...changed, ...others]).size).toBe(Object.keys(INTENT).length + 3);
  });

  it('hashes text per property, under a name of its own', () => {
    expect(key.hashOfText('rekisteri_hold_reason', 'asia kesken')).toBe(
      'hmac:63a3a4cfb297632c7a6e83b8ec0f5c01cc8cdaefbf33b43b4f321c8bcc6c95ad',
    );
    expect(key.hashOfText('another', 'asia kesken')).not.toBe(key.hashOfText('rekisteri_hold_reason', 'asia kesken'));
  });
});

function hmac(content: string): string {
  return createHmac('sha256', SECRET).update(content, 'utf8').digest('hex');
}
