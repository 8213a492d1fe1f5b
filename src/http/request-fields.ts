import { z } from 'zod';

const MOST_EMAIL_CHARACTERS = 254;

/** A HubSpot id. It has no leading zeros: one record would have many ids. */
export const IS_HUBSPOT_ID = /^[1-9]\d{0,18}$/;

const recordId = (kind: string) =>
  z.string().regex(IS_HUBSPOT_ID, `must be the id of a HubSpot ${kind}: digits, the first no 0`);

/** The id of a contact. */
export const contactId = recordId('contact');

/** The id of a company. */
export const companyId = recordId('company');

/** An e-mail address, by which somebody is looked up at once. */
export const email = z
  .string()
  .trim()
  .max(MOST_EMAIL_CHARACTERS, `must have at most ${MOST_EMAIL_CHARACTERS} characters`)
  .regex(z.regexes.unicodeEmail, 'must be an e-mail address');

/** A calendar date. */
export const date = z.iso.date({ error: 'must be a date such as 2026-11-23' });

const orList = new Intl.ListFormat('en', { type: 'disjunction' });

/** One of some words, with a message that names them. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: `must be ${orList.format(words)}` });
}

/** For a transform of a whole query: says what is wrong with one of its fields. */
export function refuseIn(context: z.core.$RefinementCtx): (path: string, message: string) => never {
  return (path, message) => {
    context.issues.push({ code: 'custom', path: [path], message, input: undefined });
    return z.NEVER;
  };
}
