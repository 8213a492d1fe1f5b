import { z } from 'zod';
import { ASSOCIATION_BATCH } from '../hubspot/associations.ts';
import type { ActivityType } from '../policy/activity-types.ts';
import type { RecordKind } from '../register/record.ts';
import type { Parts } from '../runs/run-store.ts';
import {
  activitiesSchema,
  aliasesSchema,
  companyFactsSchema,
  contactFactsSchema,
  edgesSchema,
  listedCompaniesSchema,
  listedContactsSchema,
} from './facts.ts';
import { gatheredCompanySchema, gatheredContactSchema } from './gathered-schema.ts';
import { savedSetupSchema } from './setup-schema.ts';
import { touchedSchema } from './touched-schema.ts';

/** Records of one part: as many as one association read takes. */
export const PART_SIZE = ASSOCIATION_BATCH;

const idsSchema = z.array(z.string());

const unreadContactSchema = z.object({ id: z.string(), reason: z.string(), companies: z.array(z.string()) });

/** Ids of records, each with a reason. */
const reasonsSchema = z.array(z.tuple([z.string(), z.string()]));

const backlogSchema = z.object({ from: z.number(), to: z.number(), afterId: z.string().nullable() }).nullable();

/**
 * Everything that the phases of a run hand over to each other: the name of the parts, and what each of them holds. In the
 * order in which it is made.
 */
export const PARTS = {
  /** Ids of contacts that somebody named when the run was asked for. */
  given: parts('given', idsSchema),
  setup: parts('setup', savedSetupSchema),

  /** Of a run over everybody: what was listed or read by id. */
  listed: {
    contacts: parts('contacts', listedContactsSchema),
    companies: parts('companies', listedCompaniesSchema),
  },
  /** Activities of one type that the records of a listed part are associated with; numbered as that part. */
  edges: (kind: RecordKind, type: ActivityType) => parts(`edges-${kind}-${type}`, edgesSchema),
  aliases: parts('aliases', aliasesSchema),
  /** Ids that were remembered, and of which HubSpot says that they are gone. */
  gone: (kind: RecordKind) => parts(`gone-${kind}`, idsSchema),
  /** Contacts that are there and could not be read, with the companies that may be theirs. */
  unreadContacts: parts('unread-contacts', z.array(unreadContactSchema)),
  /** Companies not all of whose people could be read, with the reason; also of a run over some. */
  unreadPeople: parts('unread-people', reasonsSchema),
  activities: (type: ActivityType) => parts(`activities-${type}`, activitiesSchema),

  /** Of a run over some records: what each piece of finding found. */
  touched: parts('touched', touchedSchema),
  /** Requests whose contacts were looked at because something is owed to them. */
  owed: parts('owed', z.array(z.object({ id: z.string(), contactIds: z.array(z.string()), etag: z.string() }))),
  /** Keys of activities that were due and have been followed up; numbered by type. */
  dueDone: parts('due-done', idsSchema),
  /** What is left of a backlog. */
  backlog: (kind: RecordKind) => parts(`backlog-${kind}`, backlogSchema),
  gathered: {
    contacts: parts('gathered-contacts', z.array(gatheredContactSchema)),
    companies: parts('gathered-companies', z.array(gatheredCompanySchema)),
  },

  /** Of every run: the joined facts on which is decided. */
  facts: {
    contacts: parts('facts-contacts', contactFactsSchema),
    companies: parts('facts-companies', companyFactsSchema),
  },
  /** How many parts of joined facts there are. */
  factParts: parts('fact-parts', z.object({ contacts: z.int(), companies: z.int() })),
};

function parts<Schema extends z.ZodType>(name: string, schema: Schema): Parts<Schema> {
  return { name, schema };
}
