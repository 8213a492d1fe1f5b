import type { Policy } from '../../../policy/schema.ts';
import type { DataCategory } from '../../../register/categories.ts';
import { formatInstant } from '../../../register/instant.ts';
import { AUTHORITY } from '../../letters/authority.ts';
import type { PersonRequest } from '../../requests/request.ts';
import type { PartOf } from '../parts.ts';
import type { Gathering } from './context.ts';
import { BASIS_WORDS, IDENTIFICATION_WORDS, MECHANISM_WORDS, RIGHT_WORDS, ROLE_WORDS } from './words.ts';

/** The cover: what it is a copy of, and of when. */
export function coverPart(
  { policy, asOf }: Gathering,
  request: PersonRequest,
  notes: readonly string[],
): PartOf<'cover'> {
  const { controller, contactPerson, register } = policy;
  const { id, kind, receivedOn, identity, contactIds } = request;
  const { name, businessId, address, email } = controller;
  return {
    part: 'cover',
    kind: kind === 'portability' ? 'portability' : 'access',
    asOf: formatInstant(asOf),
    register,
    controller: { name, businessId, address, email },
    contactPerson: { name: contactPerson.name, title: contactPerson.title.fi, email: contactPerson.email },
    request: {
      id,
      kind,
      receivedOn,
      identifiedBy: identity?.how ?? null,
      identifiedText: identity === null ? null : IDENTIFICATION_WORDS[identity.how],
    },
    contactIds: [...contactIds],
    notes: [...notes],
  };
}

/** Purposes for which data of the person is processed: those of which a category holds something, or that name no category. */
export function purposesPart({ purposes }: Policy, held: ReadonlySet<DataCategory>): PartOf<'purposes'> {
  const theirs = purposes.map(({ text, basis, legitimateInterest, categories }) => ({
    text: text.fi,
    basis,
    basisText: basis && BASIS_WORDS[basis],
    legitimateInterest: legitimateInterest?.fi ?? null,
    categories: (categories ?? [...held]).filter((one) => held.has(one)),
    isOfAll: categories === null,
  }));
  const applying = theirs.filter(({ categories, isOfAll }) => isOfAll || categories.length > 0);
  return { part: 'purposes', purposes: applying.map(({ isOfAll: _, ...purpose }) => purpose) };
}

/** Who receives the data, and what protects it there (§4, §9). */
export function recipientsPart({ processors, groupCompanies, transfers }: Policy): PartOf<'recipients'> {
  return {
    part: 'recipients',
    recipients: processors.map(({ name, role, purpose, country, mechanism, safeguard, evidence }) => ({
      name,
      role,
      roleText: role && ROLE_WORDS[role],
      purpose: purpose?.fi ?? null,
      country,
      mechanism,
      mechanismText: mechanism && MECHANISM_WORDS[mechanism],
      safeguard: safeguard?.fi ?? '',
      evidence,
    })),
    groupCompanies: (groupCompanies ?? []).map(({ name, businessId }) => ({ name, businessId })),
    transfers: transfers?.fi ?? null,
  };
}

/** What people may ask for, and where they may complain. */
export function rightsPart({ rights, complaint, profiling, obligationToProvide }: Policy): PartOf<'rights'> {
  const codes = [
    'access',
    'rectification',
    'erasure',
    'restriction',
    'objection',
    'portability',
    'withdrawal',
  ] as const;
  return {
    part: 'rights',
    rights: codes.map((right) => ({ right, label: RIGHT_WORDS[right], text: rights[right]?.fi ?? '' })),
    // Where the notice names no authority the right to complain has to be told all the same (Art. 15(1)(f)).
    complaint: { ...(complaint ?? AUTHORITY), name: (complaint ?? AUTHORITY).name.fi },
    profiling: profiling?.fi ?? null,
    obligationToProvide: obligationToProvide?.fi ?? null,
  };
}
