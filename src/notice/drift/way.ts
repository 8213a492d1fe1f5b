import type { Step, WayOf } from '../../work/steps.ts';
import { compareWithNotice } from './compare.ts';
import type { KeptDrift } from './row.ts';

/** The ways of runs, of which a reconcile ends by holding the account against the notice. */
export function withDrift(way: WayOf, kept: () => KeptDrift): WayOf {
  const compare: Step = { phase: 'comparing', work: compareWithNotice(kept), next: 'finished' };
  return (run) => {
    const steps = way(run);
    if (run.scope !== 'all') return steps;
    return [...steps.map((step): Step => (step.next === 'finished' ? { ...step, next: 'comparing' } : step)), compare];
  };
}
