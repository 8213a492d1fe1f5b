import { type Document, OpenAPIBackend } from 'openapi-backend';
import { amend, at, type Json } from './openapi-amendments.ts';
import { addFormats, type BodyCheck, bodyCheck, schemaOf, withoutBodies } from './openapi-bodies.ts';
import { documentFor, readDocuments } from './openapi-documents.ts';
import { CONVERSATIONS, MARKETING_EVENTS } from './own-documents.ts';

/** A request or an answer that HubSpot's own documents do not allow. */
export interface Violation {
  side: 'request' | 'response';
  method: string;
  path: string;
  message: string;
}

/** A request as the check sees it. `body` is parsed JSON. */
export interface CheckedRequest {
  method: string;
  path: string;
  /** Without the question mark. */
  query: string;
  body?: unknown;
}

export interface OpenApiChecker {
  checkRequest(request: CheckedRequest): Violation[];
  checkResponse(request: CheckedRequest, status: number, body: unknown): Violation[];
}

const checkers = new Map<string, Promise<OpenApiChecker>>();

/** Checks against the official documents in `folder`, read once. Rejects when one is missing. */
export function openApiChecker(folder: string): Promise<OpenApiChecker> {
  const known = checkers.get(folder);
  if (known) return known;
  const made = makeChecker(folder);
  checkers.set(folder, made);
  return made;
}

async function makeChecker(folder: string): Promise<OpenApiChecker> {
  const apis = new Map<string, Described>();
  for (const [name, text] of readDocuments(folder)) apis.set(name, await load(text));
  apis.set('marketingEvents', await load(JSON.stringify(MARKETING_EVENTS)));
  apis.set('conversations', await load(JSON.stringify(CONVERSATIONS)));

  function look(method: string, path: string) {
    const api = apis.get(documentFor(path) ?? '');
    const operation = api?.router.matchOperation({ method, path, headers: {} });
    // As it is written: in the router's nothing is said of bodies.
    return (
      api && operation && { ...api, operation, written: at(api.document, 'paths', operation.path, operation.method) }
    );
  }

  // The router goes through all operations of a document for each look.
  const looks = new Map<string, ReturnType<typeof look>>();
  function find({ method, path }: CheckedRequest): ReturnType<typeof look> {
    const key = `${method} ${path}`;
    if (!looks.has(key)) looks.set(key, look(method, path));
    return looks.get(key);
  }

  return {
    checkRequest(request) {
      const violation = violationOf('request', request);
      const found = find(request);
      if (!found) return [violation('the documents have no such operation')];
      const { router, operation, written, check, document } = found;
      const { errors } = router.validateRequest(asked(request), operation);
      const wanted = written?.requestBody;
      const isMissing = request.body === undefined && at(wanted)?.required === true;
      return [
        ...(errors ?? []).map((error) => violation(describe(error))),
        ...(isMissing ? [violation('it has no body')] : []),
        ...(isMissing ? [] : check(schemaOf(document, wanted), request.body)).map((error) =>
          violation(describe(error)),
        ),
      ];
    },
    checkResponse(request, status, body) {
      const violation = violationOf('response', request);
      const found = find(request);
      if (!found) return [];
      const { written, check, document } = found;
      const listed = at(written, 'responses') ?? {};
      if (status < 400 && !(String(status) in listed)) return [violation(`status ${status} is not listed`)];
      if (status === 204) return body === undefined ? [] : [violation('204 with a body')];
      const schema = schemaOf(document, listed[status] ?? listed.default);
      return check(schema, body).map((error) => violation(`${status}: ${describe(error)}`));
    },
  };
}

/** As the validator takes a request; only the body's own content type makes it look at the body. */
function asked({ method, path, query, body }: CheckedRequest) {
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return { method, path, query: parameters(query), body, headers };
}

/** Query parameters, as a list where one is repeated: the checker's own parser gives up lists at the twentieth item. */
function parameters(query: string): Record<string, string | string[]> {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const [first = '', ...others] = given.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}

/** A document, what knows its paths and parameters, and what checks its bodies. */
interface Described {
  readonly document: Json;
  readonly router: OpenAPIBackend;
  readonly check: BodyCheck;
}

async function load(text: string): Promise<Described> {
  const document: Document & Json = JSON.parse(text);
  amend(document);
  const definition: Document = JSON.parse(JSON.stringify(withoutBodies(document)));
  const router = new OpenAPIBackend({
    definition,
    quick: true,
    coerceTypes: true,
    ajvOpts: { strict: false, allErrors: true },
    customizeAjv: (ajv) => {
      addFormats(ajv);
      return ajv;
    },
  });
  await router.init();
  return { document, router, check: bodyCheck(document) };
}

function violationOf(side: Violation['side'], { method, path }: CheckedRequest) {
  return (message: string): Violation => ({ side, method, path, message });
}

function describe(error: { instancePath: string; message?: string | undefined; params: Json }): string {
  return `${error.instancePath} ${error.message ?? 'is not allowed'} ${JSON.stringify(error.params)}`;
}
