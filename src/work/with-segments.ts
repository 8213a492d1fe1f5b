import { keepSegments } from '../effects/keep-segments.ts';
import type { Step, WayOf } from './steps.ts';

/** The ways of runs, of which those over everything and over what changed also keep the segments that staff have in HubSpot. */
export function withSegments(way: WayOf): WayOf {
  const keep: Step = { phase: 'segmenting', work: keepSegments, next: 'finished' };
  return (run) => {
    const steps = way(run);
    if (run.scope !== 'all' && run.scope !== 'changed') return steps;
    return [...steps.map((step): Step => (step.next === 'finished' ? { ...step, next: 'segmenting' } : step)), keep];
  };
}
