import pMap from 'p-map';
import type { CrmRecord } from '../../hubspot/answers.ts';
import { readAssociations } from '../../hubspot/associations.ts';
import type { RecordKind } from '../../register/record.ts';
import { countedTypes } from '../../register/service-contact.ts';
import type { SliceContext } from '../context.ts';
import { listedCompany, listedContact } from '../listed.ts';
import { listingRules } from '../listing-rules.ts';
import { noteReturned } from '../note-returned.ts';
import { PARTS } from '../parts.ts';
import type { Setup } from '../setup.ts';

interface NewPart {
  readonly kind: RecordKind;
  readonly setup: Setup;
  readonly number: number;
  readonly records: readonly CrmRecord[];
  /** `false` for archived companies. */
  readonly live: boolean;
}

/**
 * Finds the activities that the records of a part are associated with, and saves both. Safe to repeat. Gives the number of
 * associations.
 */
export async function savePart(context: SliceContext, part: NewPart): Promise<number> {
  const { kind, setup, number, records, live } = part;
  const { hubspot, store, policy } = context;
  const ids = records.map(({ id }) => id);
  const unread = new Map<string, string[]>();
  const found = await pMap(countedTypes(policy), async (type) => {
    const associations = await readAssociations(hubspot, kind, type, ids);
    for (const [id, reason] of associations.unread) {
      unread.set(id, [...(unread.get(id) ?? []), `associations to ${type} could not be read (${reason})`]);
    }
    const edges = ids.map((id) => [id, associations.of.get(id) ?? []] as const);
    await store.put(PARTS.edges(kind, type), number, edges);
    return edges.reduce((sum, [, activities]) => sum + activities.length, 0);
  });
  const rules = listingRules(context, setup);
  const reasons = ({ id }: CrmRecord) => (unread.get(id) ?? []).sort();
  if (kind === 'contacts') {
    await noteReturned(context, records, 'record');
    const listed = records.map((record) => listedContact(record, reasons(record), rules));
    await store.put(PARTS.listed.contacts, number, listed);
  } else {
    const listed = records.map((record) => ({ ...listedCompany(record, reasons(record), rules), live }));
    await store.put(PARTS.listed.companies, number, listed);
  }
  return found.reduce((sum, one) => sum + one, 0);
}
