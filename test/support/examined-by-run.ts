import { prepare } from '../../src/facts/prepare.ts';
import { type Examination, type Examined, examine } from '../../src/rights/erasure/examine.ts';
import type { Run } from '../../src/runs/run.ts';
import type { WayOf } from '../../src/work/steps.ts';
import type { RegisterApp } from './register-app.ts';

/** Nobody has asked for anything. */
export const NO_REQUESTS: Examination['openRequests'] = { of: async () => new Map() };

export const RETENTION: Examination = {
  ...{ ground: 'retention', requestId: null, withoutScope: [], openRequests: NO_REQUESTS },
};

export const REQUEST: Examination = { ...RETENTION, ground: 'request', requestId: 'request-1' };

/** Examines people in a run of its own, as one that prepares a list does. */
export async function examinedByRun(
  app: RegisterApp,
  ids: readonly string[],
  examination: Partial<Examination> = {},
): Promise<{ run: Run; examined: ReadonlyMap<string, Examined> }> {
  let examined: ReadonlyMap<string, Examined> = new Map();
  const way: WayOf = () => [
    { phase: 'preparing', work: prepare, next: 'examining' },
    {
      phase: 'examining',
      work: async (context) => {
        examined = await examine(context, { ...RETENTION, ...examination }, ids);
        return true;
      },
      next: 'finished',
    },
  ];
  const run = await app.run('erasure', { ...app.newEngine(), way });
  return { run, examined };
}
