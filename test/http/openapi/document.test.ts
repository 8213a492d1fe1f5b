import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AuditKey } from '../../../src/audit/key.ts';
import { auditQuery } from '../../../src/http/audit-request.ts';
import { changesQuerySchema } from '../../../src/http/changes-query.ts';
import { NO_BODY } from '../../../src/http/endpoint.ts';
import { type Described, documentOf } from '../../../src/http/openapi/document.ts';
import type { KnownBy } from '../../../src/http/openapi/security.ts';
import { auditOperations } from '../../../src/http/operations/audit.ts';
import { verificationOperations } from '../../../src/http/operations/audit-verification.ts';
import { healthOperations } from '../../../src/http/operations/health.ts';
import { openApiOperations } from '../../../src/http/operations/openapi.ts';
import { resyncOperations } from '../../../src/http/operations/resync.ts';
import { runOperations } from '../../../src/http/operations/run.ts';
import { runsOperations } from '../../../src/http/operations/runs.ts';
import { NO_QUERY } from '../../../src/http/request-query.ts';
import { resyncRequestSchema } from '../../../src/http/resync-request.ts';
import { runsQuerySchema } from '../../../src/http/runs-request.ts';
import { verificationQuerySchema } from '../../../src/http/verification-request.ts';
import { documentSchema, operationsOf } from '../../support/openapi-document.ts';
import { schemaCompiler } from '../../support/schema-compiler.ts';

const KEYS: KnownBy = { authentication: false, localSignIn: undefined, personsTrusted: true };
const plain = { query: NO_QUERY, body: NO_BODY, openWithoutRole: false };
const operation = { summary: 'A list', description: 'A list.', requests: { a: { a: 'x' } }, answers: {} };
const LIST_OPERATIONS = {
  GET: { ...operation, operationId: 'getList' },
  PATCH: { ...operation, operationId: 'changeList' },
};
const FUNCTIONS: Described[] = [
  { ...plain, route: 'resync', body: resyncRequestSchema, operations: resyncOperations },
  { ...plain, route: 'runs', query: runsQuerySchema, operations: runsOperations },
  { ...plain, route: 'runs/{runId}', query: changesQuerySchema, operations: runOperations },
  {
    ...plain,
    route: 'audit',
    query: auditQuery('Europe/Helsinki', new AuditKey('a key')),
    operations: auditOperations,
  },
  { ...plain, route: 'audit/verification', query: verificationQuerySchema, operations: verificationOperations },
  { ...plain, route: 'health', operations: healthOperations, openWithoutRole: true },
  {
    ...plain,
    route: 'lists/{id}',
    body: z.strictObject({ a: z.string() }),
    operations: LIST_OPERATIONS,
    mayCall: { PATCH: ['officer'] },
    personRequired: true,
    sameSiteOnly: true,
  },
  { ...plain, route: 'openapi.json', operations: openApiOperations, openWithoutRole: true },
];

