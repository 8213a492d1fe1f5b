import { type OpenApiDocument, operationsOf, type ResponseObject } from './openapi-document.ts';
import { schemaCompiler } from './schema-compiler.ts';

/** An answer as it came over the wire, and what was asked. */
export interface Answered {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Headers that say something of one answer; those of every answer are not in the document. */
const TELLING = ['location', 'retry-after', 'link', 'vary', 'www-authenticate', 'content-disposition'];

/** Tells what is in an answer that the document does not describe, or lacks though it does; nothing when it is right. */
export function answerChecker(document: OpenApiDocument): (answered: Answered) => string[] {
  const compile = schemaCompiler(document, true);
  const operations = operationsOf(document).map(({ path, method, operation }) => ({
    operation,
    method: method.toUpperCase(),
    matches: new RegExp(`^${patternOf(path)}/*$`, 'i'),
  }));
  return (answered) => {
    const { method, path, status, text } = answered;
    // As the host reads it, which takes `..` and `//` for what they mean in an address.
    const address = URL.parse(path, 'http://localhost')?.pathname ?? path;
    const found = operations.find((one) => one.method === method && one.matches.test(address));
    // The host itself answers what no function is there for.
    if (found === undefined) return status === 404 && text === '' ? [] : ['there is no such operation'];
    const response = found.operation.responses[status];
    if (response === undefined) return ['the operation does not describe the status'];
    return [...headerFaults(response, answered.headers), ...bodyFaults(response, answered, compile)];
  };
}

/** The console's path goes on as far as it likes, or not at all: OpenAPI has no word for that. */
function patternOf(path: string): string {
  if (path === '/api/console/{path}') return '/api/console(/.*)?';
  return path.replace('.', '\\.').replace(/\{\w+\}/g, '[^/]+');
}

function headerFaults({ headers }: ResponseObject, sent: Headers): string[] {
  const described = Object.entries(headers).map(([name, { required }]) => ({ name: name.toLowerCase(), required }));
  const missing = described.filter(({ name, required }) => required && !sent.has(name));
  const names = new Set(described.map(({ name }) => name));
  const strange = TELLING.filter((name) => sent.has(name) && !names.has(name));
  return [...missing.map(({ name }) => `lacks the header ${name}`), ...strange.map((name) => `has the header ${name}`)];
}

function bodyFaults(
  { content = {} }: ResponseObject,
  { headers, text }: Answered,
  compile: ReturnType<typeof schemaCompiler>,
): string[] {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (text === '' && Object.keys(content).length === 0) return [];
  const described = content[type];
  if (described === undefined) return [`the media type is ${type || 'not told'}`];
  const validate = compile(described.schema);
  if (validate(/[/+]json$/.test(type) ? JSON.parse(text) : text)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
    return `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`;
  });
}
