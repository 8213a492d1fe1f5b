import type { HttpResponseInit } from '@azure/functions';
import { problem, problemAnswer } from './answers.ts';
import type { Forbidden } from './caller.ts';
import { ROLE_NAMES, type Role } from './roles.ts';
import { PROBLEM_TYPES, type Problem } from './schemas/problem.ts';

/** The answer to somebody who did not say who they are. */
export function unauthenticated(): HttpResponseInit {
  const detail = 'Sign in with Microsoft Entra ID and send the token of this application.';
  return problem(401, 'Not signed in', detail, { 'www-authenticate': 'Bearer' });
}

/** The answer to somebody who may not call; says what would let them. */
export function forbidden(refused: { readonly reason: Forbidden; readonly needed: readonly Role[] }): HttpResponseInit {
  return problemAnswer(forbiddenProblem(refused.reason, refused.needed));
}

/** What that answer says. `needed` are the roles of which one would do. */
export function forbiddenProblem(reason: Forbidden, needed: readonly Role[]): Problem {
  const status = 403;
  switch (reason) {
    case 'person_required': {
      const detail = `Sign in as a person with ${oneOf(needed)}: neither a function key nor an application may do this.`;
      return { type: PROBLEM_TYPES.personRequired, title: 'A person is required', status, detail };
    }
    case 'only_in_azure': {
      const detail = 'Do this in Azure: elsewhere anyone can invent a person, so it needs a HubSpot on this machine.';
      return { type: PROBLEM_TYPES.onlyInAzure, title: 'Only in Azure', status, detail };
    }
    case 'cross_site': {
      const detail = 'Do this in the register itself: the browser was sent here by a page of another site.';
      return { type: PROBLEM_TYPES.crossSite, title: 'Asked by another site', status, detail };
    }
    case 'other_tenant': {
      const detail = 'Sign in with an account of the organisation whose register this is.';
      return { type: 'about:blank', title: 'Not allowed', status, detail };
    }
    case 'role_missing':
    case 'role_insufficient': {
      const detail = `Ask an administrator of your organisation for ${oneOf(needed)}.`;
      return { type: 'about:blank', title: 'Not allowed', status, detail };
    }
  }
}

/** The roles in words, by their names in Entra. */
function oneOf(roles: readonly Role[]): string {
  const names = roles.map((role) => ROLE_NAMES[role]);
  return `the role ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)}`;
}
