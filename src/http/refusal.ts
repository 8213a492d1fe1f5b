import type { HttpResponseInit } from '@azure/functions';
import type { AuditTrail } from '../audit/trail.ts';
import { framesOf, type Log, logLine } from '../log.ts';
import type { Quota } from '../quota.ts';
import type { Refused } from './caller.ts';
import { forbidden, unauthenticated } from './refusal-answers.ts';

/** Stands in the trail for somebody who did not say who they are. */
const UNKNOWN = 'unknown';
/** Nobody may fill a trail by knocking: so many refusals a minute are recorded in each account's, by each process. */
const MOST_UNKNOWN = 1;
const MOST_KNOWN = 60;

/** Where refusals are recorded. */
export interface RefusalBook {
  /** The account whose trail it is, where there are several: what is refused in one says nothing of another. */
  readonly account: string | undefined;
  /** Creates the tables that are missing. */
  prepare(): Promise<void>;
  readonly audit: Pick<AuditTrail, 'record'>;
}

/**
 * Refuses a request: 401 when nobody knows who calls, 403 when they may not. Always a log line, and an audit event of the
 * function: of known callers each, up to sixty a minute; of all unknown ones together one a minute.
 */
export async function refuse(
  book: RefusalBook,
  quota: Quota,
  request: { readonly name: string; readonly method: string },
  caller: Refused,
  log: Log,
): Promise<HttpResponseInit> {
  const { name, method } = request;
  const { reason } = caller;
  const known = caller.kind === 'forbidden';
  const actor = known ? caller.actor : UNKNOWN;
  log('warn', logLine('request_refused', { function: name, method, actor, reason }));
  if (quota.admits(`${book.account ?? ''} ${name} ${actor}`, known ? MOST_KNOWN : MOST_UNKNOWN)) {
    // Whoever is refused stays refused, whether or not it could be written down.
    await record(book, name, `method=${method} reason=${reason}`, actor).catch((error: unknown) => {
      const frames = error instanceof Error ? framesOf(error) : '';
      log('error', logLine('refusal_not_recorded', { function: name, frames }));
    });
  }
  return caller.kind === 'forbidden' ? forbidden(caller) : unauthenticated();
}

async function record({ prepare, audit }: RefusalBook, name: string, cause: string, actor: string): Promise<void> {
  await prepare();
  await audit.record([{ action: 'refused', subject: `function:${name}`, cause }], { runId: '', actor });
}
