import fc from 'fast-check';
import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { activity, holdUntil, isoInstant } from './arbitrary-facts.ts';
import { defineFloor } from './define-floor.ts';

const archived = fc.constantFrom(false, false, false, true);
const some = (ids: string[]) => fc.subarray(ids);

/** A small account in which everything can be read: four people, two companies, activities of any of them. */
export const account: fc.Arbitrary<AccountData> = fc
  .record({
    people: fc.array(
      fc.record({ createdAt: isoInstant, holdUntil, company: fc.constantFrom('', '201', '201', '202'), archived }),
      { minLength: 4, maxLength: 4 },
    ),
    happened: fc.array(
      fc.record({ activity, archived, contacts: some(['101', '102', '103', '104']), companies: some(['201', '202']) }),
      { maxLength: 10 },
    ),
    floors: fc.record({ '201': fc.option(isoInstant), '202': fc.option(isoInstant) }),
  })
  .map(({ people, happened, floors }) => {
    const made = emptyAccount(1, 'Europe/Helsinki');
    defineFloor(made);
    const archivedAt = { archivedAt: '2026-11-01T00:00:00.000Z' };
    people.forEach((person, index) => {
      const properties = { associatedcompanyid: person.company, rekisteri_hold_until: person.holdUntil };
      const more = person.archived ? archivedAt : {};
      addRecord(made, 'contacts', { id: String(101 + index), createdAt: person.createdAt, properties, ...more });
    });
    for (const company of ['201', '202'] as const) {
      const properties = { rekisteri_erased_contact_at: floors[company] ?? '' };
      addRecord(made, 'companies', { id: company, createdAt: '2010-01-01T00:00:00.000Z', properties });
    }
    for (const { activity: one, archived: gone, contacts, companies } of happened) {
      if (made.records[one.type].has(one.id)) continue;
      const properties = Object.fromEntries(Object.entries(one.properties).map(([name, value]) => [name, value ?? '']));
      const more = gone ? archivedAt : {};
      addRecord(made, one.type, { id: one.id, createdAt: '2010-01-01T00:00:00.000Z', properties, ...more });
      for (const contact of contacts) associate(made, 'contacts', contact, one.type, one.id);
      for (const company of companies) associate(made, 'companies', company, one.type, one.id);
    }
    return made;
  });
