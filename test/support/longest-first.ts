import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first, as they were measured (docs/testing.md says how). */
const LONGEST = [
  'test/local/start-after-kill.test.ts',
  'test/local/start.test.ts',
  'test/console/requests.test.ts',
  'test/rights/erasure/last-look.test.ts',
  'test/console/shell.test.ts',
  'test/console/erasures.test.ts',
  'test/console/retention.test.ts',
  'test/hubspot/two-processes.test.ts',
  'test/rights/erasure/put-back.test.ts',
  'test/infra/mistakes.test.ts',
  'test/work/reconcile.test.ts',
  'test/work/faults.test.ts',
  'test/work/sync.test.ts',
  'test/work/interrupted-syncs.test.ts',
  'test/work/returns.test.ts',
  'test/console/work.test.ts',
  'test/local/kill-erasures.test.ts',
  'test/work/floors.test.ts',
  'test/work/two-accounts.test.ts',
  'test/console/large-register.test.ts',
  'test/local/kill-runs.test.ts',
  'test/health/storage.test.ts',
  'test/functions/request-journeys.test.ts',
  'test/console/audit.test.ts',
  'test/local/doctor/doctor.test.ts',
  'test/work/storage-faults.test.ts',
  'test/hubspot/left-out.test.ts',
  'test/rights/erasure/interrupted-execution.test.ts',
  'test/work/dry-run.test.ts',
  'test/effects/erasure/interrupted.test.ts',
  'test/console/notice.test.ts',
  'test/console/returns.test.ts',
  'test/rights/erasure/examine-faults.test.ts',
  'test/functions/admin.test.ts',
  'test/work/bulk-changes.test.ts',
  'test/rights/erasure/certificate-proof.test.ts',
  'test/rights/erasure/faults-of-execution.test.ts',
  'test/rights/erasure/execution.test.ts',
  'test/functions/copies.test.ts',
  'test/work/persistent-faults.test.ts',
  'test/functions/person-requests.test.ts',
  'test/functions/principals.test.ts',
  'test/work/disorder.test.ts',
  'test/work/random-days.test.ts',
  'test/functions/accounts.test.ts',
  'test/work/cancel.test.ts',
  'test/audit/verify/manipulations.test.ts',
  'test/work/staff-values.test.ts',
  'test/console/accounts.test.ts',
  'test/work/segments.test.ts',
  'test/functions/requests.test.ts',
];

const PROJECTS = ['process', 'shared', 'storage'];

/**
 * The files of one project after another, for these share processes, and the longest of each first: else one worker is
 * left with a long file when the others have nothing to do.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.indexOf(path.relative(this.ctx.config.root, moduleId).replaceAll(path.sep, '/'));
      return place === -1 ? LONGEST.length : place;
    };
    const projectOf = ({ project }: TestSpecification) => PROJECTS.indexOf(project.name);
    return files.toSorted((one, other) => projectOf(one) - projectOf(other) || placeOf(one) - placeOf(other));
  }
}
