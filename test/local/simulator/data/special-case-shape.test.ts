import { describe, expect, it } from 'vitest';
import { specialCases, specialContactId } from '../../../../local/simulator/data/special-cases/index.ts';
import { isLive } from '../../../../local/simulator/record-view.ts';
import {
  activitiesOf,
  companyAccount,
  contactById,
  idsOf,
  NOW,
  specialContact,
  timestamp,
} from './generated-account.ts';

const account = companyAccount();
const now = new Date(NOW).toISOString();

function newestOf(name: string) {
  const [newest] = activitiesOf(account, 'contacts', specialContactId(name));
  if (!newest) throw new RangeError(`${name} has no activity`);
  return { type: newest.type, at: timestamp(newest), properties: newest.record.properties };
}

describe('special cases', () => {
  it('are live contacts, found by their index and by their job title', () => {
    for (const { name, contactId } of specialCases) {
      const contact = contactById(account, contactId);
      expect(isLive(contact)).toBe(true);
      expect(contact.properties.jobtitle).toBe(`Erikoistapaus ${name}`);
    }
    expect(new Set(specialCases.map(({ name }) => name)).size).toBe(specialCases.length);
  });

  it.each([
    ['meeting-canceled', 'meetings', 'hs_meeting_outcome', 'CANCELED'],
    ['meeting-no-show', 'meetings', 'hs_meeting_outcome', 'NO_SHOW'],
    ['meeting-rescheduled', 'meetings', 'hs_meeting_outcome', 'RESCHEDULED'],
    ['meeting-outcome-empty', 'meetings', 'hs_meeting_outcome', undefined],
    ['meeting-outcome-custom', 'meetings', 'hs_meeting_outcome', 'PIDETTY_ETÄNÄ'],
    ['meeting-outcome-other-case', 'meetings', 'hs_meeting_outcome', 'canceled'],
    ['meeting-still-scheduled', 'meetings', 'hs_meeting_outcome', 'SCHEDULED'],
    ['call-busy', 'calls', 'hs_call_status', 'BUSY'],
    ['call-canceled', 'calls', 'hs_call_status', 'CANCELED'],
    ['call-failed', 'calls', 'hs_call_status', 'FAILED'],
    ['call-missed', 'calls', 'hs_call_status', 'MISSED'],
    ['call-no-answer', 'calls', 'hs_call_status', 'NO_ANSWER'],
    ['call-rejected', 'calls', 'hs_call_status', 'REJECTED'],
    ['call-status-empty', 'calls', 'hs_call_status', undefined],
    ['call-status-unknown', 'calls', 'hs_call_status', 'CALLING_CRM_USER'],
    ['email-bounced', 'emails', 'hs_email_status', 'BOUNCED'],
    ['email-failed', 'emails', 'hs_email_status', 'FAILED'],
    ['email-scheduled', 'emails', 'hs_email_status', 'SCHEDULED'],
    ['email-sending', 'emails', 'hs_email_status', 'SENDING'],
    ['email-draft', 'emails', 'hs_email_direction', 'DRAFT_EMAIL'],
    ['email-status-empty', 'emails', 'hs_email_status', undefined],
    ['email-status-unknown', 'emails', 'hs_email_status', 'OPENED'],
    ['email-direction-empty', 'emails', 'hs_email_direction', undefined],
    ['email-direction-unknown', 'emails', 'hs_email_direction', 'FORWARDED_EMAIL'],
    ['newest-is-note', 'notes', 'hs_timestamp', '2025-11-23T10:00:00.000Z'],
    ['newest-is-task', 'tasks', 'hs_timestamp', '2025-11-23T10:00:00.000Z'],
    ['communication-channel-unknown', 'communications', 'hs_communication_channel_type', 'PIGEON'],
    ['postal-mail-without-body', 'postal_mail', 'hs_postal_mail_body', undefined],
  ])('%s: the newest activity, over an older one, is of %s with %s %s', (name, type, property, value) => {
    const newest = newestOf(name);
    expect(newest.type).toBe(type);
    expect(newest.properties[property]).toBe(value);
    expect(activitiesOf(account, 'contacts', specialContactId(name))).toHaveLength(2);
  });

  it.each(['future-meeting', 'future-meeting-only'])('%s: a scheduled meeting lies ahead', (name) => {
    const { type, at, properties } = newestOf(name);
    expect({ type, outcome: properties.hs_meeting_outcome }).toEqual({ type: 'meetings', outcome: 'SCHEDULED' });
    expect(at > now).toBe(true);
  });

  it.each([
    ['meeting-logged-years-later', '2023-11-23T10:00:00.000Z'],
    ['meeting-logged-years-before', '2014-11-23T10:00:00.000Z'],
    ['meeting-without-start-time', '2022-11-23T10:00:00.000Z'],
  ])('%s: the timestamp %s is not the start time', (name, at) => {
    const newest = newestOf(name);
    expect(newest.at).toBe(at);
    expect(newest.properties.hs_meeting_start_time).not.toBe(at);
  });

  it('newest-without-date: a call has no date at all', () => {
    const calls = idsOf(account, 'contacts', specialContactId('newest-without-date'), 'calls');
    expect(calls.map((id) => account.records.calls.get(id)?.properties.hs_timestamp)).toEqual([undefined]);
  });

  it('moved-company: the meetings are still those of the old company, which is not the employer', () => {
    const contact = specialContact(account, 'moved-company');
    const meetings = idsOf(account, 'contacts', contact.id, 'meetings');
    expect(meetings).toHaveLength(3);
    for (const id of meetings) {
      const [companyId] = account.associations.get(`meetings:${id}`)?.get('companies') ?? [];
      expect(companyId).toBeDefined();
      expect(companyId).not.toBe(contact.properties.associatedcompanyid);
    }
  });

  it('left-company-without-contacts: a company with activities and without contacts', () => {
    const contact = specialContact(account, 'left-company-without-contacts');
    const [meeting = ''] = idsOf(account, 'contacts', contact.id, 'meetings');
    const [companyId = ''] = account.associations.get(`meetings:${meeting}`)?.get('companies') ?? [];
    expect(idsOf(account, 'companies', companyId, 'contacts')).toEqual([]);
    expect(activitiesOf(account, 'companies', companyId)).toHaveLength(2);
    expect(contact.properties.associatedcompanyid).toBeUndefined();
  });

  it('company-without-activity: neither the company nor its only contact has any', () => {
    const { id, properties } = specialContact(account, 'company-without-activity');
    const companyId = properties.associatedcompanyid ?? '';
    expect(idsOf(account, 'companies', companyId, 'contacts')).toEqual([id]);
    expect(activitiesOf(account, 'companies', companyId)).toEqual([]);
    expect(activitiesOf(account, 'contacts', id)).toEqual([]);
  });

  it('same-instant cases: all their activities are at one instant', () => {
    for (const name of ['same-instant-types', 'same-instant-ids']) {
      const found = activitiesOf(account, 'contacts', specialContactId(name));
      expect(found.length).toBeGreaterThan(2);
      expect(new Set(found.map(timestamp)).size).toBe(1);
    }
  });

  it('many-emails: more than 600, the newest neither first nor last by id', () => {
    const ids = idsOf(account, 'contacts', specialContactId('many-emails'), 'emails').sort((a, b) => +a - +b);
    const dates = ids.map((id) => account.records.emails.get(id)?.properties.hs_timestamp ?? '');
    expect(new Set(dates).size).toBe(610);
    expect(dates.indexOf('2025-11-23T10:00:00.000Z')).toBeGreaterThan(100);
    expect(dates.indexOf('2025-11-23T10:00:00.000Z')).toBeLessThan(509);
  });

  it('the recycle bin holds five contacts, a company, and one activity of each counting type', () => {
    const archived = Object.entries(account.records).flatMap(([type, records]) =>
      [...records.values()].filter(({ archivedAt }) => archivedAt !== undefined).map(() => type),
    );
    expect(archived.sort()).toEqual(
      [
        ...Array.from({ length: 5 }, () => 'contacts'),
        'companies',
        'meetings',
        'calls',
        'emails',
        'communications',
        'postal_mail',
      ].sort(),
    );
    expect(specialContact(account, 'company-archived').properties.associatedcompanyid).toBeUndefined();
  });

  it.each([
    ['merged-into-new-id', 2],
    ['merged-keeping-id', 1],
  ])('%s: %i merged records lead to the contact, which has all their calls', (name, merged) => {
    const { id, properties } = specialContact(account, name);
    const gone = [...account.records.contacts.values()].filter(({ mergedInto }) => mergedInto === id);
    expect(gone).toHaveLength(merged);
    expect(properties.hs_merged_object_ids?.split(';').sort()).toEqual(gone.map((record) => record.id).sort());
    expect(idsOf(account, 'contacts', id, 'calls')).toHaveLength(merged);
    expect(gone.flatMap((record) => activitiesOf(account, 'contacts', record.id))).toEqual([]);
  });

  it('the lowest id was created last and the highest first', () => {
    const live = [...account.records.contacts.values()].filter(isLive);
    const byId = live.sort((a, b) => Number(a.id) - Number(b.id)).map(({ id }) => id);
    const byCreation = live.sort((a, b) => a.createdAt.localeCompare(b.createdAt)).map(({ id }) => id);
    expect([byId.at(0), byId.at(-1)]).toEqual(['101', '99000000001']);
    expect([byCreation.at(-1), byCreation.at(0)]).toEqual(['101', '99000000001']);
  });
});
