/** What a step makes of the value that is held: another one, or `undefined` to leave it, and what the caller is told. */
export interface Step<Value, Result> {
  readonly next: Value | undefined;
  readonly result: Result;
}

/**
 * A value that several processes share. `change` replaces it atomically: `step` is given what is held (`undefined` when
 * nothing is, `unreadable` when it is not a value of ours) and may be called again when somebody else was faster.
 * Rejects when it is not known whether the value was replaced.
 */
export interface SharedState<Value> {
  change<Result>(step: (held: Value | 'unreadable' | undefined) => Step<Value, Result>): Promise<Result>;
}

/** One for a process that shares its budget with no other. */
export function inProcess<Value>(): SharedState<Value> {
  let held: Value | undefined;
  return {
    async change(step) {
      const { next, result } = step(held);
      held = next ?? held;
      return result;
    },
  };
}
