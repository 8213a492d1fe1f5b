import { type Check, checkOf } from '../check.ts';
import type { HealthFacts } from '../facts.ts';
import type { Known } from '../known.ts';

const MEND_STORAGE =
  'Look at the health and the metrics of the storage account, its firewall, and the key or the role that RegisterStorage relies on.';

/** Tables and queue: without any one of them no run goes on. */
export function checkStorage({ storage }: Pick<HealthFacts, 'storage'>): Check {
  const problems = storage.flatMap(({ name, answer }) =>
    answer.known
      ? []
      : [{ status: 'failed', reason: `${name} cannot be used (${answer.reason}).`, action: MEND_STORAGE } as const],
  );
  const facts = Object.fromEntries(
    storage.map(({ name, answer }) => [name, answer.known ? 'reachable' : answer.reason]),
  );
  return checkOf('storage', problems, facts);
}

/** The function `poisonedSlice` takes what the queue gives up; what stays there means that it does not. */
export function checkPoisonQueue({ poisoned }: Pick<HealthFacts, 'poisoned'>): Check {
  if (!poisoned.known) return unread('poisonQueue', 'The poison queue', poisoned);
  const { value: messages } = poisoned;
  if (messages === 0) return checkOf('poisonQueue', [], { messages });
  const reason = `The queue has given up ${messages} messages that nobody has handled.`;
  const action = 'Look whether the function poisonedSlice is enabled, and at its log.';
  return checkOf('poisonQueue', [{ status: 'degraded', reason, action }], { messages });
}

/** A check whose facts could not be read. */
export function unread(name: string, what: string, { reason }: Exclude<Known<unknown>, { known: true }>): Check {
  return checkOf(name, [
    { status: 'degraded', reason: `${what} could not be read (${reason}).`, action: MEND_STORAGE },
  ]);
}
