import { type Cancellation, cancelRun } from '../../src/work/cancel-run.ts';
import type { Engine } from '../../src/work/engine.ts';

/**
 * An engine during whose `at`-th effect somebody cancels a run: a request to HubSpot, or a step of the audit trail. `answers`
 * holds what they were told, once they have.
 */
export function cancellingEngine(
  engine: Engine,
  runId: string,
  at: number,
): { readonly engine: Engine; readonly answers: Cancellation[] } {
  const answers: Cancellation[] = [];
  let effects = 0;
  const counted = async <T>(effect: () => Promise<T>): Promise<T> => {
    effects += 1;
    if (effects === at) answers.push(await cancelRun(engine, runId, () => undefined));
    return effect();
  };
  const { audit, hubspot } = engine;
  const { transport } = hubspot;
  const cancelling: Engine = {
    ...engine,
    hubspot: { ...hubspot, transport: { ...transport, send: (request) => counted(() => transport.send(request)) } },
    audit: {
      open: () => audit.open(),
      intend: (intents, author) => counted(() => audit.intend(intents, author)),
      conclude: (open, conclusions, author) => counted(() => audit.conclude(open, conclusions, author)),
      record: (occurrences, author) => counted(() => audit.record(occurrences, author)),
    },
  };
  return { engine: cancelling, answers };
}
