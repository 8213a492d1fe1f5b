import type { AnswerDescription, Answers, Method } from './operation.ts';
import { problemAnswer, RETRY_AFTER } from './problem-answer.ts';

/** What the guard answers for the function behind it: so for every function there is. */
export function guardAnswers(method: Method, authentication: boolean, openWithoutRole: boolean): Answers {
  return {
    400: problemAnswer(400, 'Wrong request', 'Mend the fields named in errors.', {
      errors: [{ path: '', message: 'holds keys that are not known: page' }],
    }),
    ...callerAnswers(authentication, openWithoutRole),
    ...(method === 'POST' ? BODY : {}),
    500: problemAnswer(500, 'Something went wrong', 'Try again; the log of the function says where it failed.'),
    503: problemAnswer(503, 'Storage cannot be used', 'Table or Queue Storage cannot be used (no answer): try again.', {
      headers: { 'Retry-After': RETRY_AFTER },
    }),
  };
}

function callerAnswers(authentication: boolean, openWithoutRole: boolean): Answers {
  if (!authentication) return { 401: NO_KEY };
  return openWithoutRole ? {} : { 401: NOT_SIGNED_IN, 403: NOT_ALLOWED };
}

/** The platform asks for the key: such a request never reaches us. */
const NO_KEY: AnswerDescription = { description: 'No function key, or a wrong one. Without a body.' };

const NOT_SIGNED_IN = problemAnswer(
  401,
  'Not signed in',
  'Sign in with Microsoft Entra ID and send the token of this application.',
  { headers: { 'WWW-Authenticate': { description: 'How to sign in.', required: true, example: 'Bearer' } } },
);

const NOT_ALLOWED = problemAnswer(
  403,
  'Not allowed',
  'Ask an administrator of your organisation for the role Register.Admin, or Register.Auditor if you only look.',
);

const BODY: Answers = {
  413: problemAnswer(413, 'Too large', 'Send at most 262144 bytes.'),
  415: problemAnswer(415, 'Not JSON', 'Send JSON, with the header "content-type: application/json".'),
};
