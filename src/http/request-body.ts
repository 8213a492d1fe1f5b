import type { ReadableStream } from 'node:stream/web';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { badRequest, problem } from './answers.ts';
import { METHODS_WITH_BODY } from './methods.ts';

/** Room for a thousand contacts by the longest e-mail addresses there are, 254 characters each. */
const MOST_BODY_BYTES = 262_144;

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;
/** What `fetch` calls a body when nobody told it what it is. */
const UNTOLD_TYPE = /^text\/plain\s*(;|$)/i;

/** What was sent, or the answer to it. */
type Parsed = { readonly value: unknown } | { readonly refused: HttpResponseInit };

/**
 * Reads the body of a method that has one, in JSON. Anything else is 415, 413 above 256 KiB, or 400. Where `schema` takes
 * nothing too, a body may be left out; where it takes nothing else, none is read.
 */
export async function readBody(request: HttpRequest, schema: z.ZodType): Promise<Parsed> {
  if (schema instanceof z.ZodUndefined || !METHODS_WITH_BODY.includes(request.method)) return { value: undefined };
  const bytes = await bytesOf(request.body);
  if (bytes?.byteLength === 0 && schema.safeParse(undefined).success) return { value: undefined };
  if (!saysJson(request)) {
    const detail = 'Send JSON, with the header "content-type: application/json".';
    return { refused: problem(415, 'Not JSON', detail) };
  }
  if (bytes === undefined) {
    return { refused: problem(413, 'Too large', `Send at most ${MOST_BODY_BYTES} bytes.`) };
  }
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), withoutInvisibleKeys) };
  } catch (error) {
    if (error instanceof InvisibleKeyError)
      return { refused: badRequest([{ path: '', message: 'holds keys that are not known' }]) };
    const errors = [{ path: '', message: 'must be JSON in UTF-8' }];
    return { refused: badRequest(errors, 'Not JSON', 'Send a JSON body such as {"scope":"all"}.') };
  }
}

/**
 * The bytes of a body; `undefined` where there are too many. Those are read to their end, or the connection would break before the
 * answer, but not kept.
 */
async function bytesOf(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.byteLength;
    if (bytes <= MOST_BODY_BYTES) pieces.push(piece);
  }
  return bytes > MOST_BODY_BYTES ? undefined : Buffer.concat(pieces);
}

/** A body has the key that a strict schema does not refuse. */
class InvisibleKeyError extends Error {}

function withoutInvisibleKeys(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new InvisibleKeyError();
  return value;
}

/**
 * A page on the web can send a form or plain text with the visitor's own cookies to any site, but JSON only where it is
 * let in (CORS). So a request that comes from a page has to say that it is JSON.
 */
function saysJson({ headers }: HttpRequest): boolean {
  const type = headers.get('content-type');
  if (type !== null && JSON_TYPE.test(type)) return true;
  return headers.get('origin') === null && (type === null || UNTOLD_TYPE.test(type));
}
