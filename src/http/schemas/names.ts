import { z } from 'zod';

/** The answer to `POST /api/contacts/names`: asked of HubSpot for the screen, and kept nowhere. */
export const namesSchema = z
  .object({
    names: z
      .array(
        z.object({
          contactId: z.string().describe('The id that was asked for.'),
          name: z.string().nullable().describe('First and last name; null where the contact has neither.'),
          email: z.string().nullable(),
        }),
      )
      .describe('In the order in which they were asked for.'),
    missing: z.array(z.string()).describe('Ids that name no contact any more.'),
  })
  .meta({ id: 'Names' });

export type NamesAnswer = z.input<typeof namesSchema>;
