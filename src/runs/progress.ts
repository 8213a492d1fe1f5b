import { formatInstant, type Instant } from '../register/instant.ts';
import { isFinished, type Run } from './run.ts';

/** How far a run is, as far as that can be said. */
export interface Progress {
  /** From 0 to 1, and 1 only for a run that has succeeded; `null` while it is not known how much there is to do. */
  readonly progress: number | null;
  /** When the run will have ended if it goes on as it did (ISO 8601 UTC); `null` when that cannot be said. */
  readonly expectedFinishAt: string | null;
}

/** Before so much of the work is done, or so much time was spent on it, its pace says little. */
const KNOWN_SHARE = 0.05;
const KNOWN_MS = 10_000;
/** What comes after all records are decided: the end of a run is not announced before it is there. */
const BEFORE_THE_END = 0.99;

/**
 * Tells how far a run is at `now`, from what its row says and nothing else, so that it is right after a crash too. The work is
 * to read every record, to follow every association to an activity, and to decide about every record. HubSpot does not tell
 * beforehand how many there are: while a run still finds records nothing is said. A run of a list of people to erase goes through them. Time that a run waited, for tomorrow's quota
 * for instance, does not count as its pace; waiting that lies ahead counts as far as it is known.
 */
export function progressOf(run: Run, now: Instant): Progress {
  if (isFinished(run)) return { progress: run.status === 'succeeded' ? 1 : shareOf(run), expectedFinishAt: null };
  const progress = shareOf(run);
  if (progress === null || progress < KNOWN_SHARE || run.workedMs < KNOWN_MS)
    return { progress, expectedFinishAt: null };
  const remaining = (run.workedMs / progress) * (1 - progress);
  return { progress, expectedFinishAt: formatInstant(Math.ceil(Math.max(now, run.notBefore) + remaining)) };
}

/** Phases in which all records that the run is about are known. */
const ALL_FOUND: ReadonlySet<Run['phase']> = new Set([
  'activities',
  'joining',
  'deciding_and_writing',
  'concluding',
  'segmenting',
  'comparing',
  'finished',
]);

/** The same of a run of a list of people to erase. */
const PEOPLE_KNOWN: ReadonlySet<Run['phase']> = new Set(['examining', 'erasing', 'concluding', 'finished']);

function shareOf(run: Run): number | null {
  // How much there is of a person is known when it has been read.
  if (run.scope === 'copy') return null;
  if (run.scope !== 'erasure') return shareOfRecords(run);
  const { total, processed } = run.contacts;
  return PEOPLE_KNOWN.has(run.phase) ? Math.min(processed / Math.max(1, total), BEFORE_THE_END) : null;
}

function shareOfRecords({ scope, phase, contacts, companies, links }: Run): number | null {
  // A run over some records knows them when it has joined them into facts.
  const areKnown = ALL_FOUND.has(phase) && (scope === 'all' || phase !== 'joining');
  if (!areKnown) return null;
  const records = contacts.total + companies.total;
  const done = records + links.followed + contacts.processed + companies.processed;
  const share = done / Math.max(1, 2 * records + links.found);
  return Math.min(share, BEFORE_THE_END);
}
