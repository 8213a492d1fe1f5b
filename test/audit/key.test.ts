import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { intentContent, outcomeContent } from '../../src/audit/content.ts';
import type { Entry } from '../../src/audit/entry.ts';
import { AuditKey, NO_HASH } from '../../src/audit/key.ts';

const SECRET = 'a fixed key for test vectors';
const key = new AuditKey(SECRET);

const INTENT: Entry = {
  chain: 'chain-3',
  first: 1,
  last: 1,
  at: '2026-11-23T08:00:00.000Z',
  runId: '20261123T080000000Z-00000001',
  actor: 'timer',
  action: 'intent',
  subject: 'contact:101',
  content: intentContent({
    cause: 'sää "kirjattu"',
    changes: [{ property: 'rekisteri_retention_ends', before: '', after: '2036-11-23' }],
  }),
  keyId: '0f1c1bf4d4760c26',
};
const OUTCOME: Entry = {
  ...INTENT,
  first: 2,
  last: 2,
  at: '2026-11-23T08:00:01.000Z',
  action: 'outcome',
  subject: '',
  content: outcomeContent({ of: 1, exceptions: [] }),
};

const INTENT_TEXT =
  '{"action":"intent","actor":"timer","at":"2026-11-23T08:00:00.000Z","chain":"chain-3","content":"{\\"cause\\":' +
  '\\"sää \\\\\\"kirjattu\\\\\\"\\",\\"changes\\":[{\\"after\\":\\"2036-11-23\\",\\"before\\":\\"\\",\\"property\\":' +
  '\\"rekisteri_retention_ends\\"}]}","first":1,"keyId":"0f1c1bf4d4760c26","last":1,' +
  '"runId":"20261123T080000000Z-00000001","subject":"contact:101"}';
const OUTCOME_TEXT =
  '{"action":"outcome","actor":"timer","at":"2026-11-23T08:00:01.000Z","chain":"chain-3","content":' +
  '"{\\"exceptions\\":[],\\"of\\":1}","first":2,"keyId":"0f1c1bf4d4760c26","last":2,' +
  '"runId":"20261123T080000000Z-00000001","subject":""}';

const INTENT_HASH = 'c7d33fb9e741dd8fec431eadc8365df866cdc59b0c36df02c8d620a819f1d44c';
const OUTCOME_HASH = '26292debc6077dfe22ead4a456f6166ec97b283065b6b60feeac36cd768e33b7';

describe('AuditKey', () => {
  it('makes the hashes that the format promises', () => {
    expect(NO_HASH).toBe('0000000000000000000000000000000000000000000000000000000000000000');
    expect(key.hashOf({ ...INTENT }, NO_HASH)).toBe(INTENT_HASH);
    expect(key.hashOf({ ...OUTCOME }, INTENT_HASH)).toBe(OUTCOME_HASH);
  });

  it('makes hashes that anybody with the key can make by hand', () => {
    const first = hmac(`rekisteri-audit-v2/entry\n${INTENT_TEXT}\n${'0'.repeat(64)}`);
    expect(first).toBe(INTENT_HASH);
    expect(hmac(`rekisteri-audit-v2/entry\n${OUTCOME_TEXT}\n${first}`)).toBe(OUTCOME_HASH);
  });

  it('names the key without revealing it', () => {
    expect(key.id).toBe('0f1c1bf4d4760c26');
    expect(key.id).toBe(hmac('rekisteri-audit-v2/key-id\n').slice(0, 16));
    expect(new AuditKey(`${SECRET}.`).id).not.toBe(key.id);
  });

  it('changes the hash with every field, the previous hash and the key', () => {
    const changed = Object.keys(INTENT).map((name) => key.hashOf({ ...INTENT, [name]: 'changed' }, NO_HASH));
    const others = [
      key.hashOf({ ...INTENT }, OUTCOME_HASH),
      new AuditKey('another').hashOf({ ...INTENT }, NO_HASH),
      INTENT_HASH,
    ];
    expect(new Set([...changed, ...others]).size).toBe(Object.keys(INTENT).length + 3);
  });

  it('hashes text per property, under a name of its own', () => {
    expect(key.hashOfText('rekisteri_hold_reason', 'asia kesken')).toBe(
      'hmac:afbed80115ed38ed2d6b1d3ccb1c59890ca145afd75abe26689b57a9cb0bc277',
    );
    expect(key.hashOfText('another', 'asia kesken')).not.toBe(key.hashOfText('rekisteri_hold_reason', 'asia kesken'));
  });
});

function hmac(content: string): string {
  return createHmac('sha256', SECRET).update(content, 'utf8').digest('hex');
}
