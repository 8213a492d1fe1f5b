import type { SliceContext } from '../../src/facts/context.ts';
import { prepare } from '../../src/facts/prepare.ts';
import { type Examination, type Examined, examine } from '../../src/rights/erasure/examine.ts';
import type { Run } from '../../src/runs/run.ts';
import type { WayOf } from '../../src/work/steps.ts';
import type { RegisterApp } from './register-app.ts';

/** Nobody has asked for anything. */
const NO_REQUESTS: Examination['openRequests'] = { of: async () => new Map() };

export const RETENTION: Examination = {
  ground: 'retention',
  requestId: null,
  withoutScope: [],
  openRequests: NO_REQUESTS,
};

export const REQUEST: Examination = { ...RETENTION, ground: 'request', requestId: 'request-1' };

type Examine = (ids: readonly string[], examination?: Partial<Examination>) => Promise<ReadonlyMap<string, Examined>>;

/** Examines people in a run of its own, as one that prepares a list does: once, or as often as `work` asks for it. */
export async function runExamining(
  app: RegisterApp,
  work: (examineNow: Examine) => Promise<void>,
  other: Partial<Pick<SliceContext, 'now'>> = {},
): Promise<Run> {
  const way: WayOf = () => [
    { phase: 'preparing', work: prepare, next: 'examining' },
    {
      phase: 'examining',
      work: async (context) => {
        await work((ids, examination) => examine({ ...context, ...other }, { ...RETENTION, ...examination }, ids));
        return true;
      },
      next: 'finished',
    },
  ];
  return app.run('erasure', { ...app.newEngine(), way });
}

/** Examines these people once. */
export async function examinedByRun(
  app: RegisterApp,
  ids: readonly string[],
  examination: Partial<Examination> = {},
): Promise<{ run: Run; examined: ReadonlyMap<string, Examined> }> {
  let examined: ReadonlyMap<string, Examined> = new Map();
  const run = await runExamining(app, async (examineNow) => {
    examined = await examineNow(ids, examination);
  });
  return { run, examined };
}
