import { DateTime } from 'luxon';
import { decisionTime, type SliceContext } from '../../facts/context.ts';
import { formatInstant } from '../../register/instant.ts';
import type { Step, WayOf } from '../../work/steps.ts';
import { type RequestStorage, requestsOf } from './requests-of.ts';

/**
 * Ways of runs of which a reconcile removes, at its end, requests that ended longer ago than the policy keeps them
 * (`requests.keepYears`, else `audit.keepYears`). The trail tells of them for as long as it tells of anything.
 */
export function pruningRequests(engine: RequestStorage, way: WayOf): WayOf {
  return (run) => (run.scope === 'all' ? way(run).map((step) => pruning(step, engine)) : way(run));
}

function pruning(step: Step, engine: RequestStorage): Step {
  if (step.phase !== 'concluding') return step;
  return {
    ...step,
    work: async (context) => {
      const isDone = await step.work(context);
      const { session } = context;
      if (isDone && !session.run.dryRun) {
        session.assertOurs();
        await requestsOf(engine).prune(keptSince(context));
      }
      return isDone;
    },
  };
}

function keptSince(context: SliceContext): string {
  const { requests, audit, timeZone } = context.policy;
  const now = DateTime.fromMillis(decisionTime(context), { zone: timeZone });
  return formatInstant(now.minus({ years: requests.keepYears ?? audit.keepYears }).toMillis());
}
