import type { ReadableStream } from 'node:stream/web';
import type { HttpResponseInit } from '@azure/functions';
import { formatInstant } from '../register/instant.ts';
import type { CopyFormat } from '../rights/copy/disclose.ts';
import { HOUR_MS, type Prepared } from '../rights/copy/prepared/prepared.ts';
import { addressOf } from './account-query.ts';
import { file, json } from './answers.ts';
import type { PreparedCopy } from './schemas/prepared-copy.ts';

/** Media types of copies. */
const COPY_TYPES = {
  json: 'application/json',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
} as const satisfies Readonly<Record<CopyFormat, string>>;

/** Seconds after which it is worth looking again. */
const RETRY_SECONDS = '10';

/** A copy as a file; its name holds ids only. */
export async function copyAnswer(
  requestId: string,
  format: CopyFormat,
  body: Uint8Array | ReadableStream<Uint8Array>,
  bytes: number,
): Promise<HttpResponseInit> {
  const name = `copy-${requestId}.${format}`;
  const policy =
    format === 'html' ? { 'content-security-policy': (await import('../rights/page.ts')).PAGE_POLICY } : {};
  return file(body, { type: COPY_TYPES[format], name, bytes }, { vary: 'accept', ...policy });
}

/** Where a copy that is prepared can be fetched. */
export function preparedAnswer(prepared: Prepared, account: string | undefined): HttpResponseInit {
  const { copyId, requestId, format, state, madeAt } = prepared;
  const deletedAt = madeAt === null ? null : formatInstant(Date.parse(madeAt) + HOUR_MS);
  const body: PreparedCopy = { copyId, requestId, format, state: state === 'ready' ? 'ready' : 'preparing', deletedAt };
  const location = addressOf(`/api/requests/${requestId}/copies/${copyId}`, account);
  return json(202, body, { location, 'retry-after': RETRY_SECONDS, vary: 'accept' });
}
