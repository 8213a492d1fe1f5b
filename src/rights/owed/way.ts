import type { SliceContext } from '../../facts/context.ts';
import { owedRequests } from '../../facts/open-requests.ts';
import { PARTS } from '../../facts/parts.ts';
import type { OwedRequest } from '../../facts/requests-of-people.ts';
import type { Engine } from '../../work/engine.ts';
import type { Step, WayOf } from '../../work/steps.ts';
import type { PersonRequest } from '../requests/request.ts';
import { requestsOf } from '../requests/requests-of.ts';
import { carryOutRestrictions } from './carry-out.ts';
import { contactsToFree, contactsToRestrict } from '../requests/restriction-orders.ts';

/** The ways of all runs as they are, but for what is owed to requests of people, which is seen to before they end. */
export function withRequests(way: WayOf, engine: Engine): WayOf {
  return (run) => way(run).map((step) => (step.phase === 'concluding' ? payingOwed(step, engine) : step));
}

function payingOwed(step: Step, engine: Engine): Step {
  return {
    ...step,
    work: async (context) => {
      await payOwed(context, engine);
      return step.work(context);
    },
  };
}

async function payOwed(context: SliceContext, engine: Engine): Promise<void> {
  const looked = await context.store.first(PARTS.owed);
  const owed = looked ?? (await owedRequests(context));
  if (owed.length === 0) return;
  await carryOutRestrictions(context, engine, await requestsBehind(engine, owed));
  if (looked !== undefined && !context.session.run.dryRun) await settle(context, engine, looked);
}

/**
 * Lets go of requests whose contacts this run has looked at, once nobody of them is to be restricted or freed any more. Whose flags could
 * not be written is tried again as anybody is.
 */
async function settle({ session }: SliceContext, engine: Engine, looked: readonly OwedRequest[]): Promise<void> {
  const behind = await requestsBehind(engine, looked);
  const waiting = behind.filter((one) => contactsToRestrict(one).length + contactsToFree(one).length > 0);
  const ids = new Set(waiting.map(({ id }) => id));
  session.assertOurs();
  await requestsOf(engine).settle(looked.filter(({ id }) => !ids.has(id)));
}

async function requestsBehind(engine: Engine, owed: readonly OwedRequest[]): Promise<PersonRequest[]> {
  const found = await Promise.all(owed.map(({ id }) => requestsOf(engine).find(id)));
  return found.flatMap((stored) => stored?.request ?? []);
}
