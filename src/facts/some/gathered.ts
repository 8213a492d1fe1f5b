import { z } from 'zod';
import { companyMemorySchema, contactMemorySchema } from '../../remembered/memory.ts';
import { clockSchema } from '../../remembered/schemas.ts';
import type { Run } from '../../runs/run.ts';
import type { RunStore } from '../../runs/run-store.ts';
import { listedCompanySchema, listedContactSchema } from '../facts.ts';

const contactSchema = z.object({
  id: z.string(),
  /** What HubSpot shows of it; absent when it is gone or could not be read. */
  listed: listedContactSchema.optional(),
  gone: z.boolean(),
  own: clockSchema,
  before: contactMemorySchema.optional(),
  /** Ids that were merged into it since it was remembered. */
  absorbed: z.array(z.string()).optional(),
});

const companySchema = z.object({
  id: z.string(),
  /** The company that survives it, when it was merged into another. */
  survivor: z.string().optional(),
  /** What HubSpot shows of it; absent while it was not asked. */
  listed: listedCompanySchema.optional(),
  activity: clockSchema,
  before: companyMemorySchema.optional(),
  /** Whether its people are to be looked at, whatever becomes of its clock. */
  whole: z.boolean(),
  absorbed: z.array(z.string()).optional(),
});

/** A contact that a run over some records has looked at. */
export type GatheredContact = z.infer<typeof contactSchema>;
/** A company of such contacts, or one that was itself looked at. */
export type GatheredCompany = z.infer<typeof companySchema>;

/** Everything that was looked at so far, by id. */
export interface Gathered {
  readonly contacts: Map<string, GatheredContact>;
  readonly companies: Map<string, GatheredCompany>;
}

/**
 * Reads what was gathered; of a company that was looked at twice the later counts. Parts beyond the position are what an
 * interruption left: they are made anew.
 */
export async function loadGathered(store: RunStore, { position }: Pick<Run, 'position'>): Promise<Gathered> {
  const contacts = new Map<string, GatheredContact>();
  const companies = new Map<string, GatheredCompany>();
  for await (const { number, value } of store.parts('gathered-contacts', z.array(contactSchema))) {
    if (number < position.gathering.contacts) for (const one of value) contacts.set(one.id, one);
  }
  for await (const { number, value } of store.parts('gathered-companies', z.array(companySchema))) {
    if (number < position.gathering.companies) for (const one of value) companies.set(one.id, one);
  }
  return { contacts, companies };
}

/** The company whose customer clock a contact has a part in now; that of before when it could not be read. */
export function companyOf({ listed, gone, before }: GatheredContact, { companies }: Gathered): string | undefined {
  if (gone) return undefined;
  const named = listed === undefined ? before?.companyId : listed.companyId;
  return named === undefined ? undefined : (companies.get(named)?.survivor ?? named);
}

const UNREAD_PEOPLE = 'unread-people';

/** Keeps the companies not all of whose people could be read, each with the reason. */
export async function saveUnreadPeople(store: RunStore, unread: ReadonlyMap<string, string>): Promise<void> {
  await store.put(UNREAD_PEOPLE, 0, [...unread]);
}

/** Companies not all of whose people could be read, each with the reason. */
export async function loadUnreadPeople(store: RunStore): Promise<Map<string, string>> {
  for await (const { value } of store.parts(UNREAD_PEOPLE, z.array(z.tuple([z.string(), z.string()]))))
    return new Map(value);
  return new Map();
}
