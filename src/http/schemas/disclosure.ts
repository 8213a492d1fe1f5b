import { z } from 'zod';
import { DISCLOSURE_KINDS } from '../../rights/disclosures/disclosure.ts';
import { continuationSchema } from './continuation.ts';
import { instantSchema } from './instant.ts';

const text = z.string().nullable();

/** A disclosure, as the trail tells of it. */
export const disclosureSchema = z
  .object({
    at: instantSchema.describe('When it was recorded.'),
    kind: z.enum(DISCLOSURE_KINDS),
    actor: z.string().describe('Object id of who gave it, sent it or told it.'),
    requestId: text,
    requestKind: text,
    erasureId: text.describe('Of a list of people who were erased.'),
    state: text.describe('How the list ended.'),
    letter: text,
    processor: text.describe('By its name in the policy (§4); by a code where the policy has it no more.'),
    on: z.iso.date().nullable().describe('When the letter was sent, or the processor told (Art. 19).'),
    format: text.describe('Of a copy: json, html or pdf.'),
    sha256: text.describe('Of a copy: of its bytes.'),
    bytes: z.number().nullable(),
    places: text.describe('Of a copy: places by their state, such as covered:12,empty:3.'),
    people: z.number().nullable().describe('Of a list: how many people are gone.'),
    sequence: z.number().describe('Place in its chain of the trail.'),
    chain: z.string(),
    hash: z.string().describe('Hash of its entry.'),
  })
  .meta({ id: 'Disclosure' });

export const disclosurePageSchema = z
  .object({ disclosures: z.array(disclosureSchema).describe('Newest first.'), continuation: continuationSchema })
  .meta({ id: 'DisclosurePage' });

export type DisclosureAnswer = z.input<typeof disclosureSchema>;
export type DisclosurePageAnswer = z.input<typeof disclosurePageSchema>;
