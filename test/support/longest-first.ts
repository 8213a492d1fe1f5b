import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first, as they were measured (docs/testing.md says how). */
const LONGEST = [
  'test/local/start-after-kill.test.ts',
  'test/local/start.test.ts',
  'test/hubspot/two-processes.test.ts',
  'test/console/shell.test.ts',
  'test/console/requests.test.ts',
  'test/console/erasures.test.ts',
  'test/local/kill-runs.test.ts',
  'test/console/work.test.ts',
  'test/functions/request-journeys.test.ts',
  'test/console/retention.test.ts',
  'test/console/notice.test.ts',
  'test/functions/copies.test.ts',
  'test/local/kill-erasures.test.ts',
  'test/console/returns.test.ts',
  'test/functions/accounts.test.ts',
  'test/functions/offboarding.test.ts',
  'test/functions/person-requests.test.ts',
  'test/work/floors.test.ts',
  'test/rights/erasure/last-look.test.ts',
  'test/work/two-accounts.test.ts',
  'test/rights/erasure/put-back.test.ts',
  'test/work/changed-meanwhile.test.ts',
  'test/work/dry-run.test.ts',
  'test/work/interruptions.test.ts',
  'test/work/random-days.test.ts',
  'test/rights/erasure/interrupted-execution.test.ts',
  'test/rights/erasure/examine-faults.test.ts',
  'test/work/faults.test.ts',
  'test/work/storage-faults.test.ts',
  'test/rights/erasure/certificate-proof.test.ts',
  'test/hubspot/left-out.test.ts',
  'test/work/interrupted-syncs.test.ts',
  'test/effects/erasure/interrupted.test.ts',
  'test/audit/verify/manipulations.test.ts',
  'test/rights/erasure/later-checks.test.ts',
  'test/facts/all/complete-lists.properties.test.ts',
  'test/work/staff-values.test.ts',
  'test/work/bulk-changes.test.ts',
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
