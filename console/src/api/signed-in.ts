const SIGNED_IN = 'rekisteri:signed-in';

/** Tells everything that could not be read that somebody is signed in again. */
export function noteSignedIn(): void {
  dispatchEvent(new Event(SIGNED_IN));
}

/** Calls `listener` whenever somebody has signed in again. Gives the way to stop. */
export function onSignedIn(listener: () => void): () => void {
  addEventListener(SIGNED_IN, listener);
  return () => removeEventListener(SIGNED_IN, listener);
}
