import { type ApiProblem, isSignedOut } from './problem.ts';

const SIGNED_OUT = 'rekisteri:signed-out';

/** Tells the shell of it when the problem is that nobody is signed in. */
export function noteSignedOut(problem: ApiProblem): void {
  if (isSignedOut(problem)) dispatchEvent(new Event(SIGNED_OUT));
}

/** Calls `listener` whenever a call found nobody signed in. Gives the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  addEventListener(SIGNED_OUT, listener);
  return () => removeEventListener(SIGNED_OUT, listener);
}
