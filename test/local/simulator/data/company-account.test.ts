import { describe, expect, it } from 'vitest';
import { ENGAGEMENT_TYPES, OBJECT_TYPES } from '../../../../local/simulator/account.ts';
import { generateCompanyAccount } from '../../../../local/simulator/data/company-account.ts';
import { specialCases } from '../../../../local/simulator/data/special-cases/index.ts';
import { isLive } from '../../../../local/simulator/record-view.ts';
import { companyAccount, NOW } from './generated-account.ts';

const account = companyAccount();
const contacts = [...account.records.contacts.values()];
const companies = [...account.records.companies.values()];
const activities = ENGAGEMENT_TYPES.flatMap((type) => [...account.records[type].values()]);

describe('the generated company', () => {
  it('is the same for the same seed and the same now', () => {
    expect(companyAccount(1)).toEqual(account);
  });

  it('is another one for another seed', () => {
    const other = companyAccount(2);
    expect(other.records.contacts).not.toEqual(account.records.contacts);
    expect(other.records.meetings).not.toEqual(account.records.meetings);
  });

  it.each([1, 2, 7, 2026])('has 300 live contacts with seed %i', (seed) => {
    expect([...companyAccount(seed).records.contacts.values()].filter(isLive)).toHaveLength(300);
  });

  it.each(['2028-02-29T22:30:00Z', '2026-03-29T00:59:59.999Z', '2026-10-25T00:30:00Z', '2030-01-01T00:00:00Z'])(
    'has 300 live contacts at %s',
    (now) => {
      const { records } = generateCompanyAccount({ seed: 1, now: Date.parse(now) });
      expect([...records.contacts.values()].filter(isLive)).toHaveLength(300);
    },
  );

  it('has about 60 companies and 1,500 activities over 14 years', () => {
    expect(companies).toHaveLength(60);
    expect(activities.length).toBeGreaterThan(1_300);
    expect(activities.length).toBeLessThan(1_800);
    const past = (years: number) => String(new Date(NOW).getUTCFullYear() - years);
    const dates = activities.map(({ properties }) => properties.hs_timestamp ?? past(0));
    expect(dates.filter((date) => date < past(12)).length).toBeGreaterThan(10);
    expect(dates.filter((date) => date < past(15))).toEqual([]);
  });

  it('has activities of a contact alone, of several people, and of a company alone', () => {
    const links = ENGAGEMENT_TYPES.flatMap((type) =>
      [...account.records[type].keys()].map((id) => account.associations.get(`${type}:${id}`)),
    ).map((to) => ({ people: to?.get('contacts')?.size ?? 0, companies: to?.get('companies')?.size ?? 0 }));
    expect(links.some(({ people, companies }) => people === 1 && companies === 0)).toBe(true);
    expect(links.filter(({ people, companies }) => people > 1 && companies === 1).length).toBeGreaterThan(30);
    expect(links.filter(({ people, companies }) => people === 0 && companies === 1).length).toBeGreaterThan(30);
    expect(links.every(({ people, companies }) => people + companies > 0)).toBe(true);
  });

  it('has only addresses that cannot be real, each of them once', () => {
    const addresses = contacts.map(({ properties }) => properties.email ?? '');
    expect(addresses.filter((address) => !/^[a-z.-]+\.\d+@[a-z-]+\.fi\.example$/.test(address))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(new Set(companies.map(({ properties }) => properties.domain)).size).toBe(companies.length);
  });

  it('has Finnish company forms', () => {
    expect(companies.filter(({ properties }) => !/ Oyj?$/.test(properties.name ?? ''))).toEqual([]);
    expect(companies.some(({ properties }) => properties.name?.endsWith(' Oyj'))).toBe(true);
  });

  it('has three active subscription types and an inactive one, some of them opted out of', () => {
    const types = [...account.subscriptionTypes.values()];
    expect(types.map(({ isActive }) => isActive).sort()).toEqual([false, true, true, true]);
    for (const { id } of types) {
      expect(contacts.some(({ properties }) => properties[`hs_email_optout_${id}`] === 'true')).toBe(true);
    }
  });

  it.each([
    'tyokokemus_vuotta',
    'liiketoimintayksikko',
    'osallistumiset',
    'viimeisin_tilaisuus_pvm',
    'ruokavalio',
    'ruokavalio_suostumus',
    'hs_legal_basis',
  ])('has %s on part of the contacts', (name) => {
    const filled = contacts.filter(({ properties }) => properties[name] !== undefined).length;
    expect(filled).toBeGreaterThan(20);
    expect(filled).toBeLessThan(250);
  });

  it('was made before now', () => {
    const now = new Date(NOW).toISOString();
    for (const type of OBJECT_TYPES) {
      for (const { createdAt, updatedAt, archivedAt = createdAt } of account.records[type].values()) {
        expect([createdAt, updatedAt, archivedAt].filter((at) => at > now)).toEqual([]);
      }
    }
  });

  it('has ids whose order is neither that of creation nor that of text, the ordinary contacts’ too', () => {
    const special = new Set(specialCases.map(({ contactId }) => contactId));
    const ordinary = contacts.filter((contact) => isLive(contact) && !special.has(contact.id));
    const byId = ordinary.sort((a, b) => Number(a.id) - Number(b.id));
    expect(byId.map(({ createdAt }) => createdAt)).not.toEqual(byId.map(({ createdAt }) => createdAt).sort());
    expect(byId.map(({ id }) => id)).not.toEqual(byId.map(({ id }) => id).sort());
  });
});
