import { ADMIN, AUDITOR, OFFICER } from '../../src/http/roles.ts';

/** Somebody who does not exist, to try out what the roles may. */
export interface InventedPerson {
  /** What is typed. */
  readonly id: string;
  readonly name: string;
  /** Always the same, so that what they did yesterday is still theirs. */
  readonly objectId: string;
  readonly roles: readonly string[];
  readonly what: string;
}

const objectId = (place: number) => `00000000-0000-4000-8000-00000000000${place}`;

export const INVENTED_PEOPLE: readonly InventedPerson[] = [
  { id: 'admin', name: 'Aino Alanen', objectId: objectId(1), roles: [ADMIN], what: 'an administrator' },
  { id: 'officer1', name: 'Onni Oksanen', objectId: objectId(2), roles: [OFFICER], what: 'handles register matters' },
  { id: 'officer2', name: 'Outi Ojala', objectId: objectId(3), roles: [OFFICER], what: 'another who does' },
  { id: 'auditor', name: 'Tauno Tarkka', objectId: objectId(4), roles: [AUDITOR], what: 'an auditor' },
  { id: 'visitor', name: 'Viivi Vieras', objectId: objectId(5), roles: [], what: 'somebody without a role' },
];

/** The one with this id. */
export function inventedPerson(id: string): InventedPerson | undefined {
  return INVENTED_PEOPLE.find((person) => person.id === id);
}
