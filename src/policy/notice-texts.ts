import { z } from 'zod';
import { localText, orSilent, textWithFacts } from './text.ts';

/** Heading and dates of the notice, and what has changed in it. */
export const noticeSchema = z.strictObject({
  preparedOn: z.iso.date(),
  updatedOn: z.iso.date(),
  title: orSilent(localText),
  subtitle: orSilent(localText),
});

/** Sentences that the notice puts before what the policy holds as data. */
export const introductionsSchema = z
  .strictObject({
    processors: orSilent(localText),
    purposes: orSilent(localText),
    fields: orSilent(localText),
    sources: orSilent(localText),
  })
  .prefault({})
  .describe('§4, §5, §6, §8 Sentences before the lists of these sections.');

/** §11, §12 and Art. 15 to 21, 7(3): how the notice tells people of each right. */
export const rightsSchema = z
  .strictObject({
    access: orSilent(localText).describe('§11, Art. 15.'),
    rectification: orSilent(localText).describe('§12, Art. 16.'),
    erasure: orSilent(localText).describe('§12, Art. 17.'),
    restriction: orSilent(localText).describe('§12, Art. 18.'),
    objection: orSilent(localText).describe('Art. 21; must stand apart from the rest (Art. 21(4)).'),
    portability: orSilent(localText).describe('Art. 20.'),
    withdrawal: orSilent(localText).describe('Art. 7(3), 13(2)(c) Withdrawing a consent.'),
  })
  .prefault({})
  .describe('§11, §12, Art. 13(2)(b), (c) Rights of the people in the register.');

/** §13 How to reach the controller. */
export const contactSchema = z
  .strictObject({
    text: orSilent(textWithFacts),
    postal: orSilent(textWithFacts),
    email: orSilent(textWithFacts),
    verification: orSilent(textWithFacts).describe('How requests are specified and people identified.'),
  })
  .prefault({})
  .describe('§13 How to reach the controller.');

/** Art. 13(3) What has changed in the notice, newest first. */
export const changesSchema = z
  .array(z.strictObject({ on: z.iso.date(), text: localText }))
  .default([])
  .describe('Art. 13(3) Change log of the notice.');
