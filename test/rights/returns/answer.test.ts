import { describe, expect, it } from 'vitest';
import { AuditKey } from '../../../src/audit/key.ts';
import { Keyring } from '../../../src/audit/keyring.ts';
import { AuditTrail } from '../../../src/audit/trail.ts';
import type { Return } from '../../../src/erased/return.ts';
import { Quota } from '../../../src/quota.ts';
import { Returns } from '../../../src/erased/returns.ts';
import { answerReturn } from '../../../src/rights/returns/answer.ts';
import { Requests } from '../../../src/rights/requests/requests.ts';
import { returnsPage } from '../../../src/rights/returns/page.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { freshTable } from '../../support/fresh-table.ts';
import { rowMacs } from '../../support/row-macs.ts';

const NOW = Date.parse('2026-11-28T08:00:00.000Z');
const AT = new Date(NOW).toISOString();

const ELSEWHERE = [
  { account: 'toinen', contactIds: ['8001'] },
  { account: 'kolmas', contactIds: null },
];
const FILING = { elsewhereOf: async () => ELSEWHERE, whenFiled: async () => undefined };

const found = (id: string, foundAt = AT): Return => ({
  id,
  contactId: '301',
  match: 'strong',
  erasureId: 'list-1',
  foundAt,
  answer: null,
  answeredAt: null,
  answeredBy: null,
  recorded: false,
  requestId: null,
});

async function someoneBack() {
  const { table } = await freshTable();
  const { table: ofTrail } = await freshTable();
  const macs = rowMacs();
  const returns = new Returns(table, macs);
  const audit = new AuditTrail(ofTrail, new Keyring(new AuditKey('a-key-for-tests')), () => AT);
  const { table: ofRequests } = await freshTable();
  const now = () => NOW;
  const engine = {
    returns,
    audit,
    now,
    systemNow: now,
    storage: { requests: ofRequests },
    rowMacs: macs,
    policy: { timeZone: 'Europe/Helsinki' },
    recordingQuota: new Quota(now, 3_600_000),
  };
  const requests = new Requests(ofRequests, macs);
  await returns.add([found('r1')]);
  const events = async () =>
    (await auditEvents(ofTrail))
      .filter(({ action }) => action === 'return_answered')
      .map(({ action, subject, actor, cause }) => [action, subject, actor, cause]);
  return { table, macs, returns, requests, audit, events, engine };
}

