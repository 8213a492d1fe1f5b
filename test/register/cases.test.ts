import { describe, expect, it } from 'vitest';
import { accountOf } from '../support/account-of-facts.ts';
import { decide } from '../support/decide.ts';
import { oracle } from '../support/oracle.ts';
import { policyWith } from '../support/policy.ts';
import { caseNames, readCase } from '../support/retention-case.ts';

const NAMES = caseNames();

describe('recorded cases', () => {
  it('are many', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(NAMES)('%s', (name) => {
    const { facts, decision } = readCase(name);
    expect(decide(facts, policyWith(facts.policy), Date.parse(facts.now)), facts.why).toEqual(decision);
  });
});

describe('the oracle that checks the product decides recorded cases too', () => {
  const readable = NAMES.map((name) => ({ name, ...readCase(name) })).flatMap(({ name, facts, decision }) => {
    const everythingRead = 'rekisteri_customer_last_contact_at' in decision.contact;
    const account = everythingRead ? accountOf(facts) : undefined;
    return account ? [{ name, facts, decision, account }] : [];
  });

  it('in nearly all of them', () => {
    expect(readable.length).toBeGreaterThan(NAMES.length * 0.8);
  });

  it.each(readable)('$name', ({ facts, decision, account }) => {
    const values = oracle(account, policyWith(facts.policy), Date.parse(facts.now));
    expect(values.contacts.get(facts.contact.id), facts.why).toEqual(decision.contact);
    const company = { rekisteri_erased_contact_at: '', ...decision.company };
    if (facts.company) expect(values.companies.get(facts.company.id), facts.why).toEqual(company);
  });
});
