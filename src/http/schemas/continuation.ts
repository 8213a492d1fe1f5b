import { z } from 'zod';

/** What leads from one page of an answer to the next. */
export const continuationSchema = z
  .string()
  .nullable()
  .describe('Leads to the next page: give it back as it is, with the same query. Null when there is none.');
