import type { PersonRequestAnswer } from '../../api/types.ts';
import { daysBetween } from '../../words/formats.ts';

/** How a deadline stands: as health has it, a warning from seven days before (`docs/requests.md`). */
type Urgency = 'ended' | 'overdue' | 'soon' | 'later';

const SOON_DAYS = 7;

export interface Deadline {
  readonly urgency: Urgency;
  /** Days until `dueOn`; negative past it. */
  readonly days: number;
}

/** How the strict deadline of a request stands on a day. */
export function deadlineOf(
  { dueOn, endedAt }: Pick<PersonRequestAnswer, 'dueOn' | 'endedAt'>,
  today: string,
): Deadline {
  const days = daysBetween(today, dueOn);
  if (endedAt !== null) return { urgency: 'ended', days };
  if (days < 0) return { urgency: 'overdue', days };
  return { urgency: days <= SOON_DAYS ? 'soon' : 'later', days };
}
