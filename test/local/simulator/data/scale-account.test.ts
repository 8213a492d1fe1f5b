import { describe, expect, it } from 'vitest';
import { generateScaleAccount } from '../../../../local/simulator/data/scale-account.ts';
import { oracle } from '../../../support/oracle.ts';
import { policyWith } from '../../../support/policy.ts';
import { activitiesOf, NOW } from './generated-account.ts';

const OPTIONS = { contacts: 1_000, activitiesPerContact: 5, companies: 200, seed: 1, now: NOW };
const COUNTING = ['meetings', 'calls', 'emails', 'communications', 'postal_mail'] as const;
const account = generateScaleAccount(OPTIONS);

describe('an account of any size', () => {
  it('has as many records as it was asked for, evenly of the five counting types', () => {
    expect(account.records.contacts.size).toBe(1_000);
    expect(account.records.companies.size).toBe(200);
    expect(COUNTING.map((type) => account.records[type].size)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000]);
    expect([account.records.notes.size, account.records.tasks.size]).toEqual([0, 0]);
  });

  it('holds what staff write only when asked', () => {
    const withTexts = generateScaleAccount({ ...OPTIONS, contacts: 10, texts: true });
    const emails = [...withTexts.records.emails.values()];
    expect(emails.every(({ properties }) => properties.hs_email_text?.includes('Henkilö 10000'))).toBe(true);
    expect([...account.records.emails.values()].some(({ properties }) => 'hs_email_text' in properties)).toBe(false);
  });

  it('associates each activity with one contact and that contact’s company', () => {
    for (const type of COUNTING) {
      for (const id of account.records[type].keys()) {
        const to = account.associations.get(`${type}:${id}`);
        const [contactId = ''] = to?.get('contacts') ?? [];
        expect(to?.get('contacts')?.size).toBe(1);
        const employer = account.records.contacts.get(contactId)?.properties.associatedcompanyid;
        expect([...(to?.get('companies') ?? [])]).toEqual([employer]);
      }
    }
  });

  it('gives every contact the same number of activities, and its latest one counts', () => {
    const { contacts } = oracle(account, policyWith({ retention: { clock: 'contact' } }), NOW);
    for (const id of account.records.contacts.keys()) {
      const activities = activitiesOf(account, 'contacts', id);
      expect(activities).toHaveLength(5);
      expect(contacts.get(id)?.rekisteri_last_contact_at).toBe(activities[0]?.record.properties.hs_timestamp);
    }
  });

  it('spreads over all statuses that time can bring', () => {
    const { contacts } = oracle(account, policyWith(), NOW);
    const statuses = new Set(contacts.values().map((values) => values.rekisteri_retention_status));
    expect([...statuses].sort()).toEqual(['active', 'ended', 'ending_soon']);
  });

  it('is the same for the same options and another for another seed', () => {
    expect(generateScaleAccount(OPTIONS)).toEqual(account);
    expect(generateScaleAccount({ ...OPTIONS, seed: 2 }).records.calls).not.toEqual(account.records.calls);
  });

  it('can do without companies', () => {
    const alone = generateScaleAccount({ ...OPTIONS, contacts: 3, companies: 0 });
    expect(alone.records.companies.size).toBe(0);
    expect([...alone.records.contacts.values()].filter(({ properties }) => properties.associatedcompanyid)).toEqual([]);
  });
});
