import { z } from 'zod';

/** A whole number in a query, from 1 to `most`, written as JSON would; `usual` when it is not given. */
export function wholeNumber(most: number, usual: number) {
  const must = `must be a whole number from 1 to ${most}`;
  return z
    .string()
    .regex(/^[1-9]\d{0,5}$/, must)
    .transform(Number)
    .refine((number) => number <= most, must)
    .default(usual)
    .meta({ inQuery: { type: 'integer', minimum: 1, maximum: most, default: usual } });
}