describe('an officer’s answer', () => {
  it.each(['new_relationship', 'erase_again'] as const)('%s is kept, and told by the trail once', async (answer) => {
    const { engine, returns, events } = await someoneBack();
    const result = await answerReturn(engine, 'r1', answer, 'officer-1', FILING);
    expect(result).toMatchObject({ kind: 'answered', found: { answer, answeredBy: 'officer-1', answeredAt: AT } });
    // Again, by whomever.
    expect(await answerReturn(engine, 'r1', answer, 'officer-2', FILING)).toEqual(result);
    expect(await returns.all()).toMatchObject([{ answer, answeredBy: 'officer-1', recorded: true }]);
    expect(await events()).toEqual([['return_answered', 'contact:301', 'officer-1', `return=r1 answer=${answer}`]]);
  });

  it('to erase again opens a request, once, or names the one that is open', async () => {
    const { engine, returns, requests } = await someoneBack();
    await returns.add([found('r2')]);
    for (const id of ['r1', 'r1', 'r2']) await answerReturn(engine, id, 'erase_again', 'officer-1', FILING);
    const [request, ...more] = await requests.open();
    expect(request).toMatchObject({ kind: 'erasure', state: 'received', contactIds: ['301'], filedBy: 'officer-1' });
    expect(request?.elsewhere).toEqual(ELSEWHERE);
    expect(more).toEqual([]);
    expect((await returns.all()).map(({ requestId }) => requestId)).toEqual([request?.id, request?.id]);
  });

  it('of an earlier version that opened no request opens one when it is repeated', async () => {
    const { engine, returns, requests, events } = await someoneBack();
    await returns.add([{ ...found('r1'), answer: 'erase_again', answeredBy: 'officer-1', recorded: true }]);
    await answerReturn(engine, 'r1', 'erase_again', 'officer-2', FILING);
    expect(await requests.open()).toMatchObject([{ kind: 'erasure', contactIds: ['301'], filedBy: 'officer-1' }]);
    expect(await events()).toEqual([]);
  });

  it('to begin anew opens none', async () => {
    const { engine, requests } = await someoneBack();
    await answerReturn(engine, 'r1', 'new_relationship', 'officer-1', FILING);
    expect(await requests.open()).toEqual([]);
  });

  it('is not changed by another one', async () => {
    const { engine, events } = await someoneBack();
    await answerReturn(engine, 'r1', 'new_relationship', 'officer-1', FILING);
    expect(await answerReturn(engine, 'r1', 'erase_again', 'officer-2', FILING)).toMatchObject({
      kind: 'answered_otherwise',
      found: { answer: 'new_relationship' },
    });
    expect(await events()).toHaveLength(1);
  });

  it('of two at the same moment is one, and the other is told', async () => {
    const { engine, events } = await someoneBack();
    const kinds = await Promise.all([
      answerReturn(engine, 'r1', 'new_relationship', 'officer-1', FILING),
      answerReturn(engine, 'r1', 'erase_again', 'officer-2', FILING),
    ]);
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['answered', 'answered_otherwise']);
    expect(await events()).toHaveLength(1);
  });

  it('that a crash kept from the trail is recorded when it is repeated, under who gave it', async () => {
    const { engine, returns, events } = await someoneBack();
    const failing = { ...engine, audit: { ...engine.audit, record: () => Promise.reject(new Error('killed')) } };
    await expect(
      answerReturn(
        {
          ...engine,
          audit: {
            ...failing.audit,
            intend: engine.audit.intend,
            conclude: engine.audit.conclude,
            open: engine.audit.open,
          },
        },
        'r1',
        'erase_again',
        'officer-1',
        FILING,
      ),
    ).rejects.toThrow('killed');
    expect(await returns.all()).toMatchObject([{ answer: 'erase_again', recorded: false }]);
    expect(await answerReturn(engine, 'r1', 'new_relationship', 'officer-2', FILING)).toMatchObject({
      kind: 'answered_otherwise',
    });
    await answerReturn(engine, 'r1', 'erase_again', 'officer-2', FILING);
    expect(await returns.all()).toMatchObject([{ recorded: true, answeredBy: 'officer-1' }]);
    expect(await events()).toEqual([['return_answered', 'contact:301', 'officer-1', 'return=r1 answer=erase_again']]);
  });

  it('needs a return that this program noted', async () => {
    const { engine, table, macs } = await someoneBack();
    expect(await answerReturn(engine, 'r2', 'erase_again', 'officer-1', FILING)).toEqual({ kind: 'unknown' });
    const row = await table.getEntity('return', 'r1');
    await table.upsertEntity({ ...row, partitionKey: 'return', rowKey: 'r2' }, 'Replace');
    expect(await answerReturn(engine, 'r2', 'erase_again', 'officer-1', FILING)).toEqual({ kind: 'unknown' });
    expect(macs.takeProblem()).toMatch(/return\/r2/);
  });
});

describe('returns', () => {
  it('are listed newest first, page after page, each once', async () => {
    const { returns, engine } = await someoneBack();
    const days = ['03', '01', '02', '02', '02', '05'];
    await returns.add(days.map((day, index) => found(`a${index}`, `2026-12-${day}T00:00:00.000Z`)));
    const shown: string[] = [];
    for (let after: Return | undefined, first = true; first || after !== undefined; first = false) {
      const page = await returnsPage(engine, 2, after);
      shown.push(...page.shown.map(({ id }) => id));
      after = page.next;
    }
    expect(shown).toEqual(['a5', 'a0', 'a4', 'a3', 'a2', 'a1', 'r1']);
  });

  it('are forgotten with their time', async () => {
    const { returns } = await someoneBack();
    await returns.prune(AT);
    expect(await returns.all()).toHaveLength(1);
    await returns.prune('2026-11-28T08:00:00.001Z');
    expect(await returns.all()).toEqual([]);
  });
});
