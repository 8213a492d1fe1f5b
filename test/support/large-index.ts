import { TableClient } from '@azure/data-tables';
import { AuditKey } from '../../src/audit/key.ts';
import { KeyedRowMacs } from '../../src/audit/keyed-row-macs.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { daysAfter } from '../../src/register/calendar.ts';
import { RETENTION_BASES, type RetentionStatus } from '../../src/register/retention.ts';
import { contactListing } from '../../src/remembered/listing/contact-listing.ts';
import { type ContactRow, rowOf } from '../../src/remembered/listing/contact-row.ts';
import { ListingCounter } from '../../src/remembered/listing/counts.ts';
import { nameOf, placesOf } from '../../src/remembered/listing/places.ts';
import type { ContactMemory } from '../../src/remembered/memory.ts';
import { registerState } from '../../src/remembered/register-state.ts';
import { idKey } from '../../src/storage/id-key.ts';
import type { RowMacs } from '../../src/storage/row-macs.ts';
import type { ServedStorage } from './serve-storage.ts';

const TODAY = '2026-11-23';
const AS_OF = '2026-11-23T08:15:04.310Z';
const FIRST_ID = 100_001;
const FIRST_COMPANY = 2_001;
const PER_COMPANY = 5;
/** The index of an app with one account. */
const TABLE = 'RegisterIndex';
/** The invented customer of very many people, one in so many contacts: by its id they can be listed. */
export const COMPANY_OF_MANY = '1999';
const ONE_IN = 50;
const DAYS_BACK = 700;
const DAYS_AHEAD = 3_650;

/** Where it is, and how rows are proved. */
interface IndexToFill {
  readonly storage: Pick<ServedStorage, 'insert' | 'connectionString'>;
  /** The app's `AUDIT_KEY`; that of `startFunctions` unless given. */
  readonly auditKey?: string;
}

/**
 * Has `number` contacts remembered, listed and counted, as a reconcile of a large account leaves them: of every status, with end dates
 * over twelve years, in customers of five people and one of very many. There is nobody of them in HubSpot. Gives their rows.
 */
export async function fillIndex(index: IndexToFill, number: number): Promise<ContactRow[]> {
  const { storage, auditKey = 'key-of-a-test' } = index;
  const macs = new KeyedRowMacs(new Keyring(new AuditKey(auditKey)));
  const counter = new ListingCounter();
  const all: ContactRow[] = [];
  storage.insert(
    TABLE,
    (function* () {
      for (let place = 0; place < number; place += 1) {
        const [id, memory] = contactAt(place);
        const row = rowOf(id, memory);
        counter.add(row);
        all.push(row);
        yield* entitiesOf(macs, id, memory, row);
      }
    })(),
  );
  const client = TableClient.fromConnectionString(storage.connectionString, TABLE, { allowInsecureConnection: true });
  const { contacts } = registerState(client, macs);
  await contactListing(client, macs, contacts).summary.write({ asOf: AS_OF, counts: counter.counts() });
  return all;
}

function* entitiesOf(macs: RowMacs, id: string, memory: ContactMemory, row: ContactRow) {
  const remembered = JSON.stringify(memory);
  yield {
    PartitionKey: `contacts-${id.slice(-1)}`,
    RowKey: idKey(id),
    record: remembered,
    ...macs.proofOf(`${TABLE}/contacts/${id}`, remembered),
  };
  const record = JSON.stringify(row);
  for (const keys of placesOf(row)) {
    const proof = macs.proofOf(`${TABLE}/${nameOf(keys)}`, record);
    yield { PartitionKey: keys.partitionKey, RowKey: keys.rowKey, record, ...proof };
  }
}

/** The same contact at the same place every time. */
function contactAt(place: number): [string, ContactMemory] {
  // Spread without a pattern that an order could be mistaken for.
  const spread = (place * 7_919) % (DAYS_BACK + DAYS_AHEAD);
  const status = statusAt(place, spread - DAYS_BACK);
  const endsOn = status === 'unknown' ? '' : daysAfter(TODAY, spread - DAYS_BACK);
  const lastContact = endsOn === '' ? '' : `${Number(endsOn.slice(0, 4)) - 10}${endsOn.slice(4)}T09:00:00.000Z`;
  const id = String(FIRST_ID + place);
  const companyId = place % ONE_IN === 0 ? COMPANY_OF_MANY : String(FIRST_COMPANY + Math.floor(place / PER_COMPANY));
  const held = {
    rekisteri_last_contact_at: lastContact,
    rekisteri_last_contact_source: `meetings:${50_000 + place}`,
    rekisteri_customer_last_contact_at: lastContact,
    rekisteri_retention_basis: status === 'unknown' ? '' : (RETENTION_BASES[place % RETENTION_BASES.length] ?? ''),
    rekisteri_retention_ends: endsOn,
    rekisteri_retention_status: status,
    rekisteri_data_categories: 'contact_details;job;employer;relationship;consents',
    rekisteri_consent_status: 'not_recorded',
    rekisteri_consent_data_review: String(place % 97 === 0),
    ...(place % 211 === 0 ? { rekisteri_processing_restricted: 'true' } : {}),
    ...(place % 307 === 0 ? { rekisteri_request_open: 'access' } : {}),
  };
  const memory = {
    held,
    inputs: 'a'.repeat(43),
    merged: '',
    companyId,
    own: { read: true, latest: undefined } as const,
    ...(status === 'on_hold' ? { holdUntil: '2027-06-30' } : {}),
    ...(status === 'ended' && place % 3 === 0
      ? { decision: place % 2 === 0 ? ('erase' as const) : ('keep' as const) }
      : {}),
  };
  return [id, memory];
}

function statusAt(place: number, daysLeft: number): RetentionStatus {
  if (place % 401 === 0) return 'unknown';
  if (place % 151 === 0) return 'on_hold';
  if (daysLeft < 0) return 'ended';
  return daysLeft <= 180 ? 'ending_soon' : 'active';
}
