import type { SharedState } from '../../src/hubspot/shared-state.ts';

/** What becomes of one try to replace the value. */
export type WriteFate = 'done' | 'refused' | 'done_but_answer_lost';

/** How one process reaches the value: how long a call takes, ms, and whether it gets through. */
export interface Line {
  readonly wait: (ms: number) => Promise<void>;
  latency(): number;
  fate(): WriteFate;
}

/** A value behind calls that take time, replaced by its version as a table row is by its ETag. */
export function slowState<Value>() {
  let held: Value | undefined;
  let version = 0;
  return {
    /** How often it was replaced. */
    get changes() {
      return version;
    },
    /** The value as one process sees it. */
    over(line: Line): SharedState<Value> {
      const change: SharedState<Value>['change'] = async (step) => {
        for (;;) {
          await line.wait(line.latency());
          const seen = version;
          const { next, result } = step(held);
          if (next === undefined) return result;
          await line.wait(line.latency());
          const fate = line.fate();
          if (fate === 'refused') throw new Error('storage refused');
          if (version === seen) {
            held = next;
            version += 1;
            await line.wait(line.latency());
            if (fate === 'done_but_answer_lost') throw new Error('the answer was lost');
            return result;
          }
        }
      };
      let last: Promise<unknown> = Promise.resolve();
      return {
        change: (step) => {
          const turn = last.then(() => change(step));
          last = turn.catch(() => undefined);
          return turn;
        },
      };
    },
  };
}
