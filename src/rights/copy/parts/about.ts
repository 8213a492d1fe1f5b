import { z } from 'zod';
import { IDENTIFICATIONS, REQUEST_KINDS } from '../../requests/request.ts';
import { instantSchema } from './value.ts';

/** What the copy is, of whom, and of when. */
export const coverSchema = z.object({
  part: z.literal('cover'),
  kind: z.enum(['access', 'portability']),
  asOf: instantSchema.describe('The data is as it was then.'),
  register: z.string(),
  controller: z.object({ name: z.string(), businessId: z.string(), address: z.string(), email: z.string() }),
  contactPerson: z.object({ name: z.string(), title: z.string(), email: z.string() }),
  request: z.object({
    id: z.string(),
    kind: z.enum(REQUEST_KINDS),
    receivedOn: z.string().describe('YYYY-MM-DD'),
    identifiedBy: z.enum(IDENTIFICATIONS).nullable(),
    identifiedText: z.string().nullable().describe('How it was established who asks, in Finnish.'),
  }),
  contactIds: z.array(z.string()).describe('HubSpot ids of the records of the person; none when nothing is held.'),
  notes: z.array(z.string()).describe('What a reader has to know of the copy as a whole, in Finnish.'),
});

/** Why the data is processed, and on what basis: what applies to this person (Art. 15(1)(a)). */
export const purposesSchema = z.object({
  part: z.literal('purposes'),
  purposes: z.array(
    z.object({
      text: z.string(),
      basis: z.string().nullable().describe('A code, such as contract; null where the notice names none.'),
      basisText: z.string().nullable(),
      legitimateInterest: z.string().nullable(),
      categories: z.array(z.string()).describe('Categories of §6 in which data of the person is processed for it.'),
    }),
  ),
});

/** Who receives the data, and what protects it there: §4, §9 (Art. 15(1)(c), 15(2)). */
export const recipientsSchema = z.object({
  part: z.literal('recipients'),
  recipients: z.array(
    z.object({
      name: z.string(),
      role: z.string().nullable(),
      roleText: z.string().nullable(),
      purpose: z.string().nullable(),
      country: z.string().nullable().describe('ISO 3166 alpha-2'),
      mechanism: z.string().nullable().describe('A code, such as scc.'),
      mechanismText: z.string().nullable(),
      safeguard: z.string().describe('Empty where the notice says none of this recipient: see transfers.'),
      evidence: z.string().nullable().describe('Where the safeguard, or a copy of it, is to be found.'),
    }),
  ),
  groupCompanies: z.array(z.object({ name: z.string(), businessId: z.string().nullable() })),
  transfers: z.string().nullable().describe('§9 What the notice says of transfers outside the EU.'),
});

/** The rights of the person, and where to complain (Art. 15(1)(e), (f), (h)). */
export const rightsSchema = z.object({
  part: z.literal('rights'),
  rights: z.array(z.object({ right: z.string(), label: z.string(), text: z.string() })),
  complaint: z
    .object({
      name: z.string(),
      address: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      url: z.string().nullable(),
    })
    .describe('The authority with which a complaint can be lodged.'),
  profiling: z.string().nullable().describe('Automated decisions and profiling, as the notice tells of them.'),
  obligationToProvide: z.string().nullable(),
});
