import { z } from 'zod';

/** An instant as answers print it. */
export const instantSchema = z.iso.datetime().describe('ISO 8601, UTC.');
