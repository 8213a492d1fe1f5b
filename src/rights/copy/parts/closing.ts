import { z } from 'zod';
import { instantSchema } from './value.ts';

/** Earlier requests of the person, and what was refused of them. */
export const requestsSchema = z.object({
  part: z.literal('requests'),
  requests: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      kindText: z.string(),
      receivedOn: z.string(),
      state: z.string(),
      stateText: z.string(),
      endedAt: instantSchema.nullable(),
      refused: z.array(
        z.object({
          subject: z.string(),
          ground: z.string().nullable(),
          statute: z.string().nullable(),
          until: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** To whom data of the person was given before: copies, and recipients who were told of something (Art. 15(1)(c), 19). */
export const disclosuresSchema = z.object({
  part: z.literal('disclosures'),
  disclosures: z.array(
    z.object({
      at: z.string().describe('An instant, or the day alone.'),
      what: z.string().describe('A code: copy or recipient_told.'),
      text: z.string(),
      requestId: z.string(),
      format: z.string().nullable(),
      recipient: z.string().nullable(),
    }),
  ),
});

/** What is left out of the copy, and on what ground (Art. 15(4)). */
export const leftOutSchema = z.object({
  part: z.literal('left_out'),
  items: z.array(
    z.object({
      what: z.string().describe('A code, such as engagement_texts.'),
      text: z.string(),
      ground: z.string(),
      groundText: z.string(),
      count: z.int().describe('How many there are of it.'),
      properties: z.array(z.string()).describe('Names of the properties of HubSpot, where they are what is left out.'),
    }),
  ),
});

const PLACE_STATES = ['covered', 'empty', 'missing_scope', 'not_available', 'elsewhere'] as const;

/** Every place where the policy says that data may be, and whether it is in the copy. */
export const placesSchema = z.object({
  part: z.literal('places'),
  places: z.array(
    z.object({
      place: z.string().describe('A code of the policy, or `elsewhere`.'),
      name: z.string().describe('In Finnish.'),
      state: z.enum(PLACE_STATES),
      count: z.int().nullable().describe('How many records or values of it are in the copy.'),
      scope: z.string().nullable().describe('The scope that the program lacks.'),
      text: z.string().describe('What that means, in Finnish.'),
    }),
  ),
});

/** The last part: how many there are of every kind, so that a reader can tell that nothing is missing. */
export const endSchema = z.object({
  part: z.literal('end'),
  parts: z.record(z.string(), z.int()).describe('How many parts there are of each kind, before this one.'),
  entries: z.int().describe('Values, in categories and in none.'),
  pastValues: z.int(),
  engagements: z.record(z.string(), z.int()).describe('By type.'),
  texts: z.int(),
});
