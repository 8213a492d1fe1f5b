import { localDate } from '../register/calendar.ts';
import { dueOn } from '../register/deadline.ts';
import { requestsOf } from '../rights/requests/requests-of.ts';
import type { Engine } from '../work/engine.ts';
import type { RequestFacts } from './facts.ts';

/** Reads the requests that are open: they are few, and looked for by their state. */
export async function readRequestFacts(
  engine: Pick<Engine, 'storage' | 'rowMacs' | 'policy' | 'now'>,
): Promise<RequestFacts> {
  const open = await requestsOf(engine).open();
  return {
    today: localDate(engine.now(), engine.policy.timeZone),
    open: open.map(({ id, kind, state, receivedOn, extension }) => {
      return { id, kind, state, receivedOn, dueOn: dueOn({ receivedOn, extended: extension !== null }) };
    }),
  };
}
