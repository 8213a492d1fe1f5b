import { type Day, dayOf } from './days.ts';
import { READ_PROPERTIES, type ReadProperty } from './properties.ts';
import { isKey, isRead, type Known, optionOf, textOf, type Values, yesOf } from './values.ts';
import { DECISION_WORDS, type Decision, REQUEST_WORDS, type RequestKind, STATUS_WORDS } from './messages.ts';

/** Something about a contact that waits for somebody, or that staff should know before they act. */
export type Waiting =
  | {
      readonly kind: 'requests';
      readonly kinds: readonly (RequestKind | string)[];
      readonly due: Known<Day>;
      readonly overdue: boolean;
    }
  | { readonly kind: 'decision_missing' }
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'decided_early'; readonly decision: Decision }
  | { readonly kind: 'consent_review' }
  | { readonly kind: 'restricted' }
  | { readonly kind: 'hold'; readonly until: Day; readonly reason: string }
  | { readonly kind: 'hold_over'; readonly until: Day }
  | { readonly kind: 'hold_without_day' }
  | { readonly kind: 'status_behind' }
  | { readonly kind: 'odd'; readonly property: ReadProperty; readonly text: string }
  | { readonly kind: 'unread'; readonly properties: readonly ReadProperty[] };

/** All of it on `today`, a day in Finland; what is most urgent comes first. */
export function waitingOf(values: Values, today: Day): Waiting[] {
  const status = optionOf(values, 'rekisteri_retention_status', STATUS_WORDS);
  const is = (...statuses: string[]) => status.kind === 'known' && statuses.includes(status.value);
  const endsOn = dayOf(values, 'rekisteri_retention_ends');
  const hold = dayOf(values, 'rekisteri_hold_until');
  const held = hold.kind === 'known' && hold.value >= today;
  const behind =
    (held && is('active', 'ending_soon', 'ended')) ||
    (!held && hold.kind !== 'odd' && isRead(values, 'rekisteri_hold_until') && is('on_hold')) ||
    (is('active', 'ending_soon') && endsOn.kind === 'known' && endsOn.value < today) ||
    (is('ended') && endsOn.kind === 'known' && endsOn.value >= today);
  return [
    ...requests(values, today),
    ...(yesOf(values, 'rekisteri_processing_restricted').kind === 'known' ? [{ kind: 'restricted' } as const] : []),
    ...decision(values, is('ended')),
    ...(yesOf(values, 'rekisteri_consent_data_review').kind === 'known' ? [{ kind: 'consent_review' } as const] : []),
    ...holds(values, hold, held),
    ...(behind ? [{ kind: 'status_behind' } as const] : []),
    ...odd(values),
    ...unread(values),
  ];
}

function requests(values: Values, today: Day): Waiting[] {
  const kinds = textOf(values, 'rekisteri_request_open')
    .split(';')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== '');
  const due = dayOf(values, 'rekisteri_request_due');
  if (kinds.length === 0 && due.kind === 'none') return [];
  return [{ kind: 'requests', kinds, due, overdue: due.kind === 'known' && due.value < today }];
}

function decision(values: Values, ended: boolean): Waiting[] {
  const decided = optionOf(values, 'rekisteri_retention_decision', DECISION_WORDS);
  if (decided.kind === 'known') return [{ kind: ended ? 'decided' : 'decided_early', decision: decided.value }];
  const missing = decided.kind === 'none' && ended && isRead(values, 'rekisteri_retention_decision');
  return missing ? [{ kind: 'decision_missing' }] : [];
}

function holds(values: Values, hold: Known<Day>, held: boolean): Waiting[] {
  const reason = textOf(values, 'rekisteri_hold_reason');
  if (hold.kind === 'known') {
    return [held ? { kind: 'hold', until: hold.value, reason } : { kind: 'hold_over', until: hold.value }];
  }
  return hold.kind === 'none' && reason !== '' && isRead(values, 'rekisteri_hold_until')
    ? [{ kind: 'hold_without_day' }]
    : [];
}

/** Values that say something which nobody here can tell: shown as they are, never passed over. */
function odd(values: Values): Waiting[] {
  const read: readonly (readonly [ReadProperty, Known<unknown>])[] = [
    ['rekisteri_retention_ends', dayOf(values, 'rekisteri_retention_ends')],
    ['rekisteri_hold_until', dayOf(values, 'rekisteri_hold_until')],
    ['rekisteri_processing_restricted', yesOf(values, 'rekisteri_processing_restricted')],
    ['rekisteri_retention_decision', optionOf(values, 'rekisteri_retention_decision', DECISION_WORDS)],
    ['rekisteri_consent_data_review', yesOf(values, 'rekisteri_consent_data_review')],
    ['rekisteri_request_due', dayOf(values, 'rekisteri_request_due')],
  ];
  return read.flatMap(([property, value]) =>
    value.kind === 'odd' ? [{ kind: 'odd', property, text: value.text }] : [],
  );
}

/** What was asked for and is not in the answer: it may be anything. */
function unread(values: Values): Waiting[] {
  const properties = READ_PROPERTIES.filter((property) => !isRead(values, property));
  return properties.length > 0 ? [{ kind: 'unread', properties }] : [];
}

/** What a request is called; one of a kind that is not known here is called by its value. */
export function requestWord(kind: string): string {
  return isKey(REQUEST_WORDS, kind) ? REQUEST_WORDS[kind] : kind;
}
