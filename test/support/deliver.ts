import { isFinished, type Run } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { handlePoisoned } from '../../src/work/poisoned-slice.ts';
import { wake } from '../../src/work/request-run.ts';
import { runSlice } from '../../src/work/run-slice.ts';
import type { Delivery, MessageBag } from './message-bag.ts';

const DELIVERIES = 5;
const REDELIVERED_MS = 30_000;
const MOST_DELIVERIES = 200;
const ignore = () => undefined;

/** Delivers a message as the Functions host does: what fails comes again, and in the end goes to the poison queue. */
export async function deliver(engine: Engine, bag: MessageBag, delivery: Delivery): Promise<void> {
  try {
    if (delivery.taken >= DELIVERIES) await handlePoisoned(engine, delivery.message, ignore);
    else await runSlice(engine, delivery.message, ignore);
  } catch {
    bag.putBack(delivery, REDELIVERED_MS);
  }
}

/** Delivers until a run has ended; a timer finds it when there is no message left. */
export async function deliverUntilEnd(engine: Engine, bag: MessageBag, runId: string): Promise<Run> {
  for (let deliveries = 0; deliveries < MOST_DELIVERIES; deliveries += 1) {
    const stored = await engine.ledger.find(runId);
    if (stored !== undefined && isFinished(stored.run)) return stored.run;
    const delivery = bag.take();
    if (delivery === undefined) await wake(engine);
    else await deliver(engine, bag, delivery);
  }
  throw new Error(`The run ${runId} does not come to an end.`);
}
