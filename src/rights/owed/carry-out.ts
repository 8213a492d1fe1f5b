import type { SliceContext } from '../../facts/context.ts';
import type { SetValues } from '../../effects/effect.ts';
import { execute } from '../../effects/execute.ts';
import { setValues } from '../../effects/kinds/set-values.ts';
import { modeOf } from '../../effects/mode.ts';
import { partBehind, withPartBehind } from '../../effects/writing-cursor.ts';
import type { Fate } from '../../hubspot/fate.ts';
import { subjectOf } from '../../register/record.ts';
import type { Engine } from '../../work/engine.ts';
import type { PersonRequest } from '../requests/request.ts';
import { requestsOf } from '../requests/requests-of.ts';
import { contactsNow } from './contacts-now.ts';
import { keepDone } from './keep-done.ts';
import type { Ended, Order } from './order.ts';
import { contactsInForce, contactsToFree, contactsToRestrict } from '../requests/restriction-orders.ts';
import { reportSteps } from './report.ts';
import { type Contact, stepToFree, stepToRestrict } from './step.ts';

const RESTRICTED = 'rekisteri_processing_restricted';

/**
 * Restricts and frees the contacts of these requests (Art. 18, 21), through the executor, and keeps with each request what is done.
 * Safe to repeat: HubSpot's history tells what this program has set before. What cannot be read or written waits for the next run.
 */
export async function carryOutRestrictions(
  context: SliceContext,
  engine: Engine,
  requests: readonly PersonRequest[],
): Promise<void> {
  const wanted = requests.filter((one) => contactsToRestrict(one).length + contactsToFree(one).length > 0);
  if (wanted.length === 0) return;
  const ids = wanted.flatMap((one) => [...contactsToRestrict(one), ...contactsToFree(one)]);
  const contacts = await contactsNow(context, [...new Set(ids)]);
  const orders = ordersOf(wanted, contacts, await othersOf(engine, wanted), context);
  const effects = effectsOf(orders);
  const part = await partBehind(context.store);
  const fates = await execute(context, setValues(context, 'contacts'), effects, { part });
  const ended = orders.map((order): Ended => ({ ...order, fate: fateOf(order, fates) }));
  await reportSteps(context, ended);
  if (modeOf(context) === 'list') return context.session.checkpoint((run) => withPartBehind(run, part));
  const { storage, rowMacs } = engine;
  const { audit, session } = context;
  for (const request of wanted) await keepDone({ storage, rowMacs, audit }, request, ended, session.run);
}

/** Requests that want somebody restricted; asked only where somebody is to be freed. */
async function othersOf(engine: Engine, wanted: readonly PersonRequest[]): Promise<readonly PersonRequest[]> {
  return wanted.some((one) => contactsToFree(one).length > 0) ? requestsOf(engine).restricting() : [];
}

function ordersOf(
  wanted: readonly PersonRequest[],
  contacts: ReadonlyMap<string, Contact>,
  restricting: readonly PersonRequest[],
  { policy }: SliceContext,
): Order[] {
  const UNREAD: Contact = { kind: 'unread', reason: 'it was not looked at' };
  const contactOf = (id: string) => contacts.get(id) ?? UNREAD;
  const isWantedByOthers = (id: string, request: PersonRequest) => {
    const contact = contactOf(id);
    const names = contact.kind === 'person' ? [id, contact.person.id, ...contact.person.mergedIds] : [id];
    return restricting.some(
      (one) => one.id !== request.id && contactsInForce(one).some((other) => names.includes(other)),
    );
  };
  return wanted.flatMap((request) => [
    ...contactsToRestrict(request).map((contactId): Order => {
      const step = stepToRestrict(contactOf(contactId), Date.parse(request.decision?.at ?? ''));
      return { request, contactId, to: 'restrict', step };
    }),
    ...contactsToFree(request).map((contactId): Order => {
      const step = stepToFree(contactOf(contactId), isWantedByOthers(contactId, request), policy);
      return { request, contactId, to: 'free', step };
    }),
  ]);
}

/** One effect for each contact in HubSpot, whoever wants it; to restrict goes before to free. */
function effectsOf(orders: readonly Order[]): SetValues[] {
  const effects = new Map<string, SetValues>();
  for (const { request, step } of orders.toSorted((a, b) => (a.to === b.to ? 0 : a.to === 'restrict' ? -1 : 1))) {
    if (step.kind !== 'write' || effects.has(step.id)) continue;
    const { id, before, after } = step;
    const cause = `Art. ${request.kind === 'objection' ? 21 : 18} request=${request.id}`;
    const changes = [{ property: RESTRICTED, before, after, cause }];
    effects.set(id, { type: 'set_values', record: { kind: 'contacts', id }, changes, cause });
  }
  return [...effects.values()];
}

function fateOf({ step }: Order, fates: ReadonlyMap<string, Fate>): Fate | undefined {
  if (step.kind === 'write') return fates.get(subjectOf({ kind: 'contacts', id: step.id }));
  return step.kind === 'over' ? { kind: 'done' } : undefined;
}
