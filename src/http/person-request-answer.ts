import type { Policy } from '../policy/schema.ts';
import { localDate } from '../register/calendar.ts';
import { contactsToErase, openDuties, processorCode } from '../rights/requests/duties.ts';
import { requestActions } from '../rights/requests/look.ts';
import { deadlinesOf, type PersonRequest } from '../rights/requests/request.ts';
import { staffSteps } from '../rights/requests/staff-steps.ts';
import { isWaiting, waitsFor } from '../rights/requests/waits-for.ts';
import type { Engine } from '../work/engine.ts';
import type { PersonRequestAnswer } from './schemas/person-request.ts';

/** A request as answers show it: with its deadlines, what is open and what may come next. */
export function personRequestAnswer(
  { policy, now }: Pick<Engine, 'policy' | 'now'>,
  request: PersonRequest,
): PersonRequestAnswer {
  const { revision: _, lateErasureAt: __, recipients, left, ...shown } = request;
  const today = localDate(now(), policy.timeZone);
  return {
    ...shown,
    ...deadlinesOf(request, today),
    actions: requestActions(request, policy, today),
    open: openDuties(request, policy),
    left: contactsToErase(request).map((id) => {
      const { until = null, at: _at, ...one } = left.find(({ contactId }) => contactId === id) ?? unknownLeft(id);
      return { ...one, until, waitsFor: waitsFor({ ...one, until }, today) };
    }),
    waiting: isWaiting(request, policy, today),
    staffSteps: staffSteps(request),
    recipients: checklistOf(recipients, policy),
  };
}

/** No list has had them yet. */
function unknownLeft(contactId: string) {
  return { contactId, listId: null, status: null, reason: null, until: null, at: undefined };
}

/** Every processor of the policy, and whoever was told that is none any more, by the code that is kept. */
function checklistOf(
  told: PersonRequest['recipients'],
  { processors }: Pick<Policy, 'processors'>,
): PersonRequestAnswer['recipients'] {
  const codes = new Map(processors.map(({ name }) => [processorCode(name), name]));
  const listed = [...codes].map(([code, processor]) => {
    const one = told.find((recipient) => recipient.processor === code);
    return { processor, on: one?.on ?? null, by: one?.by ?? null };
  });
  return [...listed, ...told.filter(({ processor }) => !codes.has(processor))];
}
