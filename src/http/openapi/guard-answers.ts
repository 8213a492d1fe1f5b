import { type AccessRule, rolesFor } from '../access-rule.ts';
import type { Forbidden } from '../caller.ts';
import type { Method } from '../methods.ts';
import { forbiddenProblem } from '../refusal-answers.ts';
import type { AnswerDescription, Answers } from './operation.ts';
import { problemAnswer, problemsAnswer, RETRY_AFTER } from './problem-answer.ts';
import { isOpenToKeys, type KnownBy } from './security.ts';

/** What the guard in front of a function answers for it. */
export function guardAnswers(
  method: Method,
  rule: AccessRule,
  { knownBy, openWithoutRole, takesBody }: { knownBy: KnownBy; openWithoutRole: boolean; takesBody: boolean },
): Answers {
  const refusals = refusalsOf(method, rule, knownBy, openWithoutRole).map((reason) => {
    return [reason, forbiddenProblem(reason, rolesFor(rule, method))] as const;
  });
  return {
    400: problemAnswer(400, 'Wrong request', 'Mend the fields named in errors.', {
      errors: [{ path: '', message: 'holds keys that are not known: page' }],
    }),
    ...unauthenticatedAnswer(knownBy, openWithoutRole),
    ...(refusals.length === 0 ? {} : { 403: problemsAnswer(Object.fromEntries(refusals)) }),
    ...(takesBody ? BODY : {}),
    500: problemAnswer(500, 'Something went wrong', 'Try again; the log of the function says where it failed.'),
    503: problemAnswer(503, 'Storage cannot be used', 'Table or Queue Storage cannot be used (no answer): try again.', {
      headers: { 'Retry-After': RETRY_AFTER },
    }),
  };
}

function unauthenticatedAnswer({ authentication, localSignIn }: KnownBy, openWithoutRole: boolean): Answers {
  if (localSignIn !== undefined) return { 401: NOT_SIGNED_IN };
  if (!authentication) return { 401: NO_KEY };
  return openWithoutRole ? {} : { 401: NOT_SIGNED_IN };
}

/** Why somebody who is known may be refused. */
function refusalsOf(method: Method, rule: AccessRule, knownBy: KnownBy, openWithoutRole: boolean): Forbidden[] {
  if (openWithoutRole) return [];
  const { authentication, localSignIn, personsTrusted } = knownBy;
  const refusals: Forbidden[] = [];
  if (rule.personRequired) refusals.push(personsTrusted ? 'person_required' : 'only_in_azure');
  if (method !== 'GET' || rule.sameSiteOnly) refusals.push('cross_site');
  const hasRoles = authentication || localSignIn !== undefined;
  if (hasRoles || (!rule.personRequired && !isOpenToKeys(method, rule))) refusals.push('role_insufficient');
  return refusals;
}

/** The platform asks for the key: such a request never reaches us. */
const NO_KEY: AnswerDescription = { description: 'No function key, or a wrong one. Without a body.' };

const NOT_SIGNED_IN = problemAnswer(
  401,
  'Not signed in',
  'Sign in with Microsoft Entra ID and send the token of this application.',
  { headers: { 'WWW-Authenticate': { description: 'How to sign in.', required: true, example: 'Bearer' } } },
);

const BODY: Answers = {
  413: problemAnswer(413, 'Too large', 'Send at most 262144 bytes.'),
  415: problemAnswer(415, 'Not JSON', 'Send JSON, with the header "content-type: application/json".'),
};
