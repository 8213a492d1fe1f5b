import { expect, test } from 'vitest';
import type { Occurrence } from '../../../src/audit/recorded.ts';
import { isApprovedInTrail } from '../../../src/rights/erasure/approved-in-trail.ts';
import { subjectOfList } from '../../../src/rights/erasure/subject.ts';
import { auditTable } from '../../audit/audit-table.ts';

const ID = '20261123T081500000Z-5a6b7c8d';
const [HASH, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];

type Said = readonly [action: Occurrence['action'], hash?: string, actor?: string];

const APPROVED: Said = ['erasure_approved', HASH];
const CHECKED: Said = ['erasure_checked', HASH];

test.each<[string, readonly Said[], boolean]>([
  ['nothing is said', [], false],
  ['it was approved and a check confirmed it', [APPROVED, CHECKED], true],
  ['more was said of it between and after', [APPROVED, ['erasure_excluded'], CHECKED, ['erasure_begun']], true],
  ['it was approved and is not checked', [APPROVED], false],
  ['it was checked and nobody approved it', [CHECKED], false],
  ['it was checked before it was approved', [CHECKED, APPROVED], false],
  ['somebody else approved it', [['erasure_approved', HASH, 'another'], CHECKED], false],
  ['another hash was approved', [['erasure_approved', OTHER], CHECKED], false],
  ['another hash was confirmed', [APPROVED, ['erasure_checked', OTHER]], false],
  ['it was sent back since', [APPROVED, CHECKED, ['erasure_returned', HASH]], false],
  ['it was cancelled since', [APPROVED, CHECKED, ['erasure_cancelled']], false],
  ['it was rejected since', [APPROVED, CHECKED, ['erasure_rejected']], false],
  ['it has ended', [APPROVED, CHECKED, ['erasure_ended']], false],
  ['it was approved anew after it came back', [APPROVED, ['erasure_returned', OTHER], APPROVED, CHECKED], true],
])('where %s: the trail knows the approval or not', async (_, said, isApproved) => {
  const { table, trail } = await auditTable();
  const audit = trail();
  for (const [action, hash, actor = 'approver'] of said) {
    const cause = hash === undefined ? 'contacts=1' : `contacts=1 listHash=${hash}`;
    await audit.record([{ action, subject: subjectOfList(ID), cause }], { runId: 'run', actor });
  }
  // What is said of another list is not about this one.
  await audit.record([{ action: 'erasure_cancelled', subject: subjectOfList(`${ID}x`), cause: '' }], {
    runId: 'run',
    actor: 'approver',
  });
  expect(await isApprovedInTrail(table, { id: ID, listHash: HASH, approver: 'approver' })).toBe(isApproved);
});
