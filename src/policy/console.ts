import { z } from 'zod';

/** When a console asks for the names of the people it shows: as it shows them, or when somebody wants to see them. */
export const NAMES_ON_SCREEN = ['shown', 'masked'] as const;

/** What the console shows of people. */
export const consoleSchema = z
  .strictObject({
    names: z
      .enum(NAMES_ON_SCREEN)
      .default('shown')
      .describe('masked: names stay hidden until somebody asks for them, and each asking is an event of the trail.'),
  })
  .prefault({})
  .describe('Art. 25(2), 32 What the console shows of people.');
