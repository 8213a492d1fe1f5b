import { z } from 'zod';
import type { certificateSchema } from '../../rights/erasure/certificate-schema.ts';
import { erasureItemSchema, ITEM_STATUSES } from '../../rights/erasure/item.ts';
import { erasureListSchema } from '../../rights/erasure/list.ts';
import { LIST_ACTIONS } from '../../rights/erasure/look.ts';
import { continuationSchema } from './continuation.ts';
import { instantSchema } from './instant.ts';

const list = erasureListSchema.shape;
const item = erasureItemSchema.shape;

const STATE =
  'preparing → awaiting_approval → checking → approved → executing → completed or partly_completed; or rejected, cancelled, failed.';

const erasureSummarySchema = z
  .object({
    id: list.id,
    ground: list.ground.describe('retention: the end of §7; request: a person asked for it (Art. 17).'),
    requestId: list.requestId,
    state: list.state.describe(STATE),
    createdAt: instantSchema,
    preparers: list.preparers.describe('Object ids of everybody who prepared it; none of them may approve it.'),
    approvals: list.approvals.describe('How many people it takes: 2, or 1 where the policy says so.'),
    approver: list.approver,
    approvedAt: instantSchema.nullable(),
    executeFrom: instantSchema.nullable().describe('From when on a sync carries it out.'),
    rejection: list.rejection,
    cancellation: list.cancellation,
    runId: list.runId.describe('The run that works on it, or did so last.'),
    listHash: list.listHash.describe('SHA-256 of what is approved; null before it is prepared (docs/erasure-list.md).'),
    policyDigest: list.policyDigest,
    changes: list.changed.describe('When a check found people to differ from what was approved, and how many.'),
    withoutScope: list.withoutScope.describe('Kinds of record that could not be asked about, as the policy allows.'),
    problem: list.problem.describe('Why the last run came to nothing.'),
    people: z.record(z.enum(ITEM_STATUSES), z.int().min(0)).describe('How many people, by what became of them.'),
    executionStartedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    laterChecks: list.laterChecks.describe('Looks after 30 and 90 days whether everybody is still gone.'),
    actions: z.array(z.enum(LIST_ACTIONS)).describe('What may be done with it next.'),
  })
  .meta({ id: 'ErasureSummary' });

const erasureItemAnswerSchema = z
  .object({
    contactId: item.contactId,
    status: item.status,
    reason: item.reason.describe('Of excluded a code of the policy; else what protects the person, or why it failed.'),
    until: z.iso.date().nullable().describe('Of a hold: its last day, where HubSpot holds a date.'),
    changes: item.changes.describe('What a check found to differ.'),
    endsOn: item.facts.shape.endsOn,
    basis: item.facts.shape.basis,
    source: item.facts.shape.source,
    counts: item.counts.meta({ id: 'EngagementCounts', description: 'How many engagements, by class.' }),
    outcomes: item.outcomes.meta({ id: 'EngagementOutcomes', description: 'What became of them.' }),
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ErasureItem' });

/** A list as `GET /api/erasures/{id}` shows it, with a page of its people. */
export const erasureAnswerSchema = z
  .object({
    ...erasureSummarySchema.shape,
    excludeReasons: z
      .array(z.string())
      .describe('Codes of the policy by which somebody is taken off, or the list rejected.'),
    delayHours: z.number().describe('Hours between check and erasure, by the policy of now.'),
    items: z.array(erasureItemAnswerSchema).describe('A page of people, by contact id.'),
    continuation: continuationSchema,
  })
  .meta({ id: 'Erasure' });

export const erasuresAnswerSchema = z
  .object({ erasures: z.array(erasureSummarySchema).describe('Newest first.'), continuation: continuationSchema })
  .meta({ id: 'ErasureLists' });

/** The answer to whoever had a list prepared. */
export const preparedSchema = z
  .object({ id: list.id, state: list.state, runId: list.runId.describe('The run that prepares it.') })
  .meta({ id: 'ErasurePrepared' });

export type ErasureSummary = z.input<typeof erasureSummarySchema>;
export type ErasureItemAnswer = z.input<typeof erasureItemAnswerSchema>;
export type ErasureAnswer = z.input<typeof erasureAnswerSchema>;
export type ErasuresAnswer = z.input<typeof erasuresAnswerSchema>;
export type CertificateAnswer = z.input<typeof certificateSchema>;
export type Prepared = z.input<typeof preparedSchema>;
