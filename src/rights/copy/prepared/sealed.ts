import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SafeError } from '../../../safe-error.ts';

/** A blob holds other bytes than were written into it. */
export class CopyAlteredError extends SafeError<'copy_altered'> {
  override readonly name = 'CopyAlteredError';

  constructor() {
    const what = 'The copy that was prepared is not what was written: somebody else changed or removed its blob';
    super('copy_altered', `${what}. Find out who can write the container, and ask for the copy again.`);
  }
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
const HEAD_BYTES = LENGTH_BYTES + NONCE_BYTES + TAG_BYTES;

/** So much is sealed at once, and so much is held in memory at the most. */
const PIECE_BYTES = 1_048_576;

/** A new key, in Base64. */
export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

/**
 * Seals bytes in pieces of 1 MiB (AES-256-GCM), each with its number, so that none can be changed, moved or left out unseen. Without
 * the key nobody can read them either, wherever a copy of the blob may be (soft delete, a version, a backup).
 */
export async function* sealed(source: AsyncIterable<Uint8Array>, key: string): AsyncGenerator<Uint8Array> {
  const secret = Buffer.from(key, 'base64');
  let number = 0;
  for await (const plain of inPieces(source)) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, secret, nonce).setAAD(placeOf(number));
    // GCM keeps nothing back for the end.
    const body = cipher.update(plain);
    cipher.final();
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(body.byteLength);
    const piece = Buffer.concat([length, nonce, cipher.getAuthTag(), body]);
    letGo(plain);
    letGo(body);
    yield piece;
    number += 1;
  }
}

/**
 * Opens what was sealed, a piece at a time; each is there until the next is asked for. Throws `CopyAlteredError` before it gives a byte
 * that was not written, or too few.
 */
export async function* opened(
  source: AsyncIterable<Uint8Array>,
  key: string,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  const secret = Buffer.from(key, 'base64');
  let [number, given] = [0, 0];
  for await (const piece of piecesOf(source)) {
    const plain = open(piece, secret, number);
    [number, given] = [number + 1, given + plain.byteLength];
    yield plain;
    letGo(plain);
  }
  if (given !== bytes) throw new CopyAlteredError();
}

/** The sealed pieces as they were written, whole, in one place of memory that is used again for each of them. */
async function* piecesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const held = Buffer.alloc(HEAD_BYTES + PIECE_BYTES);
  let size = 0;
  for await (const more of source) {
    for (let from = 0; from < more.byteLength; ) {
      const wanted = size < HEAD_BYTES ? HEAD_BYTES : HEAD_BYTES + lengthIn(held);
      const part = more.subarray(from, from + wanted - size);
      held.set(part, size);
      [from, size] = [from + part.byteLength, size + part.byteLength];
      if (size < HEAD_BYTES || size < HEAD_BYTES + lengthIn(held)) continue;
      yield held.subarray(0, size);
      size = 0;
    }
  }
  if (size > 0) throw new CopyAlteredError();
}

/** How long the piece is whose head `held` begins with. */
function lengthIn(held: Buffer): number {
  const length = held.readUInt32BE();
  if (length > PIECE_BYTES) throw new CopyAlteredError();
  return length;
}

function open(piece: Buffer, secret: Buffer, number: number): Buffer {
  const nonce = piece.subarray(LENGTH_BYTES, LENGTH_BYTES + NONCE_BYTES);
  const tag = piece.subarray(LENGTH_BYTES + NONCE_BYTES, HEAD_BYTES);
  const cipher = createDecipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES })
    .setAAD(placeOf(number))
    .setAuthTag(tag);
  const plain = cipher.update(piece.subarray(HEAD_BYTES));
  try {
    // Only now is it known to be what was written.
    cipher.final();
  } catch {
    throw new CopyAlteredError();
  }
  return plain;
}

/** Frees a piece at once: the collector would come by only after dozens of them. */
function letGo({ buffer, byteLength }: Buffer): void {
  // Small ones share their memory.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

function placeOf(number: number): Buffer {
  return Buffer.from(String(number));
}

async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    for (let from = 0; from < chunk.byteLength; ) {
      const part = chunk.subarray(from, from + PIECE_BYTES - size);
      held.push(part);
      [from, size] = [from + part.byteLength, size + part.byteLength];
      if (size < PIECE_BYTES) continue;
      yield Buffer.concat(held);
      [held, size] = [[], 0];
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
