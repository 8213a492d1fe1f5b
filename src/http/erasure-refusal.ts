import type { HttpResponseInit } from '@azure/functions';
import type { ErasureRefusal } from '../rights/erasure/actions/refusal.ts';
import { badRequest, problem, problemAnswer } from './answers.ts';
import { lineFull } from './resync-answer.ts';
import { PROBLEM_TYPES, type Problem } from './schemas/problem.ts';

/** More ids in one message help nobody. */
const MOST_NAMED = 20;

/** Whoever prepared a list does not decide about it. */
export const PREPARER_PROBLEM: Problem = {
  type: 'about:blank',
  title: 'Somebody else decides',
  status: 403,
  detail: 'You prepared this list: somebody else has to approve or reject it (policy approvals.erasure).',
};

/** Whoever approves proves anew who they are. */
export const FRESH_SIGN_IN_PROBLEM: Problem = {
  type: PROBLEM_TYPES.freshSignIn,
  title: 'Sign in again',
  status: 403,
  detail:
    'You signed in too long ago to approve this (policy approvals.freshSignInMinutes): sign in again, then approve.',
};

/** Whoever approves approves what they saw. */
export const STALE_HASH_PROBLEM: Problem = {
  type: PROBLEM_TYPES.listChanged,
  title: 'Another list by now',
  status: 409,
  detail: 'The hash is not that of the list: look at it again.',
};

/** What somebody is told whose action on a list of people to erase was refused. */
export function erasureRefusal(refusal: ErasureRefusal): HttpResponseInit {
  switch (refusal.kind) {
    case 'unknown_list':
      return problem(404, 'No such list', 'Take the id from the answer that prepared the list.');
    case 'wrong_state':
      return conflict(
        'listChanged',
        'Not now',
        `The list is ${refusal.state}: look at it again, its actions say what may be done.`,
      );
    case 'stale_hash':
      return problemAnswer(STALE_HASH_PROBLEM);
    case 'preparer':
      return problemAnswer(PREPARER_PROBLEM);
    case 'sign_in_too_old':
      return problemAnswer(FRESH_SIGN_IN_PROBLEM);
    case 'wrong_reason':
      return badRequest([{ path: 'reason', message: 'must be a code of the policy (erasure.excludeReasons)' }]);
    case 'no_erasure_key':
      return conflict(
        'noErasureKey',
        'Nothing can be erased',
        'Set ERASURE_KEY, a secret of its own: without it nobody would be known again who comes back.',
      );
    case 'another_active':
      return conflict(
        'anotherList',
        'Another list is underway',
        `List ${refusal.id} is approved and unfinished: wait until it has ended, or cancel it.`,
      );
    case 'no_such_request':
      return badRequest([{ path: 'requestId', message: 'is no request that an erasure was granted for' }]);
    case 'not_granted': {
      const named = refusal.contactIds.slice(0, MOST_NAMED).join(', ');
      return badRequest([{ path: 'contactIds', message: `the request was not granted for these: ${named}` }]);
    }
    case 'not_proposed': {
      const named = refusal.contactIds.slice(0, MOST_NAMED).join(', ');
      return badRequest([{ path: 'exclude', message: `these are not proposed on the list: ${named}` }]);
    }
    case 'nobody_proposed':
      return conflict(
        'nobodyProposed',
        'Nobody to erase',
        'Nobody is proposed on this list: cancel it, or prepare another.',
      );
    case 'changed_meanwhile':
      return conflict(
        'listChanged',
        'Changed meanwhile',
        'Somebody else changed the list at the same moment: look at it again.',
      );
    case 'line_full':
      return lineFull();
  }
}

function conflict(type: keyof typeof PROBLEM_TYPES, title: string, detail: string): HttpResponseInit {
  return problemAnswer({ type: PROBLEM_TYPES[type], title, status: 409, detail });
}
