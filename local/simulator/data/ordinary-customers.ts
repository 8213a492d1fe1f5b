import type { EngagementType } from '../account.ts';
import { someOutcome, someType } from './activity-outcomes.ts';
import { helsinkiToday } from './helsinki-time.ts';
import type { RegisterDraft } from './register-draft.ts';
import { officeTime, type Relationship, relationship, type Stage, someTimeIn } from './relationships.ts';

const COUNTING: readonly EngagementType[] = ['meetings', 'calls', 'emails', 'communications', 'postal_mail'];

/** Adds a company at a stage of its ten years, with so many contacts and what was done with them. */
export function addCustomer(draft: RegisterDraft, stage: Stage, people: number): void {
  const { faker, now } = draft;
  const relation = relationship(faker, now, stage);
  const companyId = draft.company(relation.first);
  const contacts = Array.from({ length: people }, () => {
    const createdAt = faker.datatype.boolean(0.5) ? relation.first : someTimeIn(faker, relation);
    return draft.contact({ createdAt, companyId });
  });
  for (const contactId of contacts) addHistory(draft, relation, contactId, contacts, companyId);
  addActivities(draft, relation, faker.number.int({ min: 0, max: 2 }), () => ({ companies: [companyId] }));
  // The latest one counts whatever was drawn above, so that the customer is at the stage it was asked to be.
  draft.activity({
    type: faker.helpers.arrayElement(COUNTING),
    at: relation.last,
    contacts: faker.helpers.arrayElements(contacts, 1),
    companies: faker.datatype.boolean(0.7) ? [companyId] : [],
  });
  if (stage === 'active' && faker.datatype.boolean(0.35)) plan(draft, contacts, companyId);
}

/** Adds a contact who is nobody's employee; a few of them were never in contact. */
export function addPrivatePerson(draft: RegisterDraft, stage: Stage): void {
  const { faker, now } = draft;
  const relation = relationship(faker, now, stage);
  const contacts = [draft.contact({ createdAt: relation.first })];
  if (faker.datatype.boolean(0.25)) return;
  addActivities(draft, relation, faker.number.int({ min: 0, max: 3 }), () => ({ contacts }));
  draft.activity({ type: faker.helpers.arrayElement(COUNTING), at: relation.last, contacts });
}

function addHistory(
  draft: RegisterDraft,
  relation: Relationship,
  contactId: string,
  everybody: readonly string[],
  companyId: string,
): void {
  const { faker } = draft;
  addActivities(draft, relation, faker.number.int({ min: 0, max: 6 }), () => {
    const others = faker.datatype.boolean(0.2) ? faker.helpers.arrayElements(everybody, { min: 1, max: 3 }) : [];
    return {
      contacts: [...new Set([contactId, ...others])],
      companies: faker.datatype.boolean(0.85) ? [companyId] : [],
    };
  });
}

function addActivities(
  draft: RegisterDraft,
  relation: Relationship,
  count: number,
  links: () => { contacts?: string[]; companies?: string[] },
): void {
  for (let made = 0; made < count; made += 1) {
    const type = someType(draft.faker);
    const properties = someOutcome(draft.faker, type);
    draft.activity({ type, at: someTimeIn(draft.faker, relation), properties, ...links() });
  }
}

function plan(draft: RegisterDraft, contacts: readonly string[], companyId: string): void {
  const { faker, now } = draft;
  const day = helsinkiToday(now).plus({ days: faker.number.int({ min: 1, max: 60 }) });
  draft.activity({
    type: 'meetings',
    at: officeTime(faker, day),
    contacts: faker.helpers.arrayElements(contacts, { min: 1, max: 3 }),
    companies: [companyId],
    properties: { hs_meeting_outcome: 'SCHEDULED' },
  });
}
