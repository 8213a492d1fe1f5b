/** Settings with which invented people can be signed in, as `npm start` makes them. */
export const LOCAL_SIGN_IN = { REGISTER_LOCAL_SIGN_IN: 'a-secret-of-the-tests-that-is-known-to-nobody-else' };

/** Headers that make a request one of an invented person. */
export const as = (person: string): Record<string, string> => ({ authorization: `Bearer local:${person}` });
