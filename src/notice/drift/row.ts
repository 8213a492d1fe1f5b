import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { SENSITIVITIES } from '../../hubspot/property-definitions.ts';
import { ACTIVITY_TYPES } from '../../policy/activity-types.ts';
import { KeptValue } from '../../storage/kept-value.ts';
import type { RowMacs } from '../../storage/row-macs.ts';

const PARTITION = 'drift';
const KEY = 'last';

const kindSchema = z.enum(['contacts', 'companies']);

/** How many records hold a value, and when that was counted. */
const countSchema = z.object({
  records: z.int().nonnegative(),
  at: z.string(),
  /** The run that counted. */
  runId: z.string(),
});

const watchedSchema = z.object({
  object: kindSchema,
  name: z.string(),
  sensitivity: z.enum(SENSITIVITIES),
  /** `null` until it was counted once. */
  count: countSchema.nullable(),
  /** Why it could not be counted the last time; `null` when it could, or nobody has tried. */
  failure: z.string().nullable(),
  /** When it was tried last, counted or not; `null` when nobody has. */
  triedAt: z.string().nullable().default(null),
});

/** A property that no category of the policy names, and what is known of how many records hold a value. */
export type Watched = z.infer<typeof watchedSchema>;

const engagementSchema = z.object({
  type: z.enum(ACTIVITY_TYPES),
  count: countSchema.nullable(),
  failure: z.string().nullable(),
});

/** A kind of engagement that the policy does not name. */
export type Engagements = z.infer<typeof engagementSchema>;

const rowSchema = z.object({
  /** The run that compared last; `null` when none has come to it. */
  runId: z.string().nullable(),
  comparedAt: z.string().nullable(),
  /** Digest of what the account was held against. */
  policy: z.string(),
  watched: z.array(watchedSchema),
  lacking: z.array(z.object({ object: kindSchema, name: z.string() })),
  engagements: z.array(engagementSchema),
  hosting: z.object({ location: z.string().nullable(), agrees: z.boolean().nullable() }),
  /** Kinds of property whose definitions HubSpot would not list, by object. */
  unlisted: z.array(z.object({ object: kindSchema, sensitivity: z.enum(SENSITIVITIES) })),
  /** Searches that were made to count, by when, as far back as they matter. */
  spent: z.array(z.object({ at: z.string(), runId: z.string(), searches: z.int() })),
  /** A later comparison that could not be made. */
  failed: z.object({ at: z.string(), runId: z.string(), reason: z.string() }).nullable(),
});

/** The last comparison of the account with the notice: names of properties and numbers, no value. */
export type DriftRow = z.infer<typeof rowSchema>;

/** The row that it is kept in. When somebody altered it, the next reconcile makes it anew. */
export class KeptDrift extends KeptValue<typeof rowSchema> {
  constructor(table: TableClient, macs: RowMacs) {
    super(table, macs, { partition: PARTITION, key: KEY, schema: rowSchema });
  }
}
