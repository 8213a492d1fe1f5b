import type { Run } from '../../../runs/run.ts';
import type { Step, WayOf } from '../../../work/steps.ts';
import type { CopyTools } from '../tools.ts';
import { preparedOf } from './prepared-copies.ts';
import { dropIfDue, sweepCopies } from './sweep.ts';
import { writeCopy } from './write-copy.ts';

/** The way of runs that write a copy, and of all others as they are but for the copies that they sweep away at their end. */
export function withCopies(way: WayOf, tools: CopyTools): WayOf {
  const copying: readonly Step[] = [{ phase: 'preparing', work: writeCopy(tools), next: 'finished' }];
  return (run) => {
    if (run.scope === 'copy') return run.copy === null ? [] : copying;
    const sweeps = run.scope === 'changed' || run.scope === 'all' || run.scope === 'clock';
    return sweeps ? way(run).map((step) => sweeping(step, tools)) : way(run);
  };
}

/** What only lists deletes nothing. */
function sweeping(step: Step, { engine }: CopyTools): Step {
  if (step.phase !== 'concluding') return step;
  return {
    ...step,
    work: async (context) => {
      const isDone = await step.work(context);
      const { runId, actor, dryRun } = context.session.run;
      if (isDone && !dryRun) await sweepCopies(engine, { runId, actor });
      return isDone;
    },
  };
}

/** When the message comes that was sent ahead by an hour, the copy of its run goes. */
export async function afterCopyRun({ engine }: CopyTools, { runId, actor, copy }: Run): Promise<void> {
  if (copy === null) return;
  const stored = await preparedOf(engine).find(copy);
  if (stored?.prepared.copyId === runId) await dropIfDue(engine, stored, { runId, actor });
}
