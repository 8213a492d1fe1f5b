import { decideAndWrite } from '../effects/decide-and-write.ts';
import { activities } from '../facts/all/activities.ts';
import { joinAll } from '../facts/all/join-all.ts';
import { read } from '../facts/all/read.ts';
import type { Phase } from '../facts/context.ts';
import { prepare } from '../facts/prepare.ts';
import { choose } from '../facts/some/choose.ts';
import { gather } from '../facts/some/gather.ts';
import { joinSome } from '../facts/some/join-some.ts';
import type { Run } from '../runs/run.ts';
import { concludeAll, concludeSome } from './conclude.ts';

/** One phase of a run, what it does, and the phase after it. */
export interface Step {
  readonly phase: Run['phase'];
  readonly work: Phase;
  readonly next: Run['phase'];
}

/** The way of a reconcile: everything is read before anything is decided, and decided before anything is written. */
const RECONCILE: readonly Step[] = [
  { phase: 'preparing', work: prepare, next: 'reading' },
  { phase: 'reading', work: read, next: 'activities' },
  { phase: 'activities', work: activities, next: 'joining' },
  { phase: 'joining', work: joinAll, next: 'deciding_and_writing' },
  { phase: 'deciding_and_writing', work: decideAndWrite, next: 'concluding' },
  { phase: 'concluding', work: concludeAll, next: 'finished' },
];

/** The way of a run over some records: they are found, and read with all that they draw along. */
const SOME: readonly Step[] = [
  { phase: 'preparing', work: prepare, next: 'choosing' },
  { phase: 'choosing', work: choose, next: 'gathering' },
  { phase: 'gathering', work: gather, next: 'joining' },
  { phase: 'joining', work: joinSome, next: 'deciding_and_writing' },
  { phase: 'deciding_and_writing', work: decideAndWrite, next: 'concluding' },
  { phase: 'concluding', work: concludeSome, next: 'finished' },
];

/** The steps of a run in their order. Ways of scopes that come later in the order of the folders are composed around it. */
export type WayOf = (run: Pick<Run, 'scope' | 'erasure' | 'copy'>) => readonly Step[];

const OF_RIGHTS: ReadonlySet<Run['scope']> = new Set(['erasure', 'copy']);

/** The way of a run that keeps the flags; none of a scope that this folder does not know. */
export const registerWay: WayOf = ({ scope }) => (scope === 'all' ? RECONCILE : OF_RIGHTS.has(scope) ? [] : SOME);

/** What to do in a phase of a run; `undefined` when it has come to its end. */
export function stepOf(way: WayOf, run: Pick<Run, 'scope' | 'erasure' | 'copy' | 'phase'>): Step | undefined {
  return way(run).find((step) => step.phase === run.phase);
}
