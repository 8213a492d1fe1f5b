import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { sameSitePath } from '../../local/sign-in/redirect.ts';
import { createLocalSignIn } from '../../local/sign-in/sign-in.ts';
import { identify } from '../../src/http/caller.ts';
import type { CallerSettings } from '../../src/settings/callers.ts';
import { principal } from '../support/principals.ts';

const SECRET = 's'.repeat(43);
const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const CALLERS: CallerSettings = {
  authentication: false,
  tenantId: undefined,
  localSignIn: SECRET,
  personsTrusted: true,
};
const ADMIN_ID = '00000000-0000-4000-8000-000000000001';

const headersSchema = z.record(z.string(), z.string());

/** A server that answers with the headers that functions behind the sign-in would get. */
async function served(callers = CALLERS) {
  let now = NOW;
  const front = createLocalSignIn(callers, () => now);
  if (front === undefined) throw new Error('Nobody can sign in.');
  const server = createServer((request, response) => {
    front
      .answer(request, response, new URL(request.url ?? '/', `http://${request.headers.host}`))
      .then(
        (answered) => answered || response.end(JSON.stringify({ ...request.headers, ...front.headersOf(request) })),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const { port } = z.object({ port: z.int() }).parse(server.address());
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers, method, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const later = (ms: number) => {
    now += ms;
  };
  /** Signs in and gives what the browser was told to keep. */
  const signIn = async (person: string) => {
    const answer = await ask(`/.auth/login/aad?person=${person}`);
    return answer.headers.get('set-cookie') ?? '';
  };
  const headersFor = async (sent: Record<string, string>) =>
    headersSchema.parse(JSON.parse((await ask('/x', sent)).text));
  return { ask, later, signIn, headersFor };
}

it('is there only where its secret is', () => {
  expect(createLocalSignIn({ ...CALLERS, localSignIn: undefined }, () => NOW)).toBeUndefined();
});

describe('/.auth/login/aad', () => {
  it('is a page with the five people, which keeps where to go', async () => {
    const { ask } = await served();
    const { status, headers, text } = await ask(
      '/.auth/login/aad?post_login_redirect_uri=%2Fapi%2Fconsole%3Fa%3D%22%26b%3D1',
    );
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link.replaceAll('&#38;', '&'));
    expect(links).toHaveLength(5);
    const followed = await ask(links[1] ?? '');
    expect(followed.status).toBe(302);
    expect(followed.headers.get('location')).toBe('/api/console?a=%22&b=1');
  });

  it('signs somebody in without a page, with a cookie that no script and no other site can use', async () => {
    const { ask, signIn, headersFor } = await served();
    const answer = await ask('/.auth/login/aad?person=officer1');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/.auth/login/done']);
    expect((await ask('/.auth/login/done')).status).toBe(200);
    const [first, second] = [await signIn('officer1'), await signIn('officer1')];
    expect(first).toMatch(/^AppServiceAuthSession=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(first).not.toBe(second);
    const cookie = `a=b; AppServiceAuthSession=old; ${first.split(';')[0]}`;
    expect(await headersFor({ cookie })).toMatchObject({ 'x-ms-client-principal-name': 'officer1@rekisteri.invalid' });
  });

  it('knows nobody else, and no other way in', async () => {
    const { ask } = await served();
    expect(await ask('/.auth/login/aad?person=aino')).toMatchObject({ status: 400 });
    expect((await ask('/.auth/login/aad?person=aino')).headers.get('set-cookie')).toBeNull();
    expect((await ask('/.auth/login/google')).status).toBe(404);
    expect((await ask('/.auth/login/aad?person=admin', {}, 'POST')).status).toBe(405);
  });
});

it.each([
  ['/api/console?a=1#b', '/api/console?a=1#b'],
  ['console', '/.auth/login/console'],
  ['http://localhost:7071/api', '/api'],
  [null, '/other'],
  ['https://evil.example/', '/other'],
  ['//evil.example/', '/other'],
  ['/\\evil.example/', '/other'],
  ['/.//evil.example/', '/other'],
  ['http://localhost:8080/', '/other'],
  ['javascript:alert(1)', '/other'],
  ['\t//evil.example', '/other'],
])('whoever asks to go to %s is led to %s', (given, expected) => {
  expect(sameSitePath(given, new URL('http://localhost:7071/.auth/login/aad'), '/other')).toBe(expected);
});

describe('/.auth/me', () => {
  it('tells of who is signed in as App Service Authentication does', async () => {
    const { ask, signIn } = await served();
    const cookie = await signIn('officer1');
    const { status, headers, text } = await ask('/.auth/me', { cookie });
    expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 200, cache: 'no-store' });
    const [me, ...more] = z.array(z.looseObject({ user_claims: z.array(z.unknown()) })).parse(JSON.parse(text));
    expect(more).toEqual([]);
    expect(me).toMatchObject({
      provider_name: 'aad',
      user_id: 'officer1@rekisteri.invalid',
      expires_on: '2026-11-23T17:30:00.000Z',
    });
    expect(me?.user_claims).toContainEqual({ typ: 'roles', val: 'Register.Officer' });
    expect((await ask('/.auth/me', { authorization: 'Bearer local:visitor' })).text).toContain('visitor@');
  });

  it('tells of nobody with 401', async () => {
    const { ask } = await served();
    expect(await ask('/.auth/me')).toMatchObject({ status: 401, text: '[]' });
    expect(await ask('/.auth/me', { cookie: 'AppServiceAuthSession=x' })).toMatchObject({ status: 401 });
  });
});

describe('a session', () => {
  it('ends after eight hours', async () => {
    const { ask, later, signIn } = await served();
    const cookie = await signIn('admin');
    later(8 * 3_600_000 - 1);
    expect((await ask('/.auth/me', { cookie })).status).toBe(200);
    later(1);
    expect((await ask('/.auth/me', { cookie })).status).toBe(401);
  });

  it('ends when somebody signs out, wherever they go then', async () => {
    const { ask, signIn } = await served();
    const [cookie, other] = [await signIn('admin'), await signIn('admin')];
    const out = await ask('/.auth/logout?post_logout_redirect_uri=/bye', { cookie });
    expect([out.status, out.headers.get('location')]).toEqual([302, '/bye']);
    expect(out.headers.get('set-cookie')).toMatch(/^AppServiceAuthSession=; Max-Age=0; Path=\//);
    expect((await ask('/.auth/me', { cookie })).status).toBe(401);
    expect((await ask('/.auth/me', { cookie: other })).status).toBe(200);
    expect((await ask('/.auth/logout')).headers.get('location')).toBe('/.auth/logout/complete');
    expect((await ask('/.auth/logout/complete')).status).toBe(200);
  });
});

describe('when somebody signed in', () => {
  const MINUTE = 60_000;
  const told = (headers: Record<string, string>) => Object(identify(CALLERS, new Headers(headers))).signedInAt;

  it('is told for as long as the session lasts, and now for who names themselves', async () => {
    const { later, signIn, headersFor } = await served();
    const cookie = await signIn('officer1');
    later(5 * MINUTE);
    expect(told(await headersFor({ cookie }))).toBe(NOW);
    expect(told(await headersFor({ authorization: 'Bearer local:officer1' }))).toBe(NOW + 5 * MINUTE);
  });

  it('changes only when they are asked again: prompt=login, which the page keeps, or when it is somebody else', async () => {
    const { ask, later, signIn, headersFor } = await served();
    const again = async (cookie: string, query: string) => {
      const answer = await ask(`/.auth/login/aad?${query}`, { cookie });
      return told(await headersFor({ cookie: answer.headers.get('set-cookie') ?? '' }));
    };
    const cookie = await signIn('officer1');
    later(5 * MINUTE);
    expect(await again(cookie, 'person=officer1')).toBe(NOW);
    expect(await again(cookie, 'person=officer1&prompt=login')).toBe(NOW + 5 * MINUTE);
    expect(await again(cookie, 'person=officer2')).toBe(NOW + 5 * MINUTE);
    const { text } = await ask('/.auth/login/aad?prompt=login', { cookie });
    expect(text).toContain('person=officer1&#38;prompt=login');
  });
});

describe('the headers that functions get', () => {
  const PRINCIPAL = ['', '-id', '-idp', '-name'].map((part) => `x-ms-client-principal${part}`);

  it('name a person of the right tenant whom the app believes', async () => {
    const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
    const callers = { ...CALLERS, tenantId };
    const { headersFor } = await served(callers);
    const headers = new Headers(await headersFor({ authorization: 'bearer local:admin' }));
    for (const name of PRINCIPAL) expect(headers.get(name)).not.toBeNull();
    const admin = { kind: 'person', actor: ADMIN_ID, roles: new Set(['admin']), signedInAt: NOW };
    expect(identify(callers, headers)).toEqual(admin);
    headers.delete('x-rekisteri-local-sign-in');
    expect(identify(callers, headers)).toMatchObject({ kind: 'key' });
    expect(identify({ ...callers, authentication: true, localSignIn: undefined }, headers)).toEqual(admin);
  });

  it('are not those that a caller made up, unless what the platform sends is tried out', async () => {
    const forged = { 'x-ms-client-principal': principal(), 'x-rekisteri-local-sign-in': SECRET };
    const here = await served();
    expect(Object.keys(await here.headersFor(forged)).filter((name) => name.startsWith('x-'))).toEqual([]);
    const platform = await served({ ...CALLERS, authentication: true });
    expect(await platform.headersFor(forged)).toMatchObject({ 'x-ms-client-principal': principal() });
    expect(await platform.headersFor(forged)).not.toHaveProperty('x-rekisteri-local-sign-in');
    const signedIn = await platform.headersFor({ ...forged, authorization: 'Bearer local:admin' });
    expect(signedIn['x-ms-client-principal']).not.toBe(principal());
  });
});
