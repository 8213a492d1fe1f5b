import type { RecordKind } from '../../register/record.ts';
import type { SliceContext } from '../context.ts';
import { listedCompaniesSchema, listedContactsSchema } from '../facts.ts';

const SCHEMAS = { contacts: listedContactsSchema, companies: listedCompaniesSchema } as const;

/** Ids of the records of a kind that a reconcile has read so far, those of archived and of unread companies included. */
export async function listedIds({ session, store }: SliceContext, kind: RecordKind): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { number, value } of store.parts<readonly { id: string }[]>(kind, SCHEMAS[kind])) {
    // Parts beyond the position are what an interrupted search left; they are written anew.
    if (number < session.run.position[kind].chunks) for (const { id } of value) ids.add(id);
  }
  return ids;
}