describe.each([
  ['with function keys', KEYS],
  ['with App Service Authentication', { ...KEYS, authentication: true }],
  ['with the local sign-in', { ...KEYS, localSignIn: 'a secret' }],
])('the OpenAPI document %s', (_how, knownBy) => {
  const { authentication, localSignIn } = knownBy;
  // As it is read from the wire.
  const raw: unknown = JSON.parse(JSON.stringify(documentOf(FUNCTIONS, knownBy)));
  const document = documentSchema.parse(raw);
  const operations = operationsOf(document);
  const compile = schemaCompiler(document, false);
  const contents = operations.flatMap(({ operation: { operationId, requestBody, responses } }) =>
    [
      ['request', requestBody?.content ?? {}] as const,
      ...Object.entries(responses).map(([status, { content = {} }]) => [status, content] as const),
    ].flatMap(([what, content]) =>
      Object.entries(content).map(([type, media]) => ({ where: `${operationId} ${what} ${type}`, ...media })),
    ),
  );

  it('is one by the schema that the OpenAPI Initiative publishes for 3.1', async () => {
    const file = new URL('openapi-3.1.schema.json', import.meta.url);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validate = ajv.compile(JSON.parse(await readFile(file, 'utf8')));
    expect([validate(raw), validate.errors]).toEqual([true, null]);
  });

  it('has schemas that compile, each with an example that it takes', () => {
    expect(contents.length).toBeGreaterThan(30);
    for (const { where, schema, examples } of contents) {
      const validate = compile(schema);
      expect(Object.keys(examples), where).not.toEqual([]);
      for (const [name, { value }] of Object.entries(examples))
        expect([validate(value), validate.errors], `${where} ${name}`).toEqual([true, null]);
    }
    for (const [name, schema] of Object.entries(document.components.schemas))
      expect(() => compile(schema), name).not.toThrow();
  });

  it('has examples of problems that name their own status', () => {
    for (const { operation } of operations)
      for (const [status, { content }] of Object.entries(operation.responses))
        for (const { value } of Object.values(content?.['application/problem+json']?.examples ?? {}))
          expect(value).toMatchObject({ status: Number(status) });
  });

  it('names each operation once, and leads from one to another only where there is one', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const links = operations.flatMap(({ operation: { responses } }) =>
      Object.values(responses).flatMap(({ links = {} }) => Object.values(links)),
    );
    for (const { operationId, parameters } of links) {
      const target = operations.find(({ operation }) => operation.operationId === operationId);
      const known = target?.operation.parameters.map(({ name }) => name);
      for (const name of Object.keys(parameters)) expect(known, operationId).toContain(name);
    }
  });

  it('describes the parameters of every address, and how callers are known', () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(described).toEqual(named);
      for (const { schema } of operation.parameters) expect(() => compile(schema)).not.toThrow();
      for (const scheme of operation.security.flatMap((one) => Object.keys(one)))
        expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
    }
  });

  const found = (id: string) => operations.find(({ operation: { operationId } }) => operationId === id)?.operation;

  it('tells which roles open what, and that no key opens what only people may', () => {
    const keys = [['functionKey'], ['functionKeyInQuery']];
    const securityOf = (id: string) => found(id)?.security.map((one) => Object.entries(one).flat(2));
    const expected = (byKey: boolean, ...roles: string[]) => {
      const named = roles.map((role) => (role === '' ? [] : [`Register.${role}`]));
      if (authentication) return named.map((role) => ['entra', ...role]);
      const invented = localSignIn === undefined ? [] : named.map((role) => ['invented', ...role]);
      return [...(byKey || localSignIn === undefined ? keys : []), ...invented];
    };
    expect(securityOf('listAuditEvents')).toEqual(expected(true, 'Admin', 'Officer', 'Auditor'));
    expect(securityOf('cancelRun')).toEqual(expected(true, 'Admin'));
    expect(securityOf('getHealth')).toEqual(expected(true, ''));
    expect(securityOf('getList')).toEqual(expected(false, 'Admin', 'Officer', 'Auditor'));
    expect(securityOf('changeList')).toEqual(expected(false, 'Officer'));
  });

  it('tells why somebody may be refused', () => {
    const refusals = (id: string) =>
      Object.keys(found(id)?.responses[403]?.content?.['application/problem+json']?.examples ?? {});
    const byRole = authentication || localSignIn !== undefined ? ['role_insufficient'] : [];
    expect(refusals('listAuditEvents')).toEqual(byRole);
    expect(refusals('cancelRun')).toEqual(['cross_site', ...byRole]);
    expect(refusals('getHealth')).toEqual([]);
    expect(refusals('getList')).toEqual(['person_required', 'cross_site', ...byRole]);
    expect(found('changeList')?.responses[403]?.description).toContain('a person with the role Register.Officer:');
  });

  it('describes the body of the methods that have one', () => {
    expect(found('changeList')?.requestBody).toMatchObject({ required: true });
    expect(found('getList')?.requestBody).toBeUndefined();
    expect(Object.keys(found('changeList')?.responses ?? {})).toContain('415');
    expect(Object.keys(found('getList')?.responses ?? {})).not.toContain('415');
  });

  it('says numbers where the query takes them', () => {
    const limit = document.paths['/api/runs']?.get?.parameters.find(({ name }) => name === 'limit');
    expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 20 });
  });
});

it('tells where nobody can be believed to be a person that what only people may is done in Azure', () => {
  const document = documentSchema.parse(
    JSON.parse(JSON.stringify(documentOf(FUNCTIONS, { ...KEYS, personsTrusted: false }))),
  );
  const examples =
    document.paths['/api/lists/{id}']?.patch?.responses[403]?.content?.['application/problem+json']?.examples;
  expect(Object.keys(examples ?? {})).toEqual(['only_in_azure', 'cross_site']);
});

it('has examples of addresses that name an account, as real ones do where there are several', () => {
  const examplesOf = (accounts: readonly string[]) => {
    const text = JSON.stringify(documentOf(FUNCTIONS, { ...KEYS, authentication: true }, accounts));
    return [...text.matchAll(/"example":"([^"]*?\/api\/[^>"\\]*)/g)].map(([, example]) => example);
  };
  expect(examplesOf(['balentor', 'toinen'])).toEqual([
    '</api/audit?limit=100&continuation=WzFd&account=balentor',
    '/api/runs/20261123T080000123Z-1f2e3d4c?account=balentor',
  ]);
  expect(examplesOf([])).toEqual(['</api/audit?limit=100&continuation=WzFd', '/api/runs/20261123T080000123Z-1f2e3d4c']);
});
