import type { Phase } from '../context.ts';
import type { Run } from '../run.ts';
import { activities } from './activities.ts';
import { decideClocks } from './decide-clocks.ts';
import { prepare } from './prepare.ts';
import { read } from './read.ts';
import { write } from './write.ts';

/** The way of a reconcile: everything is read before anything is decided, and decided before anything is written. */
export const PHASES_IN_ORDER: readonly {
  readonly phase: Run['phase'];
  readonly work: Phase;
  readonly next: Run['phase'];
}[] = [
  { phase: 'preparing', work: prepare, next: 'reading' },
  { phase: 'reading', work: read, next: 'activities' },
  { phase: 'activities', work: activities, next: 'deciding' },
  { phase: 'deciding', work: decideClocks, next: 'writing' },
  { phase: 'writing', work: write, next: 'finished' },
];
