import { z } from 'zod';
import { definitionSchema } from '../../runs/change-list.ts';
import { copyTaskSchema, erasureTaskSchema, runSchema } from '../../runs/run.ts';
import { continuationSchema } from './continuation.ts';
import { instantSchema } from './instant.ts';

const { shape } = runSchema;

/** What a client has to know to follow a run to its end. */
const STATUS =
  'A run goes on while it is queued or running. Succeeded, failed and cancelled are final: it never changes again.';

const countsSchema = shape.contacts.meta({ id: 'Counts', description: 'How many records, and what became of them.' });

const erasureSchema = erasureTaskSchema.meta({
  id: 'ErasureTask',
  description: 'Of the scope erasure: the list of people to erase, and what the run does with it.',
});

const copySchema = copyTaskSchema.meta({
  id: 'CopyTask',
  description: 'Of the scope copy: the request whose copy the run writes, and its form.',
});

/** A run as `GET /api/runs` lists it: all but what may be long. */
const runSummarySchema = z
  .object({
    runId: shape.runId,
    scope: shape.scope.describe('What it looks at.'),
    erasure: erasureSchema.optional(),
    copy: copySchema.optional(),
    trigger: shape.trigger.describe('Who asked for it.'),
    dryRun: shape.dryRun.describe('Decides everything and changes nothing in HubSpot.'),
    status: shape.status.describe(STATUS),
    phase: shape.phase,
    queuedAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    progress: z.number().min(0).max(1).nullable().describe('Share of the work that is done; null while not known.'),
    expectedFinishAt: instantSchema.nullable().describe('Null while it cannot be said.'),
    contacts: countsSchema,
    companies: countsSchema,
    requests: shape.requests.describe('Requests to HubSpot.'),
    problems: shape.problems.describe('What the run could not do as a whole, and what it noticed.'),
    error: shape.error.describe('Why the run failed, or why it is put off.'),
  })
  .meta({ id: 'RunSummary' });

const ofRecord = { contactId: z.string().optional(), companyId: z.string().optional() };

const reasonSchema = z
  .object({ ...ofRecord, reason: z.string() })
  .meta({ id: 'Reason', description: 'Something about one contact or one company.' });

const changeSchema = z
  .object({ ...ofRecord, property: z.string(), before: z.string(), after: z.string(), reason: z.string() })
  .meta({ id: 'Change', description: 'A change that a dry run would have made.' });

/** A run as `GET /api/runs/{runId}` shows it. */
export const runAnswerSchema = z
  .object({
    ...runSummarySchema.shape,
    failures: z.array(reasonSchema).describe('Records that could not be decided or written, at most 1,000.'),
    notices: z.array(reasonSchema).describe('Records that staff should look at, at most 1,000.'),
    changes: z
      .object({ items: z.array(changeSchema), continuation: continuationSchema })
      .optional()
      .describe('Of a dry run: a page of the changes it would make. While the run goes on there is always a next one.'),
    provisioning: z
      .array(definitionSchema)
      .optional()
      .describe(
        'Of a dry run: groups, properties, segments and their folder that it would make or put right in HubSpot.',
      ),
  })
  .meta({ id: 'Run' });

export const runListSchema = z
  .object({ runs: z.array(runSummarySchema).describe('Newest first.'), continuation: continuationSchema })
  .meta({ id: 'RunList' });

export type RunSummary = z.input<typeof runSummarySchema>;
export type RunAnswer = z.input<typeof runAnswerSchema>;
export type RunList = z.input<typeof runListSchema>;
/** What an answer adds for a dry run. */
export type ChangesAnswer = Pick<RunAnswer, 'changes' | 'provisioning'>;
