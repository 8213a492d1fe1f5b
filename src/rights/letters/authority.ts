import type { Policy } from '../../policy/schema.ts';

type Authority = NonNullable<Policy['complaint']>;

/**
 * The supervisory authority in Finland, for letters of a company whose notice names none (Art. 13(2)(d)): a refusal has to name one
 * all the same (Art. 12(4)). As tietosuoja.fi gives its contact details in November 2026.
 */
export const AUTHORITY: Authority = {
  name: { fi: 'Tietosuojavaltuutetun toimisto', en: 'Office of the Data Protection Ombudsman' },
  address: 'PL 800, 00531 Helsinki',
  email: 'tietosuoja@om.fi',
  phone: '029 566 6700',
  url: 'https://tietosuoja.fi',
};
