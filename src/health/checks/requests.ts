import { daysBetween } from '../../register/calendar.ts';
import { type Check, checkOf, type Problem } from '../check.ts';
import type { HealthFacts, RequestFacts } from '../facts.ts';
import { unread } from './storage.ts';

/** So many requests are told of each sort; GET /api/requests has them all. */
const MOST_TOLD = 20;
/** So long before its strict deadline a request needs attention. */
const SOON_DAYS = 7;
/** Whoever has not said who they are by then may need to be asked again. */
const UNIDENTIFIED_DAYS = 14;

type Open = RequestFacts['open'][number];

/**
 * Whether every person is answered in time (Art. 12(3)), and known: by the strict deadline, whatever pauses there were. Whoever was told
 * that a hold or a restriction keeps their data from being erased is answered (Art. 12(4)), though the request stays open: until then it is
 * overdue like any other, and told late it is overdue no more.
 */
export function checkRequests({ requests }: Pick<HealthFacts, 'requests'>): Check {
  if (!requests.known) return unread('requests', 'The requests of people', requests);
  const { today, open } = requests.value;
  const waiting = open.filter((one) => one.isWaiting);
  const byDeadline = open.filter((one) => !one.isWaiting).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const overdue = byDeadline.filter(({ dueOn }) => dueOn < today);
  const dueSoon = byDeadline.filter(({ dueOn }) => dueOn >= today && daysBetween(today, dueOn) <= SOON_DAYS);
  const unidentified = byDeadline.filter((one) => isUnidentified(one, today));
  const facts = {
    open: open.length,
    overdue: told(overdue),
    dueSoon: told(dueSoon),
    unidentified: told(unidentified),
    waiting: told(waiting),
  };
  return checkOf('requests', [...late(overdue), ...soon(dueSoon), ...unknown(unidentified, today)], facts);
}

function isUnidentified({ state, receivedOn }: Open, today: string): boolean {
  return state === 'identifying' && daysBetween(receivedOn, today) >= UNIDENTIFIED_DAYS;
}

const told = (some: readonly Open[]) => some.slice(0, MOST_TOLD).map(({ id, kind, dueOn }) => ({ id, kind, dueOn }));
const named = (some: readonly Open[]) => {
  const more = some.length > MOST_TOLD ? ` and ${some.length - MOST_TOLD} more` : '';
  return `${told(some)
    .map(({ id, kind, dueOn }) => `${id} (${kind}, ${dueOn})`)
    .join(', ')}${more}`;
};

function late(overdue: readonly Open[]): Problem[] {
  if (overdue.length === 0) return [];
  const reason = `The deadline of these requests is over (Art. 12(3)): ${named(overdue)}.`;
  return [{ status: 'failed', reason, action: 'Answer the person without delay, and say why it took so long.' }];
}

function soon(dueSoon: readonly Open[]): Problem[] {
  if (dueSoon.length === 0) return [];
  const reason = `These requests have to be answered within ${SOON_DAYS} days: ${named(dueSoon)}.`;
  const action = 'Answer them, or extend them while the first month lasts (GET /api/requests shows what may be done).';
  return [{ status: 'degraded', reason, action }];
}

function unknown(unidentified: readonly Open[], today: string): Problem[] {
  const [over, waiting] = [true, false].map((isOver) => unidentified.filter(({ dueOn }) => dueOn < today === isOver));
  const problems: Problem[] = [];
  if (waiting !== undefined && waiting.length > 0) {
    const reason = `Of these requests the identity of who asks has not been proven for ${UNIDENTIFIED_DAYS} days: ${named(waiting)}.`;
    const action = 'Ask again, or answer with the letter refusal and close-unidentified before the deadline.';
    problems.push({ status: 'degraded', reason, action });
  }
  if (over !== undefined && over.length > 0) {
    const reason = `Of these requests the identity of who asks was never proven: ${named(over)}.`;
    const action = 'Send the letter refusal, with reason and remedy, record it, and end them with close-unidentified.';
    problems.push({ status: 'failed', reason, action });
  }
  return problems;
}
