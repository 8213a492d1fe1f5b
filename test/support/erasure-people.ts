import type { AccountData, ObjectType } from '../../local/simulator/account.ts';
import { addRecord, archiveRecord, associate, editRecord, purgeRecord } from '../../local/simulator/change.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { byApp, byImport, byUser, byWorkflow } from '../../local/simulator/sources.ts';

/** When people are examined below, and when they were made: longer ago than anybody's data is kept. */
export const EXAMINED_AT = Date.parse('2026-11-23T09:30:00Z');
const CREATED = '2012-03-02T08:00:00.000Z';
const RECENTLY = '2020-05-04T09:00:00.000Z';
const DAY_MS = 86_400_000;
const LONG_AGO = EXAMINED_AT - 40 * DAY_MS;
const LATELY = EXAMINED_AT - 20 * DAY_MS;
const YESTERDAY = EXAMINED_AT - DAY_MS;

/** One person of an account, and ids for what belongs to them. */
interface InventedPerson {
  readonly account: AccountData;
  readonly id: string;
  readonly newId: () => string;
  /** Their company, made when it is first asked for. */
  readonly company: () => string;
}

/** Something that may hold of a person; what protects them by it, if anything, at either ground. */
export interface Trait {
  readonly name: string;
  readonly protects: { readonly retention: string | undefined; readonly request: string | undefined };
  readonly apply: (person: InventedPerson) => void;
}

function trait(name: string, protects: string | undefined, apply: Trait['apply'], request = protects): Trait {
  return { name, protects: { retention: protects, request }, apply };
}
const ofRetention = (name: string, protects: string, apply: Trait['apply']): Trait => ({
  name,
  protects: { retention: protects, request: undefined },
  apply,
});
const harmless = (name: string, apply: Trait['apply']): Trait => trait(name, undefined, apply);

const edits =
  (values: Record<string, string>, at = YESTERDAY, source = byUser(7)): Trait['apply'] =>
  ({ account, id }) => {
    editRecord(account, 'contacts', id, values, at, source);
  };

/** Merges a new contact, whose values were set before, into the person; what the person had before wins. */
const merges =
  (others: Record<string, string>, own: Record<string, string> = {}): Trait['apply'] =>
  ({ account, id, newId }) => {
    const other = newId();
    addRecord(account, 'contacts', { id: other, createdAt: CREATED, properties: {} });
    editRecord(account, 'contacts', other, others, LONG_AGO - DAY_MS, byUser(8));
    editRecord(account, 'contacts', id, own, LONG_AGO, byUser(7));
    mergeRecords(account, 'contacts', id, other, LATELY, true);
  };

function engagement({ account, id, newId }: InventedPerson, type: ObjectType, values: Record<string, string>): string {
  const one = newId();
  addRecord(account, type, { id: one, createdAt: CREATED, properties: values });
  associate(account, 'contacts', id, type, one);
  return one;
}

const sharesWith =
  (kind: ObjectType): Trait['apply'] =>
  (person) => {
    const { account, newId } = person;
    const other = newId();
    addRecord(account, kind, { id: other, createdAt: CREATED, properties: {} });
    associate(account, 'notes', engagement(person, 'notes', {}), kind, other);
  };

function colleague({ account, newId }: InventedPerson, companyId: string): string {
  const other = newId();
  addRecord(account, 'contacts', { id: other, createdAt: CREATED, properties: { associatedcompanyid: companyId } });
  associate(account, 'contacts', other, 'companies', companyId);
  const meeting = newId();
  addRecord(account, 'meetings', { id: meeting, createdAt: CREATED, properties: { hs_timestamp: RECENTLY } });
  associate(account, 'contacts', other, 'meetings', meeting);
  return other;
}

const HOLD = 'rekisteri_hold_until';
const RESTRICTED = 'rekisteri_processing_restricted';
const DECISION = 'rekisteri_retention_decision';

