import fc from 'fast-check';
import { base64, principal, withRoles } from './principals.ts';

/** Stands in requests for what must never be seen again: in no answer, no log line and no table. */
export const SECRET = 'salainen.henkilo@example.fi';

/** A request as it goes over the wire; `path` with its query, both as sent. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
/** What a header may hold at all: Latin-1 without control characters. */
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((text) => text.replace(/[\x7f-\x9f]/g, '?'));
const anyText = fc.oneof(fc.string({ unit: 'binary' }), oneOf(SECRET, '', '..', '__proto__', 'constructor', 'null'));

const runId = fc.oneof(
  oneOf(
    '20200101T000000000Z-00000000',
    'active',
    'line',
    'waiting|',
    'cancel|1',
    "'%20or%201%20eq%201%20or%20'",
    '%00',
    '%',
    '%zz',
    SECRET,
  ),
  anyText.map((text) => encodeURIComponent(text.toWellFormed())),
);
/** Mostly a function that there is, as it wants to be called. */
const target = fc.oneof(
  { weight: 6, arbitrary: fc.record({ method: oneOf('POST'), path: oneOf('/api/resync') }) },
  { weight: 3, arbitrary: fc.record({ method: oneOf('GET'), path: oneOf('/api/runs', '/API/RUNS', '/api/runs/') }) },
  { weight: 1, arbitrary: fc.record({ method: oneOf('GET'), path: oneOf('/api/returns') }) },
  { weight: 1, arbitrary: fc.record({ method: oneOf('GET', 'POST'), path: oneOf('/api/requests') }) },
  { weight: 1, arbitrary: fc.record({ method: oneOf('POST'), path: runId.map((id) => `/api/requests/${id}/decide`) }) },
  { weight: 1, arbitrary: fc.record({ method: oneOf('POST'), path: runId.map((id) => `/api/returns/${id}/answer`) }) },
  { weight: 3, arbitrary: fc.record({ method: oneOf('GET', 'DELETE'), path: runId.map((id) => `/api/runs/${id}`) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      method: oneOf('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS'),
      path: oneOf('/', '//', '/api', '/api/../api/runs', '/api/resync', '/api/runs/x/y', '//evil.example/api/runs'),
    }),
  },
);
const parameter = fc.tuple(
  fc.oneof(oneOf('limit', 'continuation', 'code', 'format', 'contactId'), anyText),
  fc.oneof(oneOf('1', '0', '100', '101', '-1', '1e3', 'NaN', 'x'.repeat(2_500)), anyText),
);
const pairs = fc
  .array(parameter, { minLength: 1, maxLength: 3 })
  .map(
    (given) =>
      `?${given.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&')}`,
  );
const query = fc.oneof({ weight: 3, arbitrary: oneOf('') }, { weight: 1, arbitrary: pairs });

const claim = fc.record({ typ: fc.oneof(oneOf('roles', 'oid', 'tid'), anyText), val: anyText });
const hostilePrincipal = fc.oneof(
  headerText,
  fc.jsonValue().map(base64),
  fc
    .record({ auth_typ: oneOf('aad', 'google'), role_typ: anyText, claims: fc.array(claim, { maxLength: 5 }) })
    .map(base64),
  oneOf(principal(), withRoles('Register.Auditor'), principal({ more: [['x', SECRET.repeat(100)]] })),
);
const headers = fc.record(
  {
    'x-ms-client-principal': fc.oneof(
      { weight: 5, arbitrary: oneOf(withRoles('Register.Admin')) },
      { weight: 2, arbitrary: hostilePrincipal },
    ),
    'content-type': fc.oneof({ weight: 9, arbitrary: oneOf('application/json') }, headerText),
    'idempotency-key': fc.oneof({ weight: 3, arbitrary: oneOf('k', '"k"', SECRET) }, headerText),
    'x-functions-key': headerText,
    accept: fc.oneof(oneOf('text/csv', '*/*', 'image/png'), headerText),
    origin: oneOf('null', 'https://evil.example'),
    host: oneOf('localhost', 'user:word@localhost', '[', '%', ''),
  },
  { requiredKeys: ['x-ms-client-principal'] },
);

const item = fc.oneof(oneOf('1001', SECRET, '1'.repeat(30)), fc.jsonValue());
const nearlyRight = fc.record(
  {
    scope: fc.oneof(oneOf('contacts', 'changed', 'clock'), fc.jsonValue()),
    dryRun: fc.oneof(fc.boolean(), fc.jsonValue()),
    contactIds: fc.oneof(fc.array(item, { maxLength: 5 }), fc.jsonValue()),
    emails: fc.oneof(fc.array(item, { maxLength: 5 }), fc.jsonValue()),
    [SECRET]: fc.boolean(),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  { weight: 6, arbitrary: nearlyRight.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: oneOf(JSON.stringify({ scope: 'contacts', contactIds: ['1001'], emails: [SECRET] })) },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array() },
  {
    weight: 1,
    arbitrary: oneOf(
      '',
      '{',
      '['.repeat(5_000),
      `"${'x'.repeat(300_000)}"`,
      '{"__proto__":{"scope":"all"}}',
      undefined,
    ),
  },
);

/** Requests of people who try what happens: half right, or not at all. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc
  .record({ target, query, headers, body })
  .map(({ target: { method, path }, query: given, ...rest }) => ({ method, path: path + given, ...rest }));
