import { z } from 'zod';
import { GROUND_TEXTS } from './ground-texts.ts';
import { localText, orSilent, words } from './text.ts';

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a code of a-z, 0-9 and _');

/** How requests of people in the register are answered, §11 to §13 and Art. 12, 15 to 21. */
export const requestsSchema = z
  .strictObject({
    grounds: z
      .array(code)
      .min(1)
      .default(Object.keys(GROUND_TEXTS))
      .describe('Why what somebody asks for may be refused.'),
    keepYears: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('How long requests are kept after they have ended. Without it as long as audit.keepYears says.'),
    groundTexts: z
      .record(code, localText)
      .default({})
      .describe('What letters say of each ground; what is not given is said as the program has it.'),
    givenBySources: z
      .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be a HubSpot source type such as FORM'))
      .default(['FORM', 'MEETINGS', 'BOT'])
      .describe('Art. 20 Source types of HubSpot property histories by which people themselves give a value.'),
    letters: orSilent(words).describe(
      'Folder of templates of letters, from the folder of this file; null: those of the app.',
    ),
  })
  .superRefine(
    (requests, context) => {
      const message = 'must say in words why this is refused: people read it in their letter';
      for (const ground of unsaidGrounds(requests))
        context.addIssue({ code: 'custom', path: ['groundTexts', ground], message });
    },
    // Also where other fields are wrong, so that everything is told at once.
    { when: () => true },
  )
  .transform((requests) => ({ ...requests, groundTexts: { ...GROUND_TEXTS, ...requests.groundTexts } }))
  .prefault({})
  .describe('§11-13, Art. 12 and 15 to 21 Requests of people in the register.');

const refusals = z.object({
  grounds: z.array(z.string().catch('')),
  groundTexts: z.record(z.string(), z.unknown()).catch({}),
});

/** Grounds for which neither the file nor the program has words. */
function unsaidGrounds(requests: unknown): string[] {
  const { success, data } = refusals.safeParse(requests);
  if (!success) return [];
  const isSaid = (ground: string) => Object.hasOwn(data.groundTexts, ground) || Object.hasOwn(GROUND_TEXTS, ground);
  return data.grounds.filter((ground) => code.safeParse(ground).success && !isSaid(ground));
}
