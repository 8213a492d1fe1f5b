import { describe, expect, it } from 'vitest';
import { specialCases, specialContactId } from '../../../../local/simulator/data/special-cases/index.ts';
import { oracle } from '../../../support/oracle.ts';
import { policyWith } from '../../../support/policy.ts';
import { companyAccount, NOW } from './generated-account.ts';

/**
 * Status, basis, end date and own clock of every special case on 23 November 2026 at 11.30 in Helsinki, worked out from
 * the retention rule (notice §7).
 */
const EXPECTED: readonly (readonly [name: string, status: string, basis: string, ends: string, own: string])[] = [
  ['meeting-canceled', 'ending_soon', 'communication', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['meeting-no-show', 'ending_soon', 'communication', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['meeting-rescheduled', 'ending_soon', 'communication', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['call-busy', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['call-canceled', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['call-failed', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['call-missed', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['call-no-answer', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['call-rejected', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['email-bounced', 'ending_soon', 'communication', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['email-failed', 'ending_soon', 'communication', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['email-scheduled', 'ending_soon', 'communication', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['email-sending', 'ending_soon', 'communication', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['email-draft', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['newest-is-note', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['newest-is-task', 'ended', 'communication', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['meeting-outcome-empty', 'active', 'meeting', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['meeting-outcome-custom', 'active', 'meeting', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['meeting-outcome-other-case', 'active', 'meeting', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['meeting-still-scheduled', 'active', 'meeting', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['call-status-empty', 'active', 'call', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['call-status-unknown', 'active', 'call', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['email-status-empty', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['email-status-unknown', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['email-direction-empty', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['email-direction-unknown', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['communication-channel-unknown', 'active', 'communication', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['postal-mail-without-body', 'active', 'postal_mail', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['future-meeting', 'ending_soon', 'call', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['future-meeting-only', 'ended', 'record_created', '2025-11-23', ''],
  ['call-exactly-now', 'active', 'call', '2036-11-23', '2026-11-23T09:30:00.000Z'],
  ['call-one-millisecond-ahead', 'ending_soon', 'email', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['meeting-logged-years-later', 'active', 'meeting', '2030-11-23', '2020-11-23T10:00:00.000Z'],
  ['meeting-logged-years-before', 'active', 'meeting', '2030-11-23', '2020-11-23T10:00:00.000Z'],
  ['meeting-without-start-time', 'active', 'meeting', '2032-11-23', '2022-11-23T10:00:00.000Z'],
  ['newest-without-date', 'ending_soon', 'postal_mail', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['no-contact-created-this-month', 'active', 'record_created', '2036-11-11', ''],
  ['no-contact-ending-soon', 'ending_soon', 'record_created', '2027-01-22', ''],
  ['no-contact-created-long-ago', 'ended', 'record_created', '2024-11-23', ''],
  ['only-notes-and-tasks', 'ended', 'record_created', '2025-11-23', ''],
  ['company-activity-newer', 'active', 'company_activity', '2033-11-23', '2016-10-24T09:00:00.000Z'],
  ['colleague-newer', 'active', 'colleague_activity', '2034-11-23', '2017-02-21T10:00:00.000Z'],
  ['colleague-and-company-at-once', 'active', 'company_activity', '2034-11-23', ''],
  ['own-and-company-at-once', 'active', 'postal_mail', '2031-11-23', '2021-11-23T10:00:00.000Z'],
  ['no-company', 'active', 'communication', '2029-11-23', '2019-11-23T10:00:00.000Z'],
  ['company-without-activity', 'ended', 'record_created', '2023-11-23', ''],
  ['left-company-without-contacts', 'active', 'meeting', '2032-11-23', '2022-11-23T10:00:00.000Z'],
  ['moved-company', 'active', 'meeting', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['left-behind-at-old-company', 'active', 'company_activity', '2035-11-23', ''],
  ['same-instant-types', 'active', 'call', '2034-11-23', '2024-11-23T10:00:00.000Z'],
  ['same-instant-ids', 'active', 'meeting', '2033-11-23', '2023-11-23T10:00:00.000Z'],
  ['ends-yesterday', 'ended', 'email', '2026-11-22', '2016-11-22T10:00:00.000Z'],
  ['ends-today', 'ending_soon', 'email', '2026-11-23', '2016-11-23T10:00:00.000Z'],
  ['ends-tomorrow', 'ending_soon', 'email', '2026-11-24', '2016-11-24T10:00:00.000Z'],
  ['ends-in-180-days', 'ending_soon', 'email', '2027-05-22', '2017-05-22T09:00:00.000Z'],
  ['ends-in-181-days', 'active', 'email', '2027-05-23', '2017-05-23T09:00:00.000Z'],
  ['last-millisecond-before-midnight', 'ended', 'email', '2026-11-22', '2016-11-22T21:59:59.999Z'],
  ['midnight', 'ending_soon', 'email', '2026-11-23', '2016-11-22T22:00:00.000Z'],
  ['last-millisecond-of-day', 'ending_soon', 'email', '2026-11-23', '2016-11-23T21:59:59.999Z'],
  ['leap-day', 'active', 'email', '2034-02-28', '2024-02-29T10:00:00.000Z'],
  ['leap-day-ended', 'ended', 'email', '2026-02-28', '2016-02-29T10:00:00.000Z'],
  ['spring-clock-change', 'active', 'email', '2031-03-29', '2021-03-28T21:30:00.000Z'],
  ['autumn-clock-change', 'active', 'email', '2031-10-31', '2021-10-31T21:30:00.000Z'],
  ['colleagues-archived', 'ending_soon', 'call', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['newest-activities-archived', 'ended', 'postal_mail', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['company-archived', 'ending_soon', 'meeting', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['merged-into-new-id', 'ending_soon', 'call', '2027-02-21', '2017-02-21T10:00:00.000Z'],
  ['merged-keeping-id', 'ending_soon', 'call', '2027-03-23', '2017-03-23T10:00:00.000Z'],
  ['lowest-id-created-last', 'active', 'call', '2036-11-23', '2026-11-22T22:00:00.000Z'],
  ['highest-id-created-first', 'active', 'postal_mail', '2028-11-23', '2018-11-23T10:00:00.000Z'],
  ['many-emails', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['consent-granted', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['consent-partial', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['consent-withdrawn-from-all', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['consent-withdrawn-from-each', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['consent-not-recorded', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['consent-false-flags', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['consent-inactive-type-only', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['diet-without-consent', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['diet-consent-refused', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['diet-purpose-passed', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['diet-purpose-ends-today', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['diet-without-event', 'active', 'email', '2035-11-23', '2025-11-23T10:00:00.000Z'],
  ['erase-decided', 'ended', 'meeting', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-held', 'ended', 'email', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-restricted', 'ended', 'email', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-by-workflow', 'ended', 'email', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-by-import', 'ended', 'email', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-pair-first', 'ended', 'meeting', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-pair-second', 'ended', 'meeting', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-merged', 'ended', 'email', '2026-10-24', '2016-10-24T09:00:00.000Z'],
  ['erase-several-addresses', 'ended', 'email', '2026-10-24', '2016-10-24T09:00:00.000Z'],
];

const decided = oracle(companyAccount(), policyWith(), NOW).contacts;

describe('what the notice’s rule says of the special cases', () => {
  it('is known of every one of them', () => {
    expect(EXPECTED.map(([name]) => name).sort()).toEqual(specialCases.map(({ name }) => name).sort());
  });

  it.each(EXPECTED)('%s: %s by %s until %s', (name, status, basis, ends, own) => {
    expect(decided.get(specialContactId(name))).toMatchObject({
      rekisteri_retention_status: status,
      rekisteri_retention_basis: basis,
      rekisteri_retention_ends: ends,
      rekisteri_last_contact_at: own,
    });
  });

  it('same-instant cases: the type decides, then the lowest id as a number', () => {
    expect(decided.get(specialContactId('same-instant-types'))?.rekisteri_last_contact_source).toMatch(/^calls:/);
    expect(decided.get(specialContactId('same-instant-ids'))?.rekisteri_last_contact_source).toBe('meetings:998');
  });
});
