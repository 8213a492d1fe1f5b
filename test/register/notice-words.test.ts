import { expect, it } from 'vitest';
import { noticeWords, worded } from '../../src/register/notice-words.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from '../../src/register/properties.ts';
import { policyWith } from '../support/policy.ts';

const described = (policy: ReturnType<typeof policyWith>) =>
  worded([...CONTACT_PROPERTIES, ...COMPANY_PROPERTIES], noticeWords(policy)).map(({ description }) => description);

it('fills the facts of the notice into what staff read in HubSpot', () => {
  const all = described(policyWith()).join('\n');
  expect(all).toContain('10 vuotta viimeisimmästä palvelukontaktista (Balentor Oy:n rekisteriseloste, kohta 7)');
  expect(all).toContain('10 years after the latest contact');
  expect(all).not.toMatch(/[{}]/);
});

it('has words for a notice that has no title, and for one that holds nothing on consent', () => {
  const ofNone = policyWith({ notice: { title: null }, consentBased: [], retention: { years: 3 } });
  expect(noticeWords(ofNone)).toEqual({ years: '3', notice: 'tietosuojaseloste', consentBased: '-' });
  expect(described(ofNone).join()).toContain('3 vuotta viimeisimmästä palvelukontaktista (tietosuojaseloste, kohta 7)');
});

it('says one year as one does', () => {
  const all = described(policyWith({ retention: { years: 1 } })).join('\n');
  expect(all).toContain('saa säilyttää: 1 vuosi viimeisimmästä palvelukontaktista');
  expect(all).toContain('may be kept: 1 year after the latest contact');
});

it('names data on consent by its label in the policy, and by its property where it has none', () => {
  const [diet] = policyWith().consentBased;
  const based = policyWith({ consentBased: [diet, { ...diet, property: 'allergiat' }] });
  expect(noticeWords(based).consentBased).toBe('ruokavalio, allergiat');
});
