import { z } from 'zod';
import { type Floor, laterFloor } from '../../register/floor.ts';
import { type Cursor, cursorOf } from '../../runs/cursor.ts';
import type { Run } from '../../runs/run.ts';
import type { RunStore } from '../../runs/run-store.ts';
import type { gatheredCompanySchema, gatheredContactSchema } from '../gathered-schema.ts';
import { PARTS } from '../parts.ts';

/** A contact that a run over some records has looked at. */
export type GatheredContact = z.infer<typeof gatheredContactSchema>;
/** A company of such contacts, or one that was itself looked at. */
export type GatheredCompany = z.infer<typeof gatheredCompanySchema>;

const countsSchema = z.object({ contacts: z.int(), companies: z.int() });

/** How many parts of contacts and companies a run over some records has read. */
export const GATHERING: Cursor<z.infer<typeof countsSchema>> = {
  phase: 'gathering',
  schema: countsSchema,
  start: { contacts: 0, companies: 0 },
};

/** Everything that was looked at so far, by id. */
export interface Gathered {
  readonly contacts: Map<string, GatheredContact>;
  readonly companies: Map<string, GatheredCompany>;
}

/**
 * Reads what was gathered; of a company that was looked at twice the later counts. Parts beyond the cursor are what an
 * interruption left: they are made anew.
 */
export async function loadGathered(store: RunStore, run: Run): Promise<Gathered> {
  const parts = cursorOf(run, GATHERING);
  const contacts = new Map<string, GatheredContact>();
  const companies = new Map<string, GatheredCompany>();
  for await (const { number, value } of store.all(PARTS.gathered.contacts)) {
    if (number < parts.contacts) for (const one of value) contacts.set(one.id, one);
  }
  for await (const { number, value } of store.all(PARTS.gathered.companies)) {
    if (number < parts.companies) for (const one of value) companies.set(one.id, one);
  }
  return { contacts, companies };
}

/** The company whose customer clock a contact has a part in now; that of before when it could not be read. */
export function companyOf({ listed, gone, before }: GatheredContact, { companies }: Gathered): string | undefined {
  if (gone) return undefined;
  const named = listed === undefined ? before?.companyId : listed.companyId;
  return named === undefined ? undefined : (companies.get(named)?.survivor ?? named);
}

/** What erased people left behind at each company, and at those that were merged into it (§7). */
export function floorsNow({ companies }: Gathered): Map<string, Floor> {
  const floors = new Map<string, Floor>();
  for (const { id, survivor = id, floor } of companies.values()) {
    const later = laterFloor(floors.get(survivor), floor);
    if (later !== undefined) floors.set(survivor, later);
  }
  return floors;
}

/** Keeps the companies not all of whose people could be read, each with the reason. */
export async function saveUnreadPeople(store: RunStore, unread: ReadonlyMap<string, string>): Promise<void> {
  await store.put(PARTS.unreadPeople, 0, [...unread]);
}

/** Companies not all of whose people could be read, each with the reason. */
export async function loadUnreadPeople(store: RunStore): Promise<Map<string, string>> {
  return new Map(await store.first(PARTS.unreadPeople));
}
