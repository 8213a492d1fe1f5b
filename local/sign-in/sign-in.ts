import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Now } from '../../src/clock.ts';
import { LOCAL_SIGN_IN_HEADER } from '../../src/http/local-sign-in.ts';
import type { CallerSettings } from '../../src/settings/callers.ts';
import type { ChangedHeaders, Front } from '../functions-host/front.ts';
import { send } from '../functions-host/http-message.ts';
import { choicePage, messagePage } from './page.ts';
import { INVENTED_PEOPLE, inventedPerson } from './people.ts';
import { claimsOf, principalHeaders, type SignedIn, userName } from './principal.ts';
import { sameSitePath } from './redirect.ts';
import { sendJson, sendPage, sendRedirect } from './send.ts';
import { Sessions } from './sessions.ts';

/** The cookie of App Service Authentication. */
const COOKIE = 'AppServiceAuthSession';
const COOKIE_RULES = 'Path=/; HttpOnly; SameSite=Lax';
const BEARER = /^Bearer +local:(\S*)$/i;
/** Nobody's. */
const INVENTED_TENANT = '00000000-0000-4000-8000-000000000000';

const NO_PRINCIPAL: ChangedHeaders = {
  'x-ms-client-principal': undefined,
  'x-ms-client-principal-id': undefined,
  'x-ms-client-principal-idp': undefined,
  'x-ms-client-principal-name': undefined,
};

/** Who sent a request, and until when their session goes if they have one. */
interface Sender extends SignedIn {
  readonly endsAt?: number;
}

/**
 * Signs invented people in, in the shapes of App Service Authentication: `/.auth/login/aad`, `/.auth/me`, `/.auth/logout`, a
 * session cookie, or `Authorization: Bearer local:NAME`. What a caller says of itself in the headers of the platform is
 * taken away, unless `WEBSITE_AUTH_ENABLED` is there to try out what the platform sends. `undefined` where nobody may be
 * invented.
 */
export function createLocalSignIn(callers: CallerSettings, now: Now): Front | undefined {
  const { localSignIn: secret } = callers;
  if (secret === undefined) return undefined;
  const sessions = new Sessions(now);
  const tenantId = callers.tenantId ?? INVENTED_TENANT;

  const signedIn = (request: IncomingMessage): Sender | undefined => {
    const named = nameIn(request);
    const person = named === undefined ? undefined : inventedPerson(named);
    if (person !== undefined) return { person, signedInAt: now() };
    return sessionIdsIn(request)
      .map((id) => sessions.find(id))
      .find((session) => session !== undefined);
  };

  const login = (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const redirect = url.searchParams.get('post_login_redirect_uri');
    const prompt = url.searchParams.get('prompt');
    const name = url.searchParams.get('person');
    if (name === null) return sendPage(response, 200, choicePage({ redirect, prompt }));
    const person = inventedPerson(name);
    if (person === undefined)
      return sendPage(response, 400, choicePage({ redirect, prompt }, 'There is no such person.'));
    // Whoever is signed in already is not asked again, as with Entra, unless it is said that they are to be.
    const before = signedIn(request);
    const asked = prompt === 'login' || before?.person !== person;
    const session = asked ? sessions.open(person) : sessions.open(person, before.signedInAt);
    response.setHeader('set-cookie', `${COOKIE}=${session}; ${COOKIE_RULES}`);
    return sendRedirect(response, sameSitePath(redirect, url, '/.auth/login/done'));
  };

  const logout = (request: IncomingMessage, response: ServerResponse, url: URL) => {
    for (const id of sessionIdsIn(request)) sessions.close(id);
    response.setHeader('set-cookie', `${COOKIE}=; Max-Age=0; ${COOKIE_RULES}`);
    const redirect = url.searchParams.get('post_logout_redirect_uri');
    return sendRedirect(response, sameSitePath(redirect, url, '/.auth/logout/complete'));
  };

  const me = (request: IncomingMessage, response: ServerResponse) => {
    const found = signedIn(request);
    if (found === undefined) return sendJson(response, 401, []);
    const { person, endsAt } = found;
    const ends = endsAt === undefined ? {} : { expires_on: new Date(endsAt).toISOString() };
    const user_claims = claimsOf(found, tenantId);
    const told = { access_token: `local:${person.id}`, ...ends, provider_name: 'aad', user_claims };
    return sendJson(response, 200, [{ ...told, user_id: userName(person) }]);
  };

  return {
    answer: async (request, response, url) => {
      const named = nameIn(request);
      if (named !== undefined && inventedPerson(named) === undefined) await refuseStranger(response);
      else if (!url.pathname.startsWith('/.auth/')) return false;
      else if (request.method !== 'GET') await send(response.setHeader('allow', 'GET'), 405);
      else if (url.pathname === '/.auth/login/aad') await login(request, response, url);
      else if (url.pathname === '/.auth/login/done') await sendPage(response, 200, messagePage('Signed in'));
      else if (url.pathname === '/.auth/me') await me(request, response);
      else if (url.pathname === '/.auth/logout') await logout(request, response, url);
      else if (url.pathname === '/.auth/logout/complete') await sendPage(response, 200, messagePage('Signed out'));
      else await send(response, 404);
      return true;
    },
    headersOf: (request) => {
      const found = signedIn(request);
      if (found !== undefined) return { ...principalHeaders(found, tenantId), [LOCAL_SIGN_IN_HEADER]: secret };
      return { ...(callers.authentication ? {} : NO_PRINCIPAL), [LOCAL_SIGN_IN_HEADER]: undefined };
    },
  };
}

/** Whom a request names by `Authorization: Bearer local:NAME`; `undefined` when it names nobody in that way. */
function nameIn({ headers }: IncomingMessage): string | undefined {
  return BEARER.exec(headers.authorization ?? '')?.[1];
}

/** What the cookies of a request show: a browser sends several of one name when they were set for several paths. */
function sessionIdsIn({ headers }: IncomingMessage): string[] {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.flatMap(([name, value = '']) => (name === COOKIE ? [value] : []));
}

function refuseStranger(response: ServerResponse): Promise<void> {
  const detail = `Name one of ${INVENTED_PEOPLE.map(({ id }) => id).join(', ')}, as "Authorization: Bearer local:NAME".`;
  response.setHeader('www-authenticate', 'Bearer');
  const problem = { type: 'about:blank', title: 'Not signed in', status: 401, detail };
  return sendJson(response, 401, problem, 'application/problem+json');
}
