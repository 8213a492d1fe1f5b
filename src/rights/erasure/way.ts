import type { ErasureTask } from '../../runs/run.ts';
import type { Step, WayOf } from '../../work/steps.ts';
import { concludeCheck, examineAgain } from './check-list.ts';
import { choosePeople } from './choose-people.ts';
import { concludeExecution } from './conclude-list.ts';
import { beginExecution, eraseEverybody } from './execute-list.ts';
import { concludePreparation, examinePeople } from './prepare-list.ts';
import { readAccount } from './read-account.ts';
import { startDue } from './start-due.ts';
import { lookingLater } from './later-checks.ts';
import { type ErasureTools, ofList } from './tools.ts';

/** The ways of runs of lists, by what they have to do, and of all others as they are but for what a sync starts, and the clock looks at, at its end. */
export function withErasures(way: WayOf, tools: ErasureTools): WayOf {
  const ways = waysOf(tools);
  return (run) => {
    if (run.scope === 'erasure') return run.erasure === null ? [] : ways[run.erasure.task];
    // One that could not rely on what is remembered has become a reconcile, and is a sync all the same.
    if (run.scope === 'changed' || run.scope === 'all') return way(run).map((step) => startingDue(step, tools));
    return run.scope === 'clock' ? way(run).map((step) => lookingLater(step, tools)) : way(run);
  };
}

function waysOf(tools: ErasureTools): Readonly<Record<ErasureTask['task'], readonly Step[]>> {
  return {
    prepare: [
      { phase: 'preparing', work: ofList(tools, readAccount), next: 'choosing' },
      { phase: 'choosing', work: ofList(tools, choosePeople), next: 'examining' },
      { phase: 'examining', work: ofList(tools, examinePeople(tools)), next: 'concluding' },
      { phase: 'concluding', work: ofList(tools, concludePreparation(tools)), next: 'finished' },
    ],
    check: [
      { phase: 'preparing', work: ofList(tools, readAccount), next: 'examining' },
      { phase: 'examining', work: ofList(tools, examineAgain(tools)), next: 'concluding' },
      { phase: 'concluding', work: ofList(tools, concludeCheck(tools)), next: 'finished' },
    ],
    execute: [
      { phase: 'preparing', work: ofList(tools, beginExecution(tools)), next: 'erasing' },
      { phase: 'erasing', work: ofList(tools, eraseEverybody(tools)), next: 'concluding' },
      { phase: 'concluding', work: ofList(tools, concludeExecution(tools)), next: 'finished' },
    ],
  };
}

/** The last step of a sync starts the lists that are due; what only lists starts nothing. */
function startingDue(step: Step, { engine }: ErasureTools): Step {
  if (step.phase !== 'concluding') return step;
  return {
    ...step,
    work: async (context) => {
      const isDone = await step.work(context);
      const { run } = context.session;
      if (isDone && !run.dryRun) await startDue(engine, run);
      return isDone;
    },
  };
}
