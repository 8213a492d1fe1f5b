import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { digestOf } from '../digest.ts';
import type { Policy } from '../policy/schema.ts';
import { KeptValue } from '../storage/kept-value.ts';
import type { RowMacs } from '../storage/row-macs.ts';

const PARTITION = 'state';
const KEY = 'policy';

const printSchema = z.object({ digest: z.string(), sections: z.record(z.string(), z.string()) });

/** A policy as it is remembered: a digest of the whole, and one of each section, by its key in the policy file. */
export type PolicyPrint = z.infer<typeof printSchema>;

const memorySchema = printSchema.extend({
  /** A change that a run has noticed, and that may or may not be in the trail yet. */
  pending: printSchema
    .extend({
      runId: z.string(),
      actor: z.string(),
      /** How often the run had recorded this very change before: back and forth again is another. */
      recordedBefore: z.int().default(0),
    })
    .nullable(),
});

/** The policy by which runs went so far. */
export type PolicyMemory = z.infer<typeof memorySchema>;

/** What is remembered of a policy. */
export function printOf(policy: Policy): PolicyPrint {
  const sections = Object.entries(policy).map(([key, section]) => [key, digestOf(section)] as const);
  return { digest: digestOf(policy), sections: Object.fromEntries(sections) };
}

/** Sections that differ between two policies, also those that only one of them has, in the order of the alphabet. */
export function changedSections(before: PolicyPrint, after: PolicyPrint): string[] {
  const keys = new Set([...Object.keys(before.sections), ...Object.keys(after.sections)]);
  return [...keys].filter((key) => before.sections[key] !== after.sections[key]).sort();
}

/** The row that remembers it; there is none before the first run. */
export class PolicyRow extends KeptValue<typeof memorySchema> {
  constructor(table: TableClient, macs: RowMacs) {
    super(table, macs, { partition: PARTITION, key: KEY, schema: memorySchema });
  }
}
