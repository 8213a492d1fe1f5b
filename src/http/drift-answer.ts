import { driftIn } from '../notice/drift/report.ts';
import type { DriftRow } from '../notice/drift/row.ts';
import type { DriftAnswer } from './schemas/drift.ts';

/** A comparison as it is answered; `policy` is the digest of what accounts are held against now. */
export function driftAnswer(row: DriftRow, policy: string): DriftAnswer {
  const { comparedAt, runId, lacking, engagements, hosting, unlisted, failed } = row;
  const { undeclared, uncounted } = driftIn(row);
  return {
    comparedAt,
    runId,
    policyChanged: row.policy !== policy,
    undeclared: [...undeclared],
    uncounted: [...uncounted],
    lacking: lacking.map(({ object, name }) => ({ object, property: name })),
    engagements: engagements.map(({ type, count }) => ({
      type,
      records: count?.records ?? null,
      countedAt: count?.at ?? null,
    })),
    hosting,
    unlisted,
    failed,
  };
}
