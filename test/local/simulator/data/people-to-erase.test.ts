import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ENGAGEMENT_TYPES } from '../../../../local/simulator/account.ts';
import { associatedIds, recordOf } from '../../../../local/simulator/change.ts';
import { specialContactId } from '../../../../local/simulator/data/special-cases/index.ts';
import { decideAsStaff } from '../../../../local/simulator/data/staff-decisions.ts';
import { returnPerson } from '../../../../local/simulator/people.ts';
import { CONTACT_PROPERTIES } from '../../../../src/register/properties.ts';
import { OBJECTS, run } from '../running.ts';
import { companyAccount, NOW, specialContact } from './generated-account.ts';

/** How many activities of a person are theirs alone, with companies only, and with anybody else, a deal or a ticket. */
function classes(account: ReturnType<typeof companyAccount>, name: string) {
  const count = { exclusive: 0, company: 0, shared: 0 };
  for (const type of ENGAGEMENT_TYPES) {
    for (const id of associatedIds(account, 'contacts', specialContactId(name), type)) {
      const number = (kind: 'contacts' | 'companies' | 'deals' | 'tickets') =>
        associatedIds(account, type, id, kind).length;
      if (number('contacts') > 1 || number('deals') + number('tickets') > 0) count.shared += 1;
      else if (number('companies') > 0) count.company += 1;
      else count.exclusive += 1;
    }
  }
  return count;
}

describe('people to erase', () => {
  it('have activities of every class', () => {
    const account = companyAccount();
    expect(classes(account, 'erase-decided')).toEqual({ exclusive: 7, company: 2, shared: 3 });
    expect(classes(account, 'erase-pair-first')).toEqual({ exclusive: 0, company: 1, shared: 1 });
    expect(classes(account, 'erase-pair-second')).toEqual({ exclusive: 1, company: 0, shared: 1 });
    expect(classes(account, 'erase-held')).toEqual({ exclusive: 1, company: 0, shared: 0 });
  });

  it('have further addresses, one of them from a merge', () => {
    const account = companyAccount();
    expect(specialContact(account, 'erase-several-addresses').properties.hs_additional_emails).toContain(';');
    const { hs_additional_emails, hs_merged_object_ids = '' } = specialContact(account, 'erase-merged').properties;
    expect(hs_additional_emails).toBe(recordOf(account, 'contacts', hs_merged_object_ids).properties.email);
  });

  it('are decided on by people, a workflow and an import, as the history of the decision says', async () => {
    const account = companyAccount();
    for (const { direction, name, ...property } of CONTACT_PROPERTIES) {
      if (direction === 'in') {
        const definition = { ...property, name, groupName: 'contactinformation', options: [] };
        account.properties.contacts.set(name, definition);
      }
    }
    const { ask } = await run({ account });
    const people = new Map(decideAsStaff(account, NOW).map(({ name, contactId }) => [contactId, name]));
    const inputs = [...people.keys()].map((id) => ({ id }));
    const names = ['rekisteri_hold_until', 'rekisteri_processing_restricted'];
    const body = { inputs, properties: names, propertiesWithHistory: ['rekisteri_retention_decision'] };
    const { results } = Answer.parse((await ask('POST', `${OBJECTS}/contacts/batch/read`, body)).body);
    const told = results.map(({ id, properties, propertiesWithHistory }) => {
      const [{ sourceType, updatedByUserId } = {}] = propertiesWithHistory.rekisteri_retention_decision;
      return [people.get(id), sourceType, updatedByUserId, ...names.map((name) => properties[name])];
    });
    expect(told).toEqual([
      ['erase-decided', 'CRM_UI', 7, null, null],
      ['erase-pair-first', 'CRM_UI', 8, null, null],
      ['erase-pair-second', 'CRM_UI', 8, null, null],
      ['erase-merged', 'CRM_UI', 7, null, null],
      ['erase-several-addresses', 'CRM_UI', 7, null, null],
      ['erase-held', 'CRM_UI', 7, '2027-11-23', null],
      ['erase-restricted', 'CRM_UI', 7, null, 'true'],
      ['erase-by-workflow', 'AUTOMATION_PLATFORM', undefined, null, null],
      ['erase-by-import', 'IMPORT', 7, null, null],
    ]);
  });

  it('come back with the address they had, once they were erased', async () => {
    const account = companyAccount();
    const { ask } = await run({ account });
    const { id, properties } = specialContact(account, 'erase-decided');
    const { email = '' } = properties;
    expect(() => returnPerson(account, { email }, NOW)).toThrow(RangeError);
    await ask('POST', `${OBJECTS}/contacts/gdpr-delete`, { objectId: id });
    expect(returnPerson(account, { email }, NOW).id).not.toBe(id);
  });
});

const Answer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      properties: z.record(z.string(), z.string().nullable()),
      propertiesWithHistory: z.object({
        rekisteri_retention_decision: z.array(
          z.object({ sourceType: z.string(), updatedByUserId: z.number().optional() }),
        ),
      }),
    }),
  ),
});

describe('what is written into activities', () => {
  const account = companyAccount();

  it.each([
    ['meetings', 'hs_meeting_body'],
    ['calls', 'hs_call_body'],
    ['emails', 'hs_email_html'],
    ['communications', 'hs_communication_body'],
    ['postal_mail', 'hs_postal_mail_body'],
    ['notes', 'hs_note_body'],
    ['tasks', 'hs_task_body'],
  ] as const)('%s name the person they are with', (type, body) => {
    const { id, properties } = specialContact(account, 'erase-decided');
    const name = `${properties.firstname} ${properties.lastname}`;
    const texts = associatedIds(account, 'contacts', id, type).map(
      (activityId) => recordOf(account, type, activityId).properties[body],
    );
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toContain(name);
  });
});
