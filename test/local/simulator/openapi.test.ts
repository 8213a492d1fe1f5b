import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { openApiChecker } from '../../../local/simulator/openapi.ts';
import { amend, at } from '../../../local/simulator/openapi-amendments.ts';
import { DOCUMENT_NAMES, documentFor } from '../../../local/simulator/openapi-documents.ts';
import { serve } from '../../../local/simulator/serve.ts';
import { createSimulator } from '../../../local/simulator/simulator.ts';
import { NOW, OBJECTS } from './running.ts';

const SCHEMAS = {
  Error: { type: 'object', required: ['category', 'correlationId', 'message'] },
  Page: {
    type: 'object',
    required: ['results'],
    properties: { results: { type: 'array', items: { type: 'object', required: ['id'] } } },
  },
  Ask: {
    type: 'object',
    required: ['inputs'],
    properties: { inputs: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } } },
  },
  StandardError: { type: 'object', properties: { subCategory: { type: 'object' } } },
};

function content(schema: string) {
  return { content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } };
}

/** A document in the manner of HubSpot's, with two operations. */
function contactsDocument() {
  const type = { name: 'objectType', in: 'path', required: true, schema: { type: 'string' } };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
  const responses = { 200: { description: '', ...content('Page') }, default: { description: '' } };
  const list = { operationId: 'list', parameters: [type, limit], responses };
  const read = {
    operationId: 'read',
    parameters: [type],
    requestBody: { required: true, ...content('Ask') },
    responses,
  };
  return {
    openapi: '3.0.1',
    info: { title: 'Contacts', version: '2026-09' },
    paths: {
      '/crm/objects/2026-09/{objectType}': { get: list },
      '/crm/objects/2026-09/{objectType}/batch/read': { post: read },
    },
    components: { schemas: SCHEMAS },
  };
}

function folderOfDocuments(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'openapi-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of DOCUMENT_NAMES)
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(contactsDocument()));
  return folder;
}

const LIST = { method: 'GET', path: `${OBJECTS}/contacts`, query: '' };
const READ = { method: 'POST', path: `${OBJECTS}/contacts/batch/read`, query: '' };

describe('the OpenAPI check', () => {
  test('lets through what the document allows', async () => {
    const checker = await openApiChecker(folderOfDocuments());
    expect(checker.checkRequest({ ...LIST, query: 'limit=5' })).toEqual([]);
    expect(checker.checkRequest({ ...READ, body: { inputs: [{ id: '1' }] } })).toEqual([]);
    expect(checker.checkResponse(LIST, 200, { results: [{ id: '1' }] })).toEqual([]);
    expect(checker.checkResponse(READ, 207, { results: [] })).toEqual([]);
    expect(checker.checkResponse(LIST, 404, { category: 'c', correlationId: 'i', message: 'm' })).toEqual([]);
  });

  test('names what it does not allow', async () => {
    const checker = await openApiChecker(folderOfDocuments());
    expect(checker.checkRequest({ ...LIST, query: 'limit=x' })).toMatchObject([{ side: 'request', path: LIST.path }]);
    expect(checker.checkRequest({ ...LIST, query: 'nosuch=1' })).toHaveLength(1);
    expect(checker.checkRequest({ ...READ, body: {} })).toHaveLength(1);
    expect(checker.checkRequest({ ...READ, body: { inputs: [{ id: 1 }] } })).toHaveLength(1);
    expect(checker.checkRequest({ ...LIST, path: '/crm/objects/2026-09/contacts/1/none' })).toHaveLength(1);
    expect(checker.checkRequest({ ...LIST, path: '/elsewhere' })).toHaveLength(1);
    expect(checker.checkResponse(LIST, 200, { results: [{}] })).toMatchObject([{ side: 'response' }]);
    expect(checker.checkResponse(LIST, 202, { results: [] })).toHaveLength(1);
    expect(checker.checkResponse(LIST, 500, { message: 'm' })).toHaveLength(2);
  });

  test('closing a server rejects with what went wrong', async () => {
    vi.stubEnv('HUBSPOT_OPENAPI_DIR', folderOfDocuments());
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const served = await serve(createSimulator({ account: emptyAccount(1, 'UTC'), now: () => NOW }));
    const headers = { authorization: 'Bearer any' };
    await fetch(`${served.url}${OBJECTS}/contacts?limit=5`, { headers });
    expect(served.violations).toEqual([]);
    await fetch(`${served.url}${OBJECTS}/contacts?limits=5`, { headers });
    expect(served.violations).toHaveLength(1);
    await expect(served.close()).rejects.toMatchObject({ code: 'SERVED_WRONG', violations: [{ side: 'request' }] });
  });

  test('a folder without the documents is refused', async () => {
    await expect(openApiChecker(path.join(tmpdir(), 'no-such-folder'))).rejects.toThrow();
  });

  test('reads subCategory as the text it is', () => {
    const document = contactsDocument();
    amend(document);
    expect(at(document, 'components', 'schemas', 'StandardError', 'properties')?.subCategory).toEqual({
      type: 'string',
    });
  });

  test.each([
    [`${OBJECTS}/postal_mail/search`, 'postalMail'],
    [`${OBJECTS}/companies`, 'companies'],
    ['/crm/associations/2026-09/contacts/calls/batch/read', 'associations'],
    ['/crm/properties/2026-09/contacts/groups', 'properties'],
    ['/account-info/2026-09/details', 'accountInfo'],
    ['/communication-preferences/2026-09/definitions', 'subscriptions'],
    ['/elsewhere', undefined],
  ])('%s is described by %s', (pathname, name) => {
    expect(documentFor(pathname)).toBe(name);
  });
});
