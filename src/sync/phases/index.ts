import type { Phase } from '../context.ts';
import { choose } from '../narrow/choose.ts';
import { gather } from '../narrow/gather.ts';
import { settle } from '../narrow/settle.ts';
import type { Run, Scope } from '../run.ts';
import { activities } from './activities.ts';
import { concludeAll, concludeSome } from './conclude.ts';
import { decideClocks } from './decide-clocks.ts';
import { prepare } from './prepare.ts';
import { read } from './read.ts';
import { write } from './write.ts';

interface Step {
  readonly phase: Run['phase'];
  readonly work: Phase;
  readonly next: Run['phase'];
}

/** The way of a reconcile: everything is read before anything is decided, and decided before anything is written. */
const RECONCILE: readonly Step[] = [
  { phase: 'preparing', work: prepare, next: 'reading' },
  { phase: 'reading', work: read, next: 'activities' },
  { phase: 'activities', work: activities, next: 'deciding' },
  { phase: 'deciding', work: decideClocks, next: 'writing' },
  { phase: 'writing', work: write, next: 'concluding' },
  { phase: 'concluding', work: concludeAll, next: 'finished' },
];

/** The way of a run over some records: they are found, and read with all that they draw along. */
const SOME: readonly Step[] = [
  { phase: 'preparing', work: prepare, next: 'choosing' },
  { phase: 'choosing', work: choose, next: 'gathering' },
  { phase: 'gathering', work: gather, next: 'deciding' },
  { phase: 'deciding', work: settle, next: 'writing' },
  { phase: 'writing', work: write, next: 'concluding' },
  { phase: 'concluding', work: concludeSome, next: 'finished' },
];

/** What to do in a phase of a run; `undefined` when it has come to its end. */
export function stepOf({ scope, phase }: { scope: Scope; phase: Run['phase'] }): Step | undefined {
  return (scope === 'all' ? RECONCILE : SOME).find((step) => step.phase === phase);
}
