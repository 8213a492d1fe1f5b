import fc from 'fast-check';
import { nextId } from '../../../local/simulator/account-state.ts';
import { addRecord, archiveRecord, editRecord, restoreRecord } from '../../../local/simulator/change.ts';
import { changesOf } from './change.ts';
import { archivedIds, liveIds, pick } from './pick.ts';

/** A new company, without anybody yet. */
export const newCompany = changesOf('new company', fc.boolean(), ({ account }, named, at) => {
  const id = nextId(account, 'companies');
  const properties = named ? { name: `Yritys ${id} Oy` } : {};
  addRecord(account, 'companies', { id, properties, createdAt: new Date(at).toISOString() }, at);
});

/** A value of a company is typed or cleared: it is data about its people (§6). */
export const editedCompany = changesOf(
  'edited company',
  fc.record({
    nth: fc.nat(100),
    property: fc.constantFrom('name', 'name', 'domain', 'city', 'industry', 'description'),
    value: fc.constantFrom('', 'EDUCATION_MANAGEMENT'),
  }),
  ({ account }, { nth, property, value }, at) => {
    const id = pick(liveIds(account, 'companies'), nth);
    if (id !== undefined) editRecord(account, 'companies', id, { [property]: value }, at);
  },
);

/** A company goes to the recycle bin: its people lose it, and are stamped as modified. */
export const archivedCompany = changesOf('archived company', fc.nat(100), ({ account }, nth, at) => {
  const id = pick(liveIds(account, 'companies'), nth);
  if (id !== undefined) archiveRecord(account, 'companies', id, at);
});

/** A company comes back, and its people with it; all are stamped as modified. */
export const restoredCompany = changesOf('restored company', fc.nat(100), ({ account }, nth, at) => {
  const id = pick(archivedIds(account, 'companies'), nth);
  if (id !== undefined) restoreRecord(account, 'companies', id, at);
});
