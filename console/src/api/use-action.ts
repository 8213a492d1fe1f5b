import { useCallback, useRef, useState } from 'preact/hooks';
import { ApiProblem } from './problem.ts';

/** Something that a person does with a button. */
export interface Action<Given extends readonly unknown[], T> {
  /** Does it, unless it is being done; gives what came of it, or undefined when it failed. */
  run(...given: Given): Promise<T | undefined>;
  readonly busy: boolean;
  /** Why it failed, the last time. */
  readonly problem: ApiProblem | undefined;
  /** Forgets the problem. */
  clear(): void;
}

/** Makes an action of a call: a second click while it is being done does nothing. */
export function useAction<Given extends readonly unknown[], T>(act: (...given: Given) => Promise<T>): Action<Given, T> {
  const doing = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const run = async (...given: Given) => {
    if (doing.current) return undefined;
    doing.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      return await act(...given);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      return undefined;
    } finally {
      doing.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem, clear: useCallback(() => setProblem(undefined), []) };
}
