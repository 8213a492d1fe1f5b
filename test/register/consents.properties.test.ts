import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoriesOfContact } from '../../src/register/categories.ts';
import { consentOf } from '../../src/register/consents.ts';
import type { Purpose } from '../../src/register/purpose.ts';
import type { ConsentFacts } from '../support/consent-case.ts';
import { decideConsents } from '../support/decide-consents.ts';
import { policyWith } from '../support/policy.ts';

const IDS = ['7', '10', '99', '100', '4101'];
const POLICY = policyWith();
const NOW = '2026-11-23T08:00:00.000Z';

const purposes: fc.Arbitrary<Purpose[]> = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...IDS), name: fc.constantFrom('Uutiskirje', 'Kutsut', ''), active: fc.boolean() }),
  { selector: ({ id }) => id },
);
const basis = fc.constantFrom(
  'Freely given consent from contact',
  'Legitimate interest – existing customer',
  'Performance of a contract',
  'Vanha peruste',
  '  ',
);
const legalBasis = fc.array(basis, { maxLength: 4 });
/** What HubSpot keeps in a flag, and what people manage to put there. */
const flag = fc.constantFrom(undefined, null, '', 'true', 'true', 'false', ' ', 'kyllä', '1', '🙂');
const text = fc.oneof(fc.constantFrom(undefined, null, '', ' ', 'x', '2026-11-23', ';;', '2026-11-24'), fc.string());

type Values = Record<string, string | null>;
const values: fc.Arbitrary<Values> = fc
  .tuple(
    legalBasis,
    fc.tuple(...['', ...IDS.map((id) => `_${id}`)].map((end) => flag.map((value) => [end, value] as const))),
    fc.tuple(
      ...['firstname', 'jobtitle', 'company', 'osallistumiset', 'ruokavalio', 'viimeisin_tilaisuus_pvm'].map((name) =>
        text.map((value) => [name, value] as const),
      ),
    ),
    flag,
  )
  .map(([bases, flags, texts, consent]) =>
    defined([
      ['hs_legal_basis', bases.join(';')],
      ...flags.map(([end, value]) => [`hs_email_optout${end}`, value] as const),
      ...texts,
      ['ruokavalio_suostumus', consent],
    ]),
  );

function defined(entries: readonly (readonly [string, string | null | undefined])[]): Values {
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

const consent = (of: Values, among: readonly Purpose[]) => consentOf(of, among, POLICY);
const anyone = fc.tuple(values, purposes);

describe('consents', () => {
  it('are never for more purposes once one of them is withdrawn', () => {
    fc.assert(
      fc.property(anyone, fc.constantFrom('', ...IDS.map((id) => `_${id}`)), ([held, among], end) => {
        const before = consent(held, among);
        const after = consent({ ...held, [`hs_email_optout${end}`]: 'true' }, among);
        expect(before.channels).toEqual(expect.arrayContaining([...after.channels]));
        expect(after.channels).not.toContain(end.slice(1));
      }),
    );
  });

  it('are withdrawn by opting out of everything, whatever the legal basis says', () => {
    fc.assert(
      fc.property(anyone, ([held, among]) => {
        expect(consent({ ...held, hs_email_optout: 'true' }, among)).toEqual({ status: 'withdrawn', channels: [] });
      }),
    );
  });

  it('are withdrawn by opting out of each active purpose', () => {
    fc.assert(
      fc.property(anyone, ([held, among]) => {
        fc.pre(among.some(({ active }) => active));
        const each = Object.fromEntries(among.map(({ id }) => [`hs_email_optout_${id}`, 'true']));
        expect(consent({ ...held, ...each }, among)).toEqual({ status: 'withdrawn', channels: [] });
      }),
    );
  });

  it('are for active purposes only, and for none unless granted or partial', () => {
    fc.assert(
      fc.property(anyone, ([held, among]) => {
        const { status, channels } = consent(held, among);
        const active = among.filter((purpose) => purpose.active).map(({ id }) => id);
        expect(active).toEqual(expect.arrayContaining([...channels]));
        expect(new Set(channels).size).toBe(channels.length);
        if (status === 'withdrawn' || status === 'not_recorded') expect(channels).toEqual([]);
        if (status === 'granted') expect(channels).toEqual(active);
        if (status === 'partial') expect([0, active.length]).not.toContain(channels.length);
      }),
    );
  });

  it('do not depend on the order of legal bases, nor on how often one is there', () => {
    const shuffled = legalBasis.chain((bases) =>
      fc.tuple(fc.constant(bases), fc.shuffledSubarray(bases, { minLength: bases.length }), fc.boolean()),
    );
    fc.assert(
      fc.property(anyone, shuffled, ([held, among], [bases, others, twice]) => {
        const one = { ...held, hs_legal_basis: bases.join(';') };
        const other = { ...held, hs_legal_basis: [...others, ...(twice ? others : [])].join(';') };
        expect(consent(one, among)).toEqual(consent(other, among));
      }),
    );
  });
});

describe('categories', () => {
  it('do not depend on the order of properties', () => {
    const reordered = values.chain((held) => {
      const entries = Object.entries(held);
      return fc.tuple(fc.constant(held), fc.shuffledSubarray(entries, { minLength: entries.length }));
    });
    fc.assert(
      fc.property(reordered, purposes, ([held, entries], among) => {
        expect(categoriesOfContact(Object.fromEntries(entries), POLICY, among)).toEqual(
          categoriesOfContact(held, POLICY, among),
        );
      }),
    );
  });

  it('are never fewer when a property gets a value', () => {
    fc.assert(
      fc.property(
        anyone,
        fc.constantFrom('email', 'seniority', 'ruokavalio', 'hs_email_optout'),
        ([held, among], name) => {
          const before = categoriesOfContact(held, POLICY, among);
          expect(categoriesOfContact({ ...held, [name]: 'false' }, POLICY, among)).toEqual(
            expect.arrayContaining(before),
          );
        },
      ),
    );
  });
});

describe('deciding', () => {
  const facts = fc.record({
    now: fc.constant(NOW),
    purposes,
    serviceContact: fc.constantFrom<ConsentFacts['serviceContact'][]>('yes', 'no', 'unreadable'),
    company: fc.constantFrom<ConsentFacts['company'][]>(null, 'unreadable', { properties: { name: 'Oy' } }),
    contact: fc.record({ properties: values }),
    held: fc.constant({}),
  });

  it('twice gives the same', () => {
    fc.assert(
      fc.property(facts, (known) => {
        expect(decideConsents(known, POLICY).wanted).toEqual(decideConsents(known, POLICY).wanted);
      }),
    );
  });

  it('again later over what was written changes nothing', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const first = textsOf(decideConsents(known, POLICY).wanted);
        const again = textsOf(
          decideConsents({ ...known, held: first, now: '2026-11-23T09:00:00.000Z' }, POLICY).wanted,
        );
        expect({ ...first, ...again }).toEqual(first);
      }),
    );
  });
});

function textsOf(wanted: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
