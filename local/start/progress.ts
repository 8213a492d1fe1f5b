import { Presets, SingleBar } from 'cli-progress';
import type { RunView } from './run-view.ts';

/** What is shown of a run that goes on. */
type Shown = Pick<RunView, 'phase' | 'contacts' | 'companies' | 'requests'> & {
  readonly expectedFinishAt?: string | null | undefined;
};

/** Where progress is shown. */
type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Shows how far a run is. */
export interface Progress {
  show(run: Shown): void;
  /** Prints a line of its own. */
  note(line: string): void;
  end(): void;
}

const PHASE_WORDS: Readonly<Record<RunView['phase'], string>> = {
  queued: 'Waiting for its turn',
  preparing: 'Preparing the properties',
  choosing: 'Finding what changed',
  gathering: 'Reading what that touches',
  reading: 'Reading contacts and companies',
  activities: 'Reading activities',
  joining: 'Computing the clocks',
  deciding_and_writing: 'Deciding and writing',
  examining: 'Examining people and their engagements',
  erasing: 'Erasing',
  concluding: 'Remembering what was decided',
  segmenting: 'Keeping the segments for staff',
  comparing: 'Comparing with the notice',
  finished: 'Finished',
};

const LONGEST_PHASE = Math.max(...Object.values(PHASE_WORDS).map((words) => words.length));

function finishOf({ expectedFinishAt }: Shown): string {
  return expectedFinishAt ? `, expected to end at ${expectedFinishAt}` : '';
}

/** A bar on a terminal, elsewhere one line for each phase. */
export function createProgress(out: Screen): Progress {
  return out.isTTY === true ? barOn(out) : linesOn(out);
}

function recordsOf({ contacts, companies }: Shown) {
  return { total: contacts.total + companies.total, processed: contacts.processed + companies.processed };
}

function barOn(out: Screen): Progress {
  const format = '{phase} |{bar}| {processed}/{records} records, {requests} requests{finish}';
  // Ctrl-C is handled in one place, which is not here.
  const bar = new SingleBar(
    { format, stream: out, hideCursor: true, clearOnComplete: true, gracefulExit: false, barsize: 24 },
    Presets.shades_classic,
  );
  return {
    show: (run) => {
      const { total, processed } = recordsOf(run);
      const phase = PHASE_WORDS[run.phase].padEnd(LONGEST_PHASE);
      const values = { phase, processed, records: total, requests: run.requests.count, finish: finishOf(run) };
      // A bar of nothing out of nothing would look finished.
      const length = Math.max(1, total);
      if (!bar.isActive) bar.start(length, processed, values);
      bar.setTotal(length);
      bar.update(processed, values);
    },
    note: (line) => {
      if (bar.isActive) bar.stop();
      out.write(`${line}\n`);
    },
    end: () => {
      if (bar.isActive) bar.stop();
    },
  };
}

function linesOn(out: Screen): Progress {
  let shown: RunView['phase'] | undefined;
  return {
    show: (run) => {
      if (run.phase === shown) return;
      shown = run.phase;
      const { total, processed } = recordsOf(run);
      out.write(
        `  ${PHASE_WORDS[run.phase]}: ${processed}/${total} records, ${run.requests.count} requests${finishOf(run)}\n`,
      );
    },
    note: (line) => {
      out.write(`${line}\n`);
    },
    end: () => undefined,
  };
}
