import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { AuditKey } from '../../../src/audit/key.ts';
import { auditQuery } from '../../../src/http/audit-request.ts';
import { changesQuerySchema } from '../../../src/http/changes-query.ts';
import { NO_BODY } from '../../../src/http/endpoint.ts';
import { type Described, documentOf } from '../../../src/http/openapi/document.ts';
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

const plain = { query: NO_QUERY, body: NO_BODY, openWithoutRole: false };
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
  { ...plain, route: 'openapi.json', operations: openApiOperations, openWithoutRole: true },
];

describe.each([
  ['with function keys', false],
  ['with App Service Authentication', true],
])('the OpenAPI document %s', (_how, authentication) => {
  // As it is read from the wire.
  const raw: unknown = JSON.parse(JSON.stringify(documentOf(FUNCTIONS, authentication)));
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

  it('tells which roles open what', () => {
    const rolesOf = (id: string) =>
      operations
        .find(({ operation }) => operation.operationId === id)
        ?.operation.security.flatMap(({ entra }) => entra);
    const [any, admin] = [['Register.Admin', 'Register.Officer', 'Register.Auditor'], ['Register.Admin']];
    expect(rolesOf('listAuditEvents')).toEqual(authentication ? any : [undefined, undefined]);
    expect(rolesOf('cancelRun')).toEqual(authentication ? admin : [undefined, undefined]);
    expect(rolesOf('getHealth')).toEqual(authentication ? [] : [undefined, undefined]);
  });

  it('says numbers where the query takes them', () => {
    const limit = document.paths['/api/runs']?.get?.parameters.find(({ name }) => name === 'limit');
    expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 20 });
  });
});

it('has examples of addresses that name an account, as real ones do where there are several', () => {
  const examplesOf = (accounts: readonly string[]) => {
    const text = JSON.stringify(documentOf(FUNCTIONS, true, accounts));
    return [...text.matchAll(/"example":"([^"]*?\/api\/[^>"\\]*)/g)].map(([, example]) => example);
  };
  expect(examplesOf(['balentor', 'toinen'])).toEqual([
    '</api/audit?limit=100&continuation=WzFd&account=balentor',
    '/api/runs/20261123T080000123Z-1f2e3d4c?account=balentor',
  ]);
  expect(examplesOf([])).toEqual(['</api/audit?limit=100&continuation=WzFd', '/api/runs/20261123T080000123Z-1f2e3d4c']);
});
