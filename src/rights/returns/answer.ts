import type { Return, ReturnAnswer } from '../../erased/return.ts';
import type { StoredReturn } from '../../erased/returns.ts';
import { formatInstant } from '../../register/instant.ts';
import { subjectOf } from '../../register/record.ts';
import type { Engine } from '../../work/engine.ts';

/** What became of an officer's answer. */
export type Answered =
  | { readonly kind: 'answered'; readonly found: Return }
  | { readonly kind: 'unknown' }
  /** Somebody gave the other answer before. */
  | { readonly kind: 'answered_otherwise'; readonly found: Return };

/**
 * Answers for somebody who has come back: the answer is kept for that address and contact, and recorded in the trail under the
 * person who gave it. The same answer again changes nothing; another one is refused. Nobody is erased by it: `erase_again` keeps the
 * return open until a request of the person (Art. 17) is under way, which this version of the program cannot open.
 */
export async function answerReturn(
  { returns, audit, now }: Pick<Engine, 'returns' | 'audit' | 'now'>,
  id: string,
  answer: ReturnAnswer,
  actor: string,
): Promise<Answered> {
  // Whoever is faster wins; the other is told what was answered.
  for (;;) {
    const stored = await returns.find(id);
    if (stored === undefined) return { kind: 'unknown' };
    const { found } = stored;
    if (found.answer !== null && found.answer !== answer) return { kind: 'answered_otherwise', found };
    if (found.answer !== null && found.recorded) return { kind: 'answered', found };
    const given = found.answer === null ? withAnswer(found, answer, actor, formatInstant(now())) : found;
    const claimed = found.answer === null ? await claim(returns, stored, given) : stored;
    if (claimed === undefined) continue;
    const { answeredBy } = given;
    const cause = `return=${id} answer=${answer}`;
    const subject = subjectOf({ kind: 'contacts', id: found.contactId });
    // Only then is it closed: what a crash leaves without event is open until the answer is repeated.
    await audit.record([{ action: 'return_answered', subject, cause }], { runId: '', actor: answeredBy ?? actor });
    const recorded = { ...given, recorded: true };
    await returns.save(recorded, claimed.etag);
    return { kind: 'answered', found: recorded };
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
