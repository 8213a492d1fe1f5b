import type { HttpResponseInit } from '@azure/functions';
import type { Blockers } from '../rights/offboarding/blockers.ts';
import type { Offboarding } from '../rights/offboarding/carry-out.ts';
import { nameOf, type OffboardingPlan } from '../rights/offboarding/plan.ts';
import type { TablesRemoval } from '../rights/offboarding/tables.ts';
import { json, problem } from './answers.ts';
import { MOST_LISTED, type OffboardingPlanAnswer, type OffboardingReportAnswer } from './schemas/offboarding.ts';

/** What off-boarding would do. */
export function planAnswer(
  { state, things, blockers, staff, confirm }: OffboardingPlan,
  tables: OffboardingPlanAnswer['tables'],
): OffboardingPlanAnswer {
  const listed = (ids: readonly string[]) => ({ count: ids.length, ids: ids.slice(0, MOST_LISTED) });
  return {
    state,
    remove: things.ours.map(nameOf),
    left: [...things.left],
    blockers: {
      holds: listed(blockers.holds),
      restrictions: listed(blockers.restrictions),
      requests: listed(blockers.requests),
      erasures: listed(blockers.erasures),
    },
    staff: { contacts: staff.contacts, archived: staff.archived, values: { ...staff.values } },
    confirm,
    tables,
  };
}

const NOBODY = { count: 0, ids: [] };

/** Of an account whose tables are gone as well. */
export const NOTHING_LEFT: OffboardingPlanAnswer = {
  state: 'left',
  remove: [],
  left: [],
  confirm: '',
  tables: null,
  blockers: { holds: NOBODY, restrictions: NOBODY, requests: NOBODY, erasures: NOBODY },
  staff: { contacts: 0, archived: 0, values: {} },
};

/** What has become of it. */
export function offboardingAnswer(result: Offboarding): HttpResponseInit {
  if (result.kind === 'run_in_line')
    return problem(409, 'A run is in line', 'Wait for it or cancel it (GET /api/runs), and ask again.');
  if (result.kind === 'blocked')
    return problem(
      409,
      'Something is not over',
      `${countsOf(result.plan.blockers)}: GET /api/offboarding names them. Nothing was removed.`,
    );
  if (result.kind === 'not_exported')
    return problem(
      409,
      'Not exported as it is now',
      'Staff have typed something since: fetch GET /api/offboarding/export, and send the digest that it ends with.',
    );
  if (result.kind !== 'done')
    return problem(
      409,
      'Not what was shown',
      'What there is to remove has changed: look at GET /api/offboarding and confirm that.',
    );
  const { removed, remaining, left } = result.report;
  const answer: OffboardingReportAnswer = {
    complete: remaining.length === 0,
    removed: [...removed],
    remaining: [...remaining],
    left: [...left],
  };
  return json(200, answer);
}

/** What has become of the tables. */
export function tablesAnswer(result: TablesRemoval): HttpResponseInit {
  switch (result.kind) {
    case 'in_use':
      return problem(409, 'Not off-boarded', 'The tables belong to an add-on that is in use: off-board first.');
    case 'run_in_line':
      return problem(409, 'A run is in line', 'Wait for it or cancel it (GET /api/runs), and ask again.');
    case 'changed':
      return problem(409, 'Not what was shown', 'Look at GET /api/offboarding and confirm the tables that it names.');
    case 'trail_not_exported':
      return problem(
        409,
        'The trail was not exported as it is now',
        'Export it once more (npm run export-audit), verify that, and send where it ends and the digest of each chain.',
      );
    case 'faulty':
      return problem(
        409,
        'The trail does not verify',
        `${result.faultCount} faults (GET /api/audit/verification names them). Where they cannot be mended, send acceptFaults.`,
      );
    case 'blocked':
      return problem(
        409,
        'Something is not over',
        `${result.requests.length} open requests: ${result.requests.slice(0, MOST_LISTED).join(', ')}.`,
      );
    case 'done': {
      const { removed, remaining, left } = result;
      const answer: OffboardingReportAnswer = {
        complete: remaining.length === 0,
        removed: [...removed],
        remaining: [...remaining],
        left: [...left],
      };
      return json(200, answer);
    }
  }
}

function countsOf({ holds, restrictions, requests, erasures }: Blockers): string {
  const counts = [
    [holds, 'holds in force'],
    [restrictions, 'restrictions'],
    [requests, 'open requests'],
    [erasures, 'unfinished lists of people to erase'],
  ] as const;
  return counts.flatMap(([ids, what]) => (ids.length === 0 ? [] : [`${ids.length} ${what}`])).join(', ');
}
