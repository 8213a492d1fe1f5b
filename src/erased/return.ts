import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeyedHash } from './erasure-key.ts';

/** What an officer says of somebody who has come back: it begins anew (Art. 13, 14), or it was not wanted (Art. 17). */
export const RETURN_ANSWERS = ['new_relationship', 'erase_again'] as const;

export type ReturnAnswer = (typeof RETURN_ANSWERS)[number];

const RETURN_ID_DIGITS = 32;
const RETURN_ID = /^[0-9a-f]{32}$/;

/** A contact with an address of somebody who was erased: ids, codes and times; kept in `RegisterErasures`. */
export const returnSchema = z.object({
  id: z.string(),
  contactId: z.string(),
  /** `strong`: the same address; `weak`: one that differs in a plus tag or in dots, which is only a hint. */
  match: z.enum(['strong', 'weak']),
  /** The list by which that person was erased. */
  erasureId: z.string(),
  foundAt: z.string(),
  answer: z.enum(RETURN_ANSWERS).nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  /** Whether the audit trail tells of the answer. */
  recorded: z.boolean(),
  /** The request that `erase_again` opened. */
  requestId: z.string().nullable(),
});

export type Return = z.infer<typeof returnSchema>;

/** The id of what a hash and a contact have to do with each other: an answer holds for both. */
export function returnId({ hash }: Pick<KeyedHash, 'hash'>, contactId: string): string {
  return createHash('sha256').update(`${hash}|${contactId}`).digest('hex').slice(0, RETURN_ID_DIGITS);
}

/** Whether a text could be the id of a return; any other may be no key of a row. */
export const isReturnId = (text: string): boolean => RETURN_ID.test(text);
