import { documentSchema, type OpenApiDocument, type OperationObject, operationsOf } from './openapi-document.ts';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly operation: OperationObject;
}

/** A client that knows nothing of an API but where its OpenAPI document is. */
export class GenericClient {
  readonly #base: URL;
  readonly #document: OpenApiDocument;
  readonly #secret: string;

  private constructor(base: URL, document: OpenApiDocument, secret: string) {
    this.#base = base;
    this.#document = document;
    this.#secret = secret;
  }

  /** `secret` is what the caller has to show, whichever way the document asks for it. */
  static async read(address: string, secret: string): Promise<GenericClient> {
    const document = documentSchema.parse(await (await fetch(address)).json());
    return new GenericClient(new URL(document.servers[0]?.url ?? '/', address), document, secret);
  }

  /** Calls an operation; what it needs besides its parameters is taken from the examples of the document. */
  async call(operationId: string, parameters: Readonly<Record<string, string>> = {}, example?: string): Promise<Reply> {
    const found = operationsOf(this.#document).find(({ operation }) => operation.operationId === operationId);
    if (found === undefined) throw new Error(`The document has no operation ${operationId}.`);
    const { path, method, operation } = found;
    const url = new URL(
      path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parameters[name] ?? '')),
      this.#base,
    );
    const headers = new Headers();
    for (const parameter of operation.parameters) {
      const value = parameters[parameter.name];
      if (value !== undefined && parameter.in === 'query') url.searchParams.set(parameter.name, value);
      if (value !== undefined && parameter.in === 'header') headers.set(parameter.name, value);
    }
    this.#show(operation, url, headers);
    const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    if (type !== undefined) headers.set('content-type', type);
    const body = media === undefined ? {} : { body: JSON.stringify(media.examples[example ?? '']?.value) };
    const answer = await fetch(url, { method: method.toUpperCase(), headers, ...body });
    return { status: answer.status, headers: answer.headers, body: await answer.json(), operation };
  }

  /** Follows a link of an answer, as the document says which values of the answer it takes. */
  follow({ status, body, operation }: Reply, name: string): Promise<Reply> {
    const link = operation.responses[status]?.links?.[name];
    if (link === undefined) throw new Error(`The answer ${status} has no link ${name}.`);
    const values = Object.entries(link.parameters).map(([parameter, expression]) => {
      const keys = expression.replace('$response.body#/', '').split('/');
      return [parameter, String(keys.reduce((value: unknown, key) => Object(value)[key], body))] as const;
    });
    return this.call(link.operationId, Object.fromEntries(values));
  }

  #show({ security }: OperationObject, url: URL, headers: Headers): void {
    const [name = ''] = Object.keys(security[0] ?? {});
    const scheme = this.#document.components.securitySchemes[name];
    if (scheme?.type === 'http') headers.set('authorization', `Bearer ${this.#secret}`);
    else if (scheme?.in === 'query') url.searchParams.set(String(scheme.name), this.#secret);
    else headers.set(String(scheme?.name), this.#secret);
  }
}
