import type { AccountData } from '../../local/simulator/account.ts';
import { nextId } from '../../local/simulator/account-state.ts';
import { addRecord, associate, editRecord, moveToCompany } from '../../local/simulator/change.ts';
import { CONSENT } from '../../local/simulator/data/consent-values.ts';
import { ACTIVE_SUBSCRIPTIONS, optOutProperty } from '../../local/simulator/data/subscriptions.ts';
import type { Of } from './activities.ts';
import type { Cast } from './cast.ts';
import type { Changes } from './size.ts';
import { spread } from './times.ts';

/** Contacts that were made or changed. */
export interface ChangedContacts {
  /** Those of whom something was changed that flags depend on, new ones among them. */
  readonly decisive: readonly string[];
  /** New ones, who still lack a first activity. */
  readonly added: readonly Of[];
}

/** Changes contacts as staff do, at times spread over `from` to `to`. */
export function changeContacts(
  account: AccountData,
  cast: Cast,
  changes: Changes,
  from: number,
  to: number,
): ChangedContacts {
  const edit = (count: number, values: (nth: number) => Record<string, string>) => {
    const times = spread(count, from, to);
    return cast.contacts(count).map(({ contactId }, nth) => {
      editRecord(account, 'contacts', contactId, values(nth), times[nth] ?? from);
      return contactId;
    });
  };
  edit(changes.plainEdits, (nth) => ({ lastname: `Uusi-${nth}` }));
  const withJob = edit(changes.newData, () => ({ jobtitle: 'Päällikkö' }));
  const optOuts = ACTIVE_SUBSCRIPTIONS.map(({ id }) => ({ [optOutProperty(id)]: 'true' }));
  const consents: readonly Record<string, string>[] = [{ hs_legal_basis: CONSENT }, ...optOuts];
  const withConsent = edit(changes.consents, (nth) => consents[nth % consents.length] ?? {});
  const times = spread(changes.moves, from, to);
  const moved = cast.contacts(changes.moves).map(({ contactId }, nth) => {
    moveToCompany(account, contactId, cast.company(), times[nth] ?? from);
    return contactId;
  });
  const added = addContacts(account, cast, changes.newContacts, from, to);
  return { decisive: [...withJob, ...withConsent, ...moved, ...added.map(({ contactId }) => contactId)], added };
}

function addContacts(account: AccountData, cast: Cast, count: number, from: number, to: number): Of[] {
  return spread(count, from, to).map((at) => {
    const contactId = nextId(account, 'contacts');
    const companyId = cast.company();
    const properties = { firstname: 'Uusi', lastname: contactId, associatedcompanyid: companyId };
    addRecord(account, 'contacts', { id: contactId, properties, createdAt: new Date(at).toISOString() }, at);
    associate(account, 'contacts', contactId, 'companies', companyId);
    return { contactId, companyId };
  });
}

/** Changes values of companies that decide nothing. */
export function changeCompanies(account: AccountData, cast: Cast, count: number, from: number, to: number): void {
  const times = spread(count, from, to);
  cast.companies(count).forEach((id, nth) => {
    editRecord(account, 'companies', id, { city: 'Jyväskylä' }, times[nth] ?? from);
  });
}
