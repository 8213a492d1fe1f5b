import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HostileRequest, hostileRequest, SECRET } from '../support/hostile-requests.ts';
import { keptRows } from '../support/kept-rows.ts';
import { TENANT } from '../support/principals.ts';
import { smallAccount } from '../support/small-account.ts';
import { startFunctions, TABLES } from '../support/start-functions.ts';

/** More in one go with `FUZZ_RUNS=10000`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300);
const SIDE_BY_SIDE = 10;

const functions = startFunctions(smallAccount(), {
  WEBSITE_AUTH_ENABLED: 'true',
  REGISTER_TENANT_ID: TENANT,
  SYNC_SCHEDULE: '0 0 0 1 1 *',
});

/** Sends it as it is: `fetch` would put paths and headers right. */
async function send({ method, path, headers, body }: HostileRequest) {
  const { hostname, port } = new URL(functions().host.url);
  // Node leaves the length out for methods that have no body as a rule, and what follows would be another request.
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const options = { hostname, port, method, path, headers: { ...headers, ...length }, agent: false };
  return new Promise<{ status: number; type: string | undefined; body: string; got: Headers }>((resolve, reject) => {
    const sent = httpRequest(options, (response) => {
      const { statusCode: status = 0, headers: received } = response;
      const got = new Headers(Object.entries(received).map(([name, value]) => [name, String(value)]));
      const type = received['content-type'];
      text(response).then((read) => resolve({ status, type, body: read, got }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Of these requests, those that come from a browser are refused by their own kind of problem. */
const PROBLEM_TYPE = expect.stringMatching(/^(about:blank|\/problems\/cross-site)$/);
const STACK = /\.[jt]s:\d+|\bat .*\(|node_modules|node:internal/;
const SECRETS = new RegExp([SECRET.replaceAll('.', '\\.'), 'given-token', 'key-of-a-test', 'AccountKey'].join('|'));

test('hostile requests get an answer of ours, and leave nothing of what they held', async () => {
  const { lines, table, expectDescribed } = functions();
  await fc.assert(
    fc.asyncProperty(
      fc.array(hostileRequest, { minLength: SIDE_BY_SIDE, maxLength: SIDE_BY_SIDE }),
      async (requests) => {
        for (const [place, { status, type, body, got }] of (await Promise.all(requests.map(send))).entries()) {
          const { method = '', path = '' } = requests[place] ?? {};
          expectDescribed({ method, path, status, headers: got, text: body });
          expect(status).toBeLessThan(500);
          expect(body).not.toMatch(STACK);
          expect(body).not.toMatch(SECRETS);
          if (body === '') continue;
          expect(type).toBe(status >= 400 ? 'application/problem+json' : 'application/json');
          if (status >= 400) expect(JSON.parse(body)).toMatchObject({ type: PROBLEM_TYPE, status });
          if (status === 400) expect(JSON.parse(body)).toHaveProperty('errors.0.message');
        }
      },
    ),
    { numRuns: Math.ceil(RUNS / SIDE_BY_SIDE) },
  );
  const logged = lines.join('\n');
  expect(logged).not.toMatch(STACK);
  expect(logged).not.toMatch(SECRETS);
  expect(logged).not.toMatch(/unexpected_error|: failed, /);
  for (const name of TABLES) expect(await keptRows(table(name))).not.toMatch(SECRETS);
});
