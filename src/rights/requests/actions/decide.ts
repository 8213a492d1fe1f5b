import { digestOf } from '../../../digest.ts';
import { UNFOUNDED } from '../../../policy/ground-texts.ts';
import { type Acting, type Change, changing, type RequestRefusal } from '../acting.ts';
import { isRectifiable } from '../rectified.ts';
import type { DecidedItem, PersonRequest, RequestKind } from '../request.ts';

/** Rights that are a person's as a whole: each contact of the request is decided about, and nothing smaller. */
const OF_CONTACTS: readonly RequestKind[] = ['erasure', 'restriction', 'objection'];

/**
 * Decides about a request, item by item; one that is refused keeps nothing else. Refusing as unfounded or excessive takes a proof, and
 * a second officer who decides the same (Art. 12(5)): until then it is a proposal.
 */
export function decide(
  request: PersonRequest,
  { policy, actor, at, today }: Acting,
  items: readonly DecidedItem[],
): Change | RequestRefusal {
  const wrong =
    wrongWith(request, items) ?? items.map((item, place) => wrongItem(request, item, place, policy)).find(Boolean);
  if (wrong !== undefined) return wrong;
  const { proposal } = request;
  const decided = { items: [...items], by: actor, at, on: today };
  const told = summaryOf(items);
  if (!items.some(({ ground }) => ground === UNFOUNDED)) {
    const decision = { ...decided, proposedBy: null };
    return changing({ state: stateOf(request, items), decision, proposal: null }, 'request_decided', told);
  }
  if (proposal === null || digestOf(proposal.items) !== digestOf(items))
    return changing({ proposal: decided }, 'request_proposed', told);
  if (proposal.by === actor) return { kind: 'same_officer' };
  const decision = { ...decided, proposedBy: proposal.by };
  return changing({ state: stateOf(request, items), decision, proposal: null }, 'request_decided', told);
}

function stateOf({ kind }: PersonRequest, items: readonly DecidedItem[]): PersonRequest['state'] {
  return kind === 'erasure' && items.some(({ outcome }) => outcome === 'granted') ? 'awaiting_approval' : 'executing';
}

function wrongWith(
  { kind, contactIds, marketing }: PersonRequest,
  items: readonly DecidedItem[],
): RequestRefusal | undefined {
  const subjects = items.map(({ subject }) => subject);
  const contacts = contactIds.map((id) => `contact:${id}`);
  const stranger = subjects.findIndex((one) => one.startsWith('contact:') && !contacts.includes(one));
  if (stranger >= 0) return wrongField(`items.${stranger}.subject`, 'must be a contact of the request');
  if (new Set(subjects).size < subjects.length) return wrongField('items', 'must name each subject once');
  if (contacts.length === 0)
    return items.length === 0 ? undefined : wrongField('items', 'must be empty: the request has no contact');
  if (items.length === 0) return wrongField('items', 'must say what was decided');
  if (OF_CONTACTS.includes(kind)) {
    const smaller = subjects.findIndex((one) => !one.startsWith('contact:'));
    if (smaller >= 0)
      return wrongField(`items.${smaller}.subject`, 'must be contact:ID: what is asked for is of contacts as a whole');
    if (!contacts.every((one) => subjects.includes(one)))
      return wrongField('items', 'must say something of each contact of the request');
  }
  const refused = items.findIndex(({ outcome }) => outcome === 'refused');
  if (!marketing || refused < 0) return undefined;
  return wrongField(`items.${refused}.outcome`, 'must be granted: an objection to direct marketing (Art. 21(3))');
}

function wrongItem(
  { kind }: PersonRequest,
  item: DecidedItem,
  place: number,
  policy: Acting['policy'],
): RequestRefusal | undefined {
  const { subject, outcome, ground, statute, until, proofRef } = item;
  const path = (name: string) => `items.${place}.${name}`;
  if (outcome === 'granted') {
    const given = Object.entries({ ground, statute, until, proofRef }).find(([, value]) => value !== null);
    if (given !== undefined) return wrongField(path(given[0]), 'is for what is refused');
    // It could never be put right by the request, which could then not end.
    const [object, name = ''] = subject.split(':');
    const isStuck = kind === 'rectification' && object === 'property' && !isRectifiable(policy, name);
    return isStuck ? wrongField(path('subject'), 'must be a contact property of the policy (fields)') : undefined;
  }
  if (ground === null || !policy.requests.grounds.includes(ground))
    return wrongField(path('ground'), 'must be a code of the policy (requests.grounds)');
  if (ground === UNFOUNDED && proofRef === null)
    return wrongField(path('proofRef'), 'must say where the proof lies (Art. 12(5))');
  return undefined;
}

function wrongField(path: string, message: string): RequestRefusal {
  return { kind: 'wrong_field', path, message };
}

function summaryOf(items: readonly DecidedItem[]): string {
  const granted = items.filter(({ outcome }) => outcome === 'granted').length;
  const grounds = [...new Set(items.flatMap(({ ground }) => ground ?? []))].sort().join(',');
  return `granted=${granted} refused=${items.length - granted}${grounds === '' ? '' : ` grounds=${grounds}`}`;
}
