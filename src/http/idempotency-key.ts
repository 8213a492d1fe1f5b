import type { AuditKey } from '../audit/key.ts';
import type { FieldError } from './answers.ts';

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,255}$/;
/** A string as RFC 8941 (structured fields) has it, which the draft asks for; most callers leave the quotes off. */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * Reads the header `Idempotency-Key` (IETF draft httpapi-idempotency-key-header): 1 to 255 visible ASCII characters, in
 * quotes or not. Gives `undefined` when there is none.
 */
export function readIdempotencyKey(headers: {
  get(name: string): string | null;
}): { readonly key: string | undefined } | { readonly errors: readonly FieldError[] } {
  const header = headers.get(HEADER);
  if (header === null) return { key: undefined };
  const key = header.startsWith('"') ? QUOTED.exec(header)?.[1]?.replace(/\\(.)/g, '$1') : header;
  if (key !== undefined && KEY.test(key)) return { key };
  return { errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }] };
}

/** Stands for the key of a request, which is free text, in the table; keys of different callers do not meet. */
export function hashOfKey(auditKey: AuditKey, actor: string, key: string): string {
  return auditKey.hashOfText(HEADER, `${actor}\n${key}`);
}
