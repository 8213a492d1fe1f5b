import type { OutgoingHttpHeaders } from 'node:http';
import { STATUS_CODES } from 'node:http';

/** One operation of a transaction as it was sent. */
export interface Operation {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How one operation was answered. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

const LINE = '\r\n';

/** The operations in the body of a `$batch` request: HTTP requests in the one part of a multipart message. */
export function operationsIn(body: string): Operation[] {
  const boundary = /boundary=(changeset_[\w-]+)/u.exec(body)?.[1] ?? '';
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const request = part.slice(part.search(/^(?:GET|POST|PUT|PATCH|MERGE|DELETE) /mu));
      const [head = '', ...rest] = request.split(/\r?\n\r?\n/u);
      const [first = '', ...lines] = head.split(/\r?\n/u);
      const [method = '', address = ''] = first.split(' ');
      const { pathname, search } = new URL(address);
      const headers = lines.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      });
      return {
        method,
        url: pathname + search,
        headers: Object.fromEntries(headers),
        body: rest.join(`${LINE}${LINE}`).trim(),
      };
    });
}

/** The body and content type of the answer to a transaction. */
export function transactionAnswer(answers: readonly Answer[]): { readonly type: string; readonly body: string } {
  const [outer, inner] = ['batchresponse_1', 'changesetresponse_1'];
  const parts = answers.map(({ status, headers, body }) =>
    [
      `--${inner}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...Object.entries({ DataServiceVersion: '3.0;', ...headers }).map(([name, value]) => `${name}: ${String(value)}`),
      '',
      body,
    ].join(LINE),
  );
  const body = [
    `--${outer}`,
    `Content-Type: multipart/mixed; boundary=${inner}`,
    '',
    ...parts,
    `--${inner}--`,
    `--${outer}--`,
    '',
  ].join(LINE);
  return { type: `multipart/mixed; boundary=${outer}`, body };
}
