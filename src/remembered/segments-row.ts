import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { SEGMENT_KEYS } from '../register/segments.ts';
import { KeptValue } from '../storage/kept-value.ts';
import type { RowMacs } from '../storage/row-macs.ts';

const PARTITION = 'state';
const KEY = 'segments';

const segmentSchema = z.object({
  listId: z.string(),
  /** Whether the add-on made it; one of staff's that asks the same is used as it is, and never removed. */
  isOurs: z.boolean(),
  /** How HubSpot holds filters that were asked for, both as digests: it may print them in another way. */
  printed: z.object({ asked: z.string(), held: z.string() }).nullable(),
  /** It was deleted, and HubSpot does not bring it back. */
  isLost: z.boolean(),
});

/** A segment in HubSpot, known by its id whatever staff call it. */
export type KeptSegment = z.infer<typeof segmentSchema>;

export const NOTICES = ['missing_scope', 'refused', 'name_taken', 'deleted', 'unread', 'unsure'] as const;

const noticeSchema = z.object({
  code: z.enum(NOTICES),
  /** Which one; `null` of all together. */
  segment: z.enum([...SEGMENT_KEYS, 'folder']).nullable(),
  /** A scope, or what HubSpot said in codes. */
  reason: z.string(),
});

/** Something about segments that could not be as it should. */
export type SegmentNotice = z.infer<typeof noticeSchema>;

const rowSchema = z.object({
  /** Digest of the segments that there should be: another version of the program may have others. */
  wanted: z.string(),
  segments: z.partialRecord(z.enum(SEGMENT_KEYS), segmentSchema),
  folderId: z.string().nullable(),
  /** The folder was made by the add-on. */
  isFolderOurs: z.boolean(),
  /** When they were last looked at. */
  lookedAt: z.string(),
  notices: z.array(noticeSchema),
});

/** What is remembered of segments in HubSpot: ids, digests and codes. */
export type SegmentMemory = z.infer<typeof rowSchema>;

export const NO_SEGMENTS: SegmentMemory = {
  wanted: '',
  segments: {},
  folderId: null,
  isFolderOurs: false,
  lookedAt: '',
  notices: [],
};

/** The row that remembers them. Without it, or when somebody else wrote it, segments are found by name and filters. */
export class SegmentsRow extends KeptValue<typeof rowSchema> {
  constructor(table: TableClient, macs: RowMacs) {
    super(table, macs, { partition: PARTITION, key: KEY, schema: rowSchema });
  }
}
