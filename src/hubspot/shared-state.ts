/** What is to become of the value that is held: another one, or `undefined` to leave it, and what the caller is told. */
export interface Transition<Value, Result> {
  readonly next: Value | undefined;
  readonly result: Result;
}

/**
 * A value that several processes share. `change` replaces it atomically: `transition` is given what is held (`undefined` when
 * nothing is, `unreadable` when it is not a value of ours) and may be called again when somebody else was faster.
 * Rejects when it is not known whether the value was replaced.
 */
export interface SharedState<Value> {
  change<Result>(transition: (held: Value | 'unreadable' | undefined) => Transition<Value, Result>): Promise<Result>;
}

/** One for a process that shares its budget with no other. */
export function inProcess<Value>(): SharedState<Value> {
  let held: Value | undefined;
  return {
    async change(transition) {
      const { next, result } = transition(held);
      held = next ?? held;
      return result;
    },
  };
}
