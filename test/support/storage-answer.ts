import type { OutgoingHttpHeaders } from 'node:http';

/** A request to a service of storage as it was sent. `url` is path and query. */
export interface AskedOfStorage {
  readonly method: string;
  readonly url: string;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What it is answered. */
export interface StorageAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
}

/** An answer that refuses, as queues and blobs word it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string = code) {
    super(message);
    this.status = status;
    this.code = code;
  }

  answer(): StorageAnswer {
    return {
      status: this.status,
      headers: { ...XML, 'x-ms-error-code': this.code },
      body: `${XML_HEAD}<Error><Code>${this.code}</Code><Message>${escaped(this.message)}</Message></Error>`,
    };
  }
}

/** Refuses what these services do not know, so that nothing is taken for what it is not. */
export function unknown({ method, url }: AskedOfStorage): Refusal {
  return new Refusal(501, 'NotImplemented', `The tests' own storage does not know this request: ${method} ${url}`);
}

export const XML = { 'content-type': 'application/xml' };
export const XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>';

const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#xD': '\r' };

/** A text as it stands in XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&${NAMES[character]};`);
}

/** A text that stood in XML. */
export function unescaped(xml: string): string {
  return xml.replace(/&(?<name>#?\w+);/gu, (whole: string, name: string) => CHARACTERS[name] ?? whole);
}

/** The names of all containers or queues, on one page. */
export function listOf(kind: 'Container' | 'Queue', names: readonly string[]): string {
  const all = names.toSorted().map((name) => `<${kind}><Name>${escaped(name)}</Name>${PROPERTIES[kind]}</${kind}>`);
  return `${XML_HEAD}<EnumerationResults><${kind}s>${all.join('')}</${kind}s><NextMarker/></EnumerationResults>`;
}

const PROPERTIES = {
  Container: '<Properties><Last-Modified>Mon, 01 Jan 2024 00:00:00 GMT</Last-Modified><Etag>0</Etag></Properties>',
  Queue: '',
};

/** Answers as `work` does, or refuses as it does. */
export function answered(work: () => StorageAnswer): StorageAnswer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.answer();
    throw error;
  }
}
