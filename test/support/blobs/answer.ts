import {
  type AskedOfStorage,
  answered,
  escaped,
  listOf,
  Refusal,
  type StorageAnswer,
  unknown,
  XML,
  XML_HEAD,
} from '../storage-answer.ts';

interface Blob {
  readonly type: string;
  readonly createdAt: number;
  changedAt: number;
  bytes: Buffer;
}

type Container = Map<string, Blob>;

const PAGE = 5_000;
/** Conditions of requests that are looked at; any other is refused. */
const KNOWN = new Set(['if-none-match', 'x-ms-blob-condition-appendpos']);
const CONDITION = /^(?:if-|x-ms-(?:if-|blob-condition-|lease-|source-))/u;

/** All blob containers of an account: gives each request of the Blob service's protocol its answer. */
export function blobAccount(account: string): (asked: AskedOfStorage) => StorageAnswer {
  const containers = new Map<string, Container>();

  function containerNamed(name: string): Container {
    const container = containers.get(name);
    if (container === undefined) throw new Refusal(404, 'ContainerNotFound');
    return container;
  }

  function answerTo(asked: AskedOfStorage): StorageAnswer {
    if (Object.keys(asked.headers).some((name) => CONDITION.test(name) && !KNOWN.has(name))) throw unknown(asked);
    const { pathname, searchParams: query } = new URL(asked.url, 'http://blobs');
    const [name = '', ...rest] = decodeURIComponent(pathname.slice(account.length + 2)).split('/');
    if (name === '' && asked.method === 'GET' && query.get('comp') === 'list')
      return { status: 200, headers: XML, body: listOf('Container', [...containers.keys()]) };
    if (query.get('restype') === 'container') return ofContainer(asked, name, query);
    if (query.has('restype') || rest.length === 0) throw unknown(asked);
    return ofBlob(asked, containerNamed(name), rest.join('/'), query);
  }

  function ofContainer(asked: AskedOfStorage, name: string, query: URLSearchParams): StorageAnswer {
    switch (`${asked.method} ${query.get('comp') ?? ''}`) {
      case 'PUT ':
        if (containers.has(name)) throw new Refusal(409, 'ContainerAlreadyExists');
        containers.set(name, new Map());
        return { status: 201, headers: {}, body: '' };
      case 'GET ':
      case 'HEAD ':
        containerNamed(name);
        return { status: 200, headers: {}, body: '' };
      case 'DELETE ':
        containerNamed(name);
        containers.delete(name);
        return { status: 202, headers: {}, body: '' };
      case 'GET list':
        return { status: 200, headers: XML, body: list(containerNamed(name), query) };
      default:
        throw unknown(asked);
    }
  }

  return (asked) => answered(() => answerTo(asked));
}

function ofBlob(asked: AskedOfStorage, container: Container, name: string, query: URLSearchParams): StorageAnswer {
  switch (`${asked.method} ${query.get('comp') ?? ''}`) {
    case 'PUT ':
      return put(asked, container, name);
    case 'PUT appendblock':
      return append(asked, blobIn(container, name));
    case 'HEAD ':
    case 'GET ':
      return read(asked, blobIn(container, name));
    case 'DELETE ':
      blobIn(container, name);
      container.delete(name);
      return { status: 202, headers: {}, body: '' };
    default:
      throw unknown(asked);
  }
}

function blobIn(container: Container, name: string): Blob {
  const blob = container.get(name);
  if (blob === undefined) throw new Refusal(404, 'BlobNotFound');
  return blob;
}

function put({ headers, body }: AskedOfStorage, container: Container, name: string): StorageAnswer {
  if (headers['if-none-match'] === '*' && container.has(name)) throw new Refusal(409, 'BlobAlreadyExists');
  const now = Date.now();
  container.set(name, { type: String(headers['x-ms-blob-type']), createdAt: now, changedAt: now, bytes: body });
  return { status: 201, headers: {}, body: '' };
}

function append({ headers, body }: AskedOfStorage, blob: Blob): StorageAnswer {
  if (blob.type !== 'AppendBlob') throw new Refusal(409, 'InvalidBlobType');
  const position = headers['x-ms-blob-condition-appendpos'];
  if (position !== undefined && Number(position) !== blob.bytes.length)
    throw new Refusal(412, 'AppendPositionConditionNotMet');
  const offset = blob.bytes.length;
  blob.bytes = Buffer.concat([blob.bytes, body]);
  blob.changedAt = Date.now();
  return { status: 201, headers: { 'x-ms-blob-append-offset': offset }, body: '' };
}

function read({ method, headers }: AskedOfStorage, { type, createdAt, changedAt, bytes }: Blob): StorageAnswer {
  const range = /^bytes=(?<first>\d+)-(?<last>\d*)$/u.exec(
    String(headers['x-ms-range'] ?? headers.range ?? ''),
  )?.groups;
  const first = Number(range?.first ?? 0);
  if (range !== undefined && first >= bytes.length) throw new Refusal(416, 'InvalidRange');
  const last = Math.min(Number(range?.last || bytes.length - 1), bytes.length - 1);
  const part = bytes.subarray(first, last + 1);
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': part.length,
      ...(range === undefined ? {} : { 'content-range': `bytes ${first}-${last}/${bytes.length}` }),
      etag: `"${changedAt}-${bytes.length}"`,
      'last-modified': new Date(changedAt).toUTCString(),
      'x-ms-creation-time': new Date(createdAt).toUTCString(),
      'x-ms-blob-type': type,
    },
    body: method === 'HEAD' ? '' : part,
  };
}

function list(container: Container, query: URLSearchParams): string {
  const [prefix, from] = [query.get('prefix') ?? '', query.get('marker') ?? ''];
  const most = Math.min(Number(query.get('maxresults') ?? PAGE), PAGE);
  const names = [...container.keys()].filter((name) => name.startsWith(prefix) && name >= from).sort();
  const blobs = names.slice(0, most).map((name) => {
    const { type, createdAt, changedAt, bytes } = blobIn(container, name);
    const [created, changed] = [createdAt, changedAt].map((ms) => new Date(ms).toUTCString());
    return `<Blob><Name>${escaped(name)}</Name><Properties><Creation-Time>${created}</Creation-Time><Last-Modified>${changed}</Last-Modified><Etag>${changedAt}</Etag><Content-Length>${bytes.length}</Content-Length><BlobType>${type}</BlobType></Properties></Blob>`;
  });
  const next = escaped(names[most] ?? '');
  return `${XML_HEAD}<EnumerationResults><Blobs>${blobs.join('')}</Blobs><NextMarker>${next}</NextMarker></EnumerationResults>`;
}
