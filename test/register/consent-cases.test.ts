import { describe, expect, it } from 'vitest';
import { CONSENT_PROPERTIES } from '../../src/register/consent-properties.ts';
import { STAFF_PROPERTIES } from '../../src/register/staff-properties.ts';
import { consentCaseNames, readConsentCase } from '../support/consent-case.ts';
import { decideConsents } from '../support/decide-consents.ts';
import { policyWith } from '../support/policy.ts';

const NAMES = consentCaseNames();
const OURS = new Set<string>(CONSENT_PROPERTIES.map(({ name }) => name));
const STAFF = new Set<string>(STAFF_PROPERTIES.map(({ name }) => name));

describe('recorded cases of data and consents held', () => {
  it('are many', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(45);
  });

  it.each(NAMES)('%s', (name) => {
    const { facts, decision } = readConsentCase(name);
    const { wanted, notices } = decideConsents(facts, policyWith(facts.policy));
    const { rekisteri_retention_status: retentionStatus, ...values } = wanted;
    const contact = Object.fromEntries(Object.entries(values).filter(([property]) => OURS.has(property)));
    expect({ contact, retentionStatus, notices: [...notices] }, facts.why).toEqual(decision);
    expect(Object.keys(wanted).filter((property) => STAFF.has(property))).toEqual([]);
  });
});
