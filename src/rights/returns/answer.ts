import type { Return, ReturnAnswer } from '../../erased/return.ts';
import type { StoredReturn } from '../../erased/returns.ts';
import { localDate } from '../../register/calendar.ts';
import { formatInstant } from '../../register/instant.ts';
import { subjectOf } from '../../register/record.ts';
import type { Engine } from '../../work/engine.ts';
import { openOfKind, openRequest } from '../requests/actions/file.ts';
import { newRequest } from '../requests/new-request.ts';
import type { PersonRequest } from '../requests/request.ts';
import type { RequestStorage } from '../requests/requests-of.ts';

/** What an answer needs of the engine. */
type RequestEngine = RequestStorage &
  Pick<Engine, 'returns' | 'audit' | 'now' | 'systemNow' | 'recordingQuota'> & {
    readonly policy: Pick<Engine['policy'], 'timeZone'>;
  };

/** What belongs to the filing of a request, and asks HubSpot. */
export interface Filing {
  /** Where else the person is. */
  readonly elsewhereOf: (contactId: string) => Promise<PersonRequest['elsewhere']>;
  /** What comes after it was filed. */
  readonly whenFiled: (request: PersonRequest) => Promise<void>;
}

/** What became of an officer's answer. */
export type Answered =
  | { readonly kind: 'answered'; readonly found: Return }
  | { readonly kind: 'unknown' }
  /** Somebody gave the other answer before. */
  | { readonly kind: 'answered_otherwise'; readonly found: Return };

/**
 * Answers for somebody who has come back: the answer is kept for that address and contact, and recorded in the trail under the
 * person who gave it. The same answer again changes nothing; another one is refused. Nobody is erased by it: `erase_again`
 * opens a request (Art. 17), or names the one that is open, by which they may be.
 */
export async function answerReturn(
  engine: RequestEngine,
  id: string,
  answer: ReturnAnswer,
  actor: string,
  filing: Filing,
): Promise<Answered> {
  const { returns, audit, now } = engine;
  // Whoever is faster wins; the other is told what was answered.
  for (;;) {
    const stored = await returns.find(id);
    if (stored === undefined) return { kind: 'unknown' };
    const { found } = stored;
    if (found.answer !== null && found.answer !== answer) return { kind: 'answered_otherwise', found };
    if (found.answer !== null && found.recorded && !lacksRequest(found)) return { kind: 'answered', found };
    const given = found.answer === null ? withAnswer(found, answer, actor, formatInstant(now())) : found;
    const claimed = found.answer === null ? await claim(returns, stored, given) : stored;
    if (claimed === undefined) continue;
    const by = given.answeredBy ?? actor;
    const cause = `return=${id} answer=${answer}`;
    const subject = subjectOf({ kind: 'contacts', id: found.contactId });
    // Only then is it closed: what a crash leaves without event is open until the answer is repeated.
    const event = { action: 'return_answered', subject, cause } as const;
    if (!given.recorded) await audit.record([event], { runId: '', actor: by });
    const requestId = answer === 'erase_again' ? await erasureRequestOf(engine, given, by, filing) : null;
    const recorded = { ...given, recorded: true, requestId };
    await returns.save(recorded, claimed.etag);
    return { kind: 'answered', found: recorded };
  }
}

/** Answered by a version of the program that opened none. */
function lacksRequest({ answer, requestId }: Return): boolean {
  return answer === 'erase_again' && requestId === null;
}

/** The request by which somebody may be erased again: the one that is open, or a new one. Safe to repeat. */
async function erasureRequestOf(
  engine: RequestEngine,
  { contactId }: Return,
  actor: string,
  { elsewhereOf, whenFiled }: Filing,
): Promise<string> {
  // Every further pass follows a request that somebody else opened or ended in between, so this comes to an end.
  for (;;) {
    const open = await openOfKind(engine, [contactId], 'erasure');
    if (open !== undefined) return open;
    const receivedOn = localDate(engine.now(), engine.policy.timeZone);
    const wish = { kind: 'erasure', receivedOn, channel: 'other', marketing: false } as const;
    const elsewhere = await elsewhereOf(contactId);
    const filed = await openRequest(engine, { ...newRequest(engine, wish, [contactId], actor), elsewhere }, actor);
    if (filed.kind !== 'filed') continue;
    await whenFiled(filed.request);
    return filed.request.id;
  }
}

/** Keeps an answer that nobody has given yet; `undefined` when somebody else was faster. */
async function claim(
  returns: Engine['returns'],
  { etag }: StoredReturn,
  given: Return,
): Promise<StoredReturn | undefined> {
  return (await returns.save(given, etag)) ? returns.find(given.id) : undefined;
}

function withAnswer(found: Return, answer: ReturnAnswer, answeredBy: string, answeredAt: string): Return {
  return { ...found, answer, answeredAt, answeredBy };
}
