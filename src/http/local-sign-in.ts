import { isSameText } from '../constant-time.ts';

/**
 * Carries the secret by which the app knows that the principal beside it comes from the sign-in of `npm start`, which makes
 * one for each of its processes. Without it a principal is anybody's word.
 */
export const LOCAL_SIGN_IN_HEADER = 'x-rekisteri-local-sign-in';

/** Whether a request comes through the local sign-in; never where there is none (`secret` is `undefined`). */
export function isSignedInHere(secret: string | undefined, headers: Pick<Headers, 'get'>): boolean {
  const given = headers.get(LOCAL_SIGN_IN_HEADER);
  return secret !== undefined && given !== null && isSameText(secret, given);
}
