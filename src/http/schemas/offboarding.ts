import { z } from 'zod';

/** So many ids of a kind are listed. */
export const MOST_LISTED = 100;

const blockedBySchema = z.object({
  count: z.int().nonnegative(),
  ids: z.array(z.string()).max(MOST_LISTED).describe(`The first ${MOST_LISTED}.`),
});

const blockersSchema = z
  .object({
    holds: blockedBySchema.describe('Contacts whose data is held (§7).'),
    restrictions: blockedBySchema.describe('Contacts whose processing is restricted (Art. 18).'),
    requests: blockedBySchema.describe('Requests of people that are not over.'),
    erasures: blockedBySchema.describe('Lists of people to erase that are approved and unfinished.'),
  })
  .describe('What has to be over before the add-on may be taken out.');

const LEFT_REASONS = [
  ...(['not_made_by_it', 'of_another_type', 'not_empty'] as const),
  ...(['says_that_it_has_left', 'proves_the_trail', 'of_all_accounts'] as const),
] as const;

const leftSchema = z
  .array(z.object({ name: z.string(), reason: z.enum(LEFT_REASONS) }))
  .describe(
    'What is left alone. In HubSpot, what bears a name of the add-on: the trail does not say that the add-on made it, or others use it. In ' +
      'storage: the row that says that it has left, seals, and the queue of all accounts where there are several.',
  );

/** The answer to `GET /api/offboarding`. */
export const offboardingPlanSchema = z.object({
  state: z
    .enum(['in_use', 'leaving', 'left'])
    .describe('leaving: begun and not seen to its end. In both other states than in_use no run begins.'),
  remove: z
    .array(z.string())
    .describe('Properties, groups, segments and their folder that the add-on made, in the order of removal.'),
  left: leftSchema,
  blockers: blockersSchema,
  staff: z
    .object({
      contacts: z.int(),
      archived: z.int().describe('How many of them lie in HubSpot’s recycle bin.'),
      values: z.record(z.string(), z.int()),
    })
    .describe('How many contacts hold what staff typed, and how many values of each property: to be exported first.'),
  confirm: z.string().describe('Repeated to have it done: another plan has another.'),
  tables: z
    .object({ names: z.array(z.string()), confirm: z.string() })
    .nullable()
    .describe(
      'Once the add-on has left: what can be removed from storage, the trail last; `confirm` is repeated for that.',
    ),
});

export type OffboardingPlanAnswer = z.infer<typeof offboardingPlanSchema>;

/** The body of `POST /api/offboarding`. */
export const offboardingRequestSchema = z.union(
  [
    z.strictObject({
      confirm: z.string().min(1).max(100),
      exported: z.string().regex(/^[0-9a-f]{64}$/u, 'must be the digest that the export ends with'),
    }),
    z.strictObject({
      confirm: z.string().min(1).max(100),
      trail: z
        .array(
          z.strictObject({
            chain: z.string().max(30),
            sequence: z.int().nonnegative(),
            hash: z.string().max(200),
            digest: z
              .string()
              .regex(/^[0-9a-f]{64}$/u, 'must be a SHA-256 in hexadecimal')
              .describe('SHA-256 of the hashes of all its entries in their order, each with a line feed after it.'),
          }),
        )
        .max(20)
        .describe('Where an export of the trail ends and what it holds, chain by chain.'),
      acceptFaults: z
        .boolean()
        .optional()
        .describe('That the trail does not verify, or its export is not whole, and neither can be mended.'),
    }),
  ],
  'must be {"confirm":"…","exported":"…"} for HubSpot or {"confirm":"…","trail":[{"chain","sequence","hash","digest"}]} for the tables, as GET /api/offboarding and the exports say',
);

/** The answer to `POST /api/offboarding`. */
export const offboardingReportSchema = z.object({
  complete: z.boolean().describe('Whether all of it is gone, as HubSpot showed it afterwards.'),
  removed: z.array(z.string()),
  remaining: z
    .array(z.object({ name: z.string(), reason: z.string() }))
    .describe('What is still there. Ask again when it is mended.'),
  left: leftSchema,
});

export type OffboardingReportAnswer = z.infer<typeof offboardingReportSchema>;

/** The last line of `GET /api/offboarding/export`. */
export const exportEndSchema = z.object({
  end: z.literal(true),
  contacts: z.int(),
  archived: z.int(),
  values: z.record(z.string(), z.int()),
  digest: z.string().describe('SHA-256 of the lines before it, in hexadecimal.'),
});
