import { dueOn, extendableUntil } from '../../../register/deadline.ts';
import { type Acting, type Change, changing, type RequestRefusal } from '../acting.ts';
import type { PersonRequest } from '../request.ts';

/** Begins to wait for the person: who they are, or what they mean where very much is held (recital 63). */
export function pause(
  { pauses }: PersonRequest,
  { today }: Acting,
  reason: PersonRequest['pauses'][number]['reason'],
): Change | RequestRefusal {
  if (pauses.some(({ to }) => to === null)) return { kind: 'paused_already' };
  return changing({ pauses: [...pauses, { reason, from: today, to: null }] }, 'request_paused', `reason=${reason}`);
}

/** What the controller waited for has come. */
export function resume({ pauses }: PersonRequest, { today }: Acting): Change | RequestRefusal {
  if (pauses.every(({ to }) => to !== null)) return { kind: 'not_paused' };
  return changing({ pauses: endedPauses(pauses, today) }, 'request_resumed');
}

/** A pause that lasts ends with the request, too. */
export function endedPauses(pauses: PersonRequest['pauses'], today: string): PersonRequest['pauses'] {
  return pauses.map((one) => (one.to === null ? { ...one, to: today } : one));
}

/** Three months from receipt instead of one; only within the first, for the person must be told in it (Art. 12(3)). */
export function extend(
  { extension, receivedOn }: PersonRequest,
  { today, actor: by }: Acting,
  reason: NonNullable<PersonRequest['extension']>['reason'],
): Change | RequestRefusal {
  if (extension !== null) return { kind: 'extended_already' };
  const until = extendableUntil({ receivedOn });
  if (today > until) return { kind: 'too_late_to_extend', until };
  const told = `reason=${reason} dueOn=${dueOn({ receivedOn, extended: true })}`;
  return changing({ extension: { reason, on: today, by } }, 'request_extended', told);
}