export const TRAITS: readonly Trait[] = [
  trait('a hold', 'hold', edits({ [HOLD]: '2027-01-31' })),
  trait('a hold until today', 'hold', edits({ [HOLD]: '2026-11-23' }, YESTERDAY, byWorkflow(3))),
  trait('a hold that is no date', 'hold', edits({ [HOLD]: 'kesään' })),
  harmless('a hold that has passed', edits({ [HOLD]: '2026-11-22' })),
  trait('a restriction', 'restricted', edits({ [RESTRICTED]: 'true' })),
  harmless('no restriction', edits({ [RESTRICTED]: 'false' })),
  trait('a merged hold', 'hold_of_merged', merges({ [HOLD]: '2030-01-01' }, { [HOLD]: '2021-01-01' })),
  trait('a merged restriction', 'restriction_of_merged', merges({ [RESTRICTED]: 'true' }, { [RESTRICTED]: 'false' })),
  harmless('a merge of a contact with nothing', merges({})),
  harmless('a merged hold that a person has lifted', (person) => {
    merges({ [HOLD]: '2030-01-01' })(person);
    edits({ [HOLD]: '' })(person);
  }),
  trait('a merged hold that a workflow has cleared', 'hold_of_merged', (person) => {
    merges({ [HOLD]: '2030-01-01' })(person);
    edits({ [HOLD]: '' }, YESTERDAY, byWorkflow(3))(person);
  }),
  trait('a request of access', 'open_request', edits({ rekisteri_request_open: 'access' })),
  ofRetention('a request of erasure', 'open_request', edits({ rekisteri_request_open: 'erasure' })),
  ofRetention('a meeting', 'not_ended', (person) => engagement(person, 'meetings', { hs_timestamp: RECENTLY })),
  ofRetention('a meeting of this minute', 'not_ended', (person) =>
    engagement(person, 'meetings', { hs_timestamp: new Date(EXAMINED_AT).toISOString() }),
  ),
  harmless('a meeting that is to come', (person) =>
    engagement(person, 'meetings', { hs_timestamp: '2026-12-24T10:00:00.000Z' }),
  ),
  harmless('a meeting that was cancelled', (person) =>
    engagement(person, 'meetings', { hs_timestamp: RECENTLY, hs_meeting_outcome: 'CANCELED' }),
  ),
  harmless('a note and a task', (person) => {
    engagement(person, 'notes', { hs_timestamp: RECENTLY });
    engagement(person, 'tasks', { hs_timestamp: RECENTLY });
  }),
  trait('a call that has no date', 'unread', (person) => engagement(person, 'calls', { hs_timestamp: 'soon' })),
  ofRetention('a colleague', 'not_ended', (person) => colleague(person, person.company())),
  ofRetention('a colleague of a company that was merged into theirs', 'not_ended', (person) => {
    const { account, newId } = person;
    const former = newId();
    addRecord(account, 'companies', { id: former, createdAt: CREATED, properties: {} });
    colleague(person, former);
    mergeRecords(account, 'companies', person.company(), former, LATELY, true);
  }),
  harmless('a colleague who is archived', (person) =>
    archiveRecord(person.account, 'contacts', colleague(person, person.company()), YESTERDAY),
  ),
  ofRetention('a letter to their company', 'not_ended', (person) => {
    const { account, newId } = person;
    const letter = newId();
    addRecord(account, 'postal_mail', { id: letter, createdAt: CREATED, properties: { hs_timestamp: RECENTLY } });
    associate(account, 'companies', person.company(), 'postal_mail', letter);
  }),
  ofRetention('somebody erased of their company', 'not_ended', ({ account, company }) =>
    editRecord(account, 'companies', company(), { rekisteri_erased_contact_at: RECENTLY }, YESTERDAY),
  ),
  ofRetention('a decision to keep', 'decision_not_erase', edits({ [DECISION]: 'keep' })),
  ofRetention('a decision withdrawn', 'decision_not_erase', edits({ [DECISION]: '' })),
  ofRetention(
    'a decision of a workflow',
    'decision_not_by_a_person',
    edits({ [DECISION]: 'erase' }, YESTERDAY, byWorkflow(3)),
  ),
  ofRetention(
    'a decision of an import',
    'decision_not_by_a_person',
    edits({ [DECISION]: 'erase' }, YESTERDAY, byImport(3, 7)),
  ),
  ofRetention('a decision of an app', 'decision_not_by_a_person', edits({ [DECISION]: 'erase' }, YESTERDAY, byApp(3))),
  harmless('a note with somebody else', sharesWith('contacts')),
  harmless('a note with a company', sharesWith('companies')),
  harmless('a note with a deal', sharesWith('deals')),
  harmless('a note with a ticket', sharesWith('tickets')),
  trait('a merge into another', 'other_id', ({ account, id, newId }) => {
    const other = newId();
    addRecord(account, 'contacts', { id: other, createdAt: CREATED, properties: {} });
    mergeRecords(account, 'contacts', other, id, LATELY, true);
  }),
  trait('a place in the bin', 'archived', ({ account, id }) => archiveRecord(account, 'contacts', id, YESTERDAY)),
  trait('an end of their own', 'gone', ({ account, id }) => purgeRecord(account, 'contacts', id, YESTERDAY)),
];

/** An account without people, with what staff may have defined. */
export function accountOfPeople(): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  defineTrainingProperties(account);
  account.properties.contacts.set('rekisteri_request_open', {
    name: 'rekisteri_request_open',
    label: 'Avoimet pyynnöt',
    type: 'enumeration',
    fieldType: 'checkbox',
    groupName: 'contactinformation',
    description: '',
    hubspotDefined: false,
    options: ['access', 'erasure'].map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false })),
  });
  return account;
}

/** Adds people to an account. */
export function adderOf(account: AccountData): (...traits: readonly Trait[]) => string {
  let lastId = 100_000;
  const newId = () => {
    lastId += 1;
    return String(lastId);
  };
  return (...traits) => addErasable(account, newId, traits);
}

/** Adds somebody whom a person decided to erase and whom nothing protects, with what the traits add. Gives the id. */
function addErasable(account: AccountData, newId: () => string, traits: readonly Trait[]): string {
  const id = newId();
  addRecord(account, 'contacts', { id, createdAt: CREATED, properties: { email: `h${id}@example.fi` } });
  editRecord(account, 'contacts', id, { [DECISION]: 'erase' }, LONG_AGO, byUser(7));
  let companyId: string | undefined;
  const company = () => {
    if (companyId !== undefined) return companyId;
    companyId = newId();
    addRecord(account, 'companies', { id: companyId, createdAt: CREATED, properties: {} });
    editRecord(account, 'contacts', id, { associatedcompanyid: companyId }, LONG_AGO);
    associate(account, 'contacts', id, 'companies', companyId);
    return companyId;
  };
  for (const { apply } of traits) apply({ account, id, newId, company });
  return id;
}
