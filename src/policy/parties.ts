import { z } from 'zod';
import { localText, orSilent, words } from './text.ts';

const businessId = z.string().regex(/^\d{7}-\d$/, 'must be a business ID such as 1234567-1');

/** §1 The controller. */
export const controllerSchema = z
  .strictObject({
    name: words,
    shortName: orSilent(words).describe('What the texts of the notice call it.'),
    businessId,
    address: words,
    email: z.email(),
  })
  .describe('§1 The controller.');

/** §1 Companies of the same group that keep the register as well. */
export const groupCompaniesSchema = orSilent(
  z.array(
    z.strictObject({
      name: words,
      businessId: orSilent(businessId),
      role: orSilent(z.enum(['joint_controller', 'controller', 'processor'])).describe('Art. 26, 4(7), 28.'),
    }),
  ),
).describe('§1, Art. 13(1)(a), 26 Companies of the group by name; [] when there are none.');

/** §2 Who handles register matters. */
export const contactPersonSchema = z
  .strictObject({ name: words, title: localText, email: z.email() })
  .describe('§2 Who handles register matters.');

/** §2 and Art. 37 to 39. */
export const dataProtectionOfficerSchema = orSilent(
  z.strictObject({
    appointed: z.boolean(),
    statement: orSilent(localText).describe('What the notice says of it.'),
    name: orSilent(words),
    email: orSilent(z.email()),
    phone: orSilent(words),
    evidence: orSilent(words).describe('Where the reasoning is kept why none is needed (Art. 5(2)).'),
  }),
).describe('§2, Art. 13(1)(b) Data protection officer.');

/** Art. 77: whom people may turn to. */
export const complaintSchema = orSilent(
  z.strictObject({
    name: localText,
    address: orSilent(words),
    email: orSilent(z.email()),
    phone: orSilent(words),
    url: orSilent(z.url({ protocol: /^https$/ })),
  }),
).describe('Art. 13(2)(d) The supervisory authority, to which people may complain.');
