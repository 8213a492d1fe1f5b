import { z } from 'zod';
import { erasureItemSchema } from './item.ts';
import { erasureListSchema } from './list.ts';

const list = erasureListSchema.shape;
const item = erasureItemSchema.shape;

/** Where an event of the audit trail stands. */
const eventSchema = z.object({ chain: z.string(), sequence: z.int(), hash: z.string() });

const personSchema = z
  .object({
    contactId: item.contactId,
    status: item.status,
    reason: item.reason,
    endsOn: item.facts.shape.endsOn,
    basis: item.facts.shape.basis,
    source: item.facts.shape.source.describe('The activity that set the end.'),
    counts: item.counts.describe('Engagements that the person had, by class.'),
    outcomes: item.outcomes.describe('What became of them.'),
    left: z
      .array(z.string())
      .describe('Engagements that were left because they concern others too, such as meetings:5512.'),
    finishedAt: item.finishedAt,
    event: eventSchema.nullable().describe('The event of the audit trail by which the person is gone.'),
    contactPurgedBy: z.string().nullable().describe('HubSpot purges the contact within 30 days.'),
    engagementsPurgedBy: z.string().nullable().describe('HubSpot keeps archived engagements restorable for 90 days.'),
  })
  .meta({ id: 'CertificatePerson' });

/** What an erasure does not reach. */
export const NOT_COVERED = [
  'shared_engagements',
  'property_history',
  'recycle_bin',
  'mailboxes',
  'files',
  'form_submissions',
  'hubspot_logs',
  'processors',
  'deals_not_asked',
  'tickets_not_asked',
] as const;

/** A certificate of an erasure: ids, codes, dates and counts, and where the audit trail proves them (Art. 5(2), 17). */
export const certificateSchema = z
  .object({
    format: z.literal('rekisteri-erasure-certificate-v1'),
    erasureId: list.id,
    account: z.string().nullable(),
    portalId: z.int().nullable().describe('The HubSpot account.'),
    register: z.string().describe('Name of the register (§3).'),
    ground: list.ground,
    requestId: list.requestId,
    rule: z.object({
      years: z.int().describe('§7 Calendar years after the latest service contact.'),
      clock: z.enum(['customer', 'contact']),
      withoutContact: z.enum(['created', 'unknown']),
    }),
    state: list.state,
    preparers: list.preparers,
    approver: list.approver,
    approvals: list.approvals.describe('2: somebody else approved it than prepared it; 1: the same person might.'),
    createdAt: list.createdAt,
    approvedAt: list.approvedAt,
    executionStartedAt: list.executionStartedAt,
    finishedAt: list.finishedAt,
    listHash: list.listHash,
    policyDigest: list.policyDigest,
    runs: z.array(z.string()).describe('Runs that carried it out; the audit trail has their events.'),
    totals: z.object({ people: z.record(item.status, z.int()), counts: item.counts, outcomes: item.outcomes }),
    people: z.array(personSchema).describe('Those who are gone, and those who were to be erased and are not.'),
    notCovered: z
      .array(z.object({ what: z.enum(NOT_COVERED), count: z.int().nullable() }))
      .describe('What the erasure does not reach, and of how many things, where that is known.'),
    seals: z
      .array(z.object({ chain: z.string(), number: z.int(), sequence: z.int(), at: z.string() }))
      .describe('The last seal of each chain in which events of this erasure stand.'),
    laterChecks: list.laterChecks,
  })
  .meta({ id: 'ErasureCertificate' });

export type Certificate = z.infer<typeof certificateSchema>;
export type CertificatePerson = z.infer<typeof personSchema>;
export type CertificateEvent = z.infer<typeof eventSchema>;
