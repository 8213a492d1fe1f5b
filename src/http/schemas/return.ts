import { z } from 'zod';
import { RETURN_ANSWERS, returnSchema } from '../../erased/return.ts';
import { continuationSchema } from './continuation.ts';
import { instantSchema } from './instant.ts';

const { shape } = returnSchema;

/** Somebody who was erased and is there again, as `GET /api/returns` lists them. */
export const returnAnswerSchema = z
  .object({
    id: shape.id,
    contactId: shape.contactId.describe('The contact that is there now.'),
    match: shape.match.describe('strong: the same address. weak: one that differs in a plus tag or dots: a hint only.'),
    erasureId: shape.erasureId.describe('The list by which somebody with that address was erased.'),
    foundAt: instantSchema,
    answer: z.enum(RETURN_ANSWERS).nullable().describe('What an officer said; null while nobody has.'),
    answeredAt: instantSchema.nullable(),
    answeredBy: shape.answeredBy.describe('Object id of who answered.'),
    requestId: shape.requestId.describe('The request that erase_again opened; null while there is none.'),
  })
  .meta({ id: 'Return' });

export const returnListSchema = z
  .object({ returns: z.array(returnAnswerSchema).describe('Newest first.'), continuation: continuationSchema })
  .meta({ id: 'ReturnList' });

export type ReturnLine = z.input<typeof returnAnswerSchema>;
export type ReturnList = z.input<typeof returnListSchema>;
