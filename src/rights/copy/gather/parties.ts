import type { Message, Party } from '../../../hubspot/conversation-messages.ts';
import { domainOf } from './others.ts';

/** By what the person and the controller's own people are known in conversations; addresses and domains in lower case. */
interface Known {
  /** Addresses of the person. */
  readonly own: ReadonlySet<string>;
  /** Those of the controller's addresses. */
  readonly domains: ReadonlySet<string>;
  /** Ids of contacts that are the person. */
  readonly known: ReadonlySet<string>;
}

/**
 * Tells of whoever wrote or got one of these messages whether they are neither the person nor of the house: its people are those of the
 * domain of its address, HubSpot's users, and whoever answers in the conversation.
 */
export function strangerTo(messages: readonly Message[], { own, domains, known }: Known): (party: Party) => boolean {
  const answers = messages.filter(({ direction }) => direction === 'OUTGOING');
  const house = new Set(answers.flatMap(({ senders }) => senders.flatMap(addressesOf)));
  return (party) => {
    const contactId = contactIdOf(party);
    if (contactId !== undefined) return !known.has(contactId);
    if (party.actorId !== undefined && !party.actorId.startsWith('E-')) return false;
    return addressesOf(party).some((one) => !own.has(one) && !house.has(one) && !domains.has(domainOf(one)));
  };
}

/** Tells of whoever wrote or got a message whether they are the person, as far as HubSpot knows it. */
export function personIn({ own, known }: Pick<Known, 'own' | 'known'>): (party: Party) => boolean {
  return (party) => {
    const contactId = contactIdOf(party);
    return contactId === undefined ? addressesOf(party).some((one) => own.has(one)) : known.has(contactId);
  };
}

function contactIdOf({ actorId = '' }: Party): string | undefined {
  return /^V-(\d+)$/.exec(actorId)?.[1];
}

/** Under which name and addresses somebody wrote or got a message, as HubSpot writes them: `Aino (+358401234567)`. */
export function partyText({ actorId = '', name = '', addresses }: Party): string {
  const all = actorId.startsWith('E-') ? [actorId.slice(2), ...addresses] : addresses;
  const told = [...new Set(all)].join(', ');
  return name === '' || told === '' ? name || told : `${name} (${told})`;
}

/** The addresses of somebody, in lower case: of an actor `E-aino@example.fi` HubSpot knows the address alone. */
export function addressesOf({ actorId = '', addresses }: Party): string[] {
  const all = actorId.startsWith('E-') ? [actorId.slice(2), ...addresses] : addresses;
  return all.filter((one) => one.includes('@')).map((one) => one.toLowerCase());
}
