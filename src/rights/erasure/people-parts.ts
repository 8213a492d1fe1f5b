import { z } from 'zod';
import type { Parts } from '../../runs/run-store.ts';
import { erasureItemSchema } from './item.ts';

/** So many people are examined together: their engagements fill HubSpot's batches. */
export const PART = 500;

const idsSchema = z.array(z.string());
const itemsSchema = z.array(erasureItemSchema);

/** What the phases of a run of a list hand over to each other. */
export const ERASURE_PARTS = {
  /** Ids as search shows them, page by page. */
  found: { name: 'erasure-found', schema: idsSchema } satisfies Parts,
  /** Ids of everybody who is to be examined, in order. */
  people: { name: 'erasure-people', schema: idsSchema } satisfies Parts,
  /** People whom a check found to be otherwise than approved, as they are now. */
  changed: { name: 'erasure-changed', schema: itemsSchema } satisfies Parts,
};
