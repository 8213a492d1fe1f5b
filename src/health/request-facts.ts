import { localDate } from '../register/calendar.ts';
import { dueOn } from '../register/deadline.ts';
import { isWaiting } from '../rights/requests/waits-for.ts';
import { requestsOf } from '../rights/requests/requests-of.ts';
import type { Engine } from '../work/engine.ts';
import type { RequestFacts } from './facts.ts';

/** Reads the requests that are open: they are few, and looked for by their state. */
export async function readRequestFacts(
  engine: Pick<Engine, 'storage' | 'rowMacs' | 'policy' | 'now'>,
): Promise<RequestFacts> {
  const open = await requestsOf(engine).open();
  const today = localDate(engine.now(), engine.policy.timeZone);
  return {
    today,
    open: open.map((request) => {
      const { id, kind, state, receivedOn, extension } = request;
      const deadline = dueOn({ receivedOn, extended: extension !== null });
      return { id, kind, state, receivedOn, dueOn: deadline, isWaiting: isWaiting(request, engine.policy, today) };
    }),
  };
}
