import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ENGAGEMENT_TYPES } from '../../../local/simulator/account.ts';
import { addMany, NOW, OBJECTS, run } from './running.ts';

const Definitions = z.object({
  results: z.array(
    z.object({ name: z.string(), type: z.string(), modificationMetadata: z.object({ readOnlyValue: z.boolean() }) }),
  ),
});

/** The properties that hold what people wrote. */
const TEXTS = {
  meetings: ['hs_meeting_title', 'hs_meeting_body', 'hs_internal_meeting_notes'],
  calls: ['hs_call_title', 'hs_call_body'],
  emails: ['hs_email_subject', 'hs_email_text', 'hs_email_html', 'hs_email_headers'],
  communications: ['hs_communication_body'],
  postal_mail: ['hs_postal_mail_body'],
  notes: ['hs_note_body'],
  tasks: ['hs_task_subject', 'hs_task_body'],
};

describe.each(ENGAGEMENT_TYPES)('%s', (type) => {
  test('say which of their properties can be written', async () => {
    const { ask } = await run();
    const { results } = Definitions.parse((await ask('GET', `/crm/properties/2026-09/${type}`)).body);
    const named = new Map(results.map(({ name, modificationMetadata }) => [name, modificationMetadata.readOnlyValue]));
    for (const name of TEXTS[type]) expect([name, named.get(name)]).toEqual([name, false]);
    for (const name of ['hs_object_id', 'hs_createdate', 'hs_body_preview']) expect(named.get(name)).toBe(true);
  });

  test('are overwritten in batches, which stamps them', async () => {
    const { ask, account } = await run();
    addMany(account, type, 2);
    const properties = Object.fromEntries(TEXTS[type].map((name) => [name, '[poistettu]']));
    const inputs = [{ id: '1', properties }];
    const reply = await ask('POST', `${OBJECTS}/${type}/batch/update`, { inputs });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        results: [
          { properties: { ...properties, hs_lastmodifieddate: new Date(NOW).toISOString().replace('.000', '') } },
        ],
      },
    });
  });

  test('refuse a batch that would write what HubSpot works out, and write nothing of it', async () => {
    const { ask, account } = await run({ asksWrongly: true });
    addMany(account, type, 2);
    const inputs = [
      { id: '1', properties: { [TEXTS[type][0] ?? '']: 'x' } },
      { id: '2', properties: { hs_body_preview: 'x' } },
    ];
    const reply = await ask('POST', `${OBJECTS}/${type}/batch/update`, { inputs });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ code: 'READ_ONLY_VALUE' }] } });
    expect(account.records[type].get('1')?.properties).toEqual({});
    const one = await ask('PATCH', `${OBJECTS}/${type}/2`, { properties: { hs_createdate: '2026-01-01' } });
    expect(one.status).toBe(400);
  });
});

describe('what HubSpot works out of an activity', () => {
  test('is a preview of its body', async () => {
    const { ask, account } = await run();
    addMany(account, 'notes', 1, { hs_note_body: `<p>${'a'.repeat(300)}</p>` });
    const read = () => ask('GET', `${OBJECTS}/notes/1?properties=hs_body_preview,hs_body_preview_is_truncated`);
    const properties = { hs_body_preview: 'a'.repeat(255), hs_body_preview_is_truncated: 'true' };
    expect((await read()).body).toMatchObject({ properties });
    await ask('PATCH', `${OBJECTS}/notes/1`, { properties: { hs_note_body: '[poistettu]' } });
    expect((await read()).body).toMatchObject({ properties: { hs_body_preview: '[poistettu]' } });
  });

  test('is sender and receivers, from the headers of an e-mail', async () => {
    const { ask, account } = await run({ asksWrongly: true });
    const headers = {
      from: { email: 'aino@a.fi', firstName: 'Aino', lastName: 'Aalto' },
      to: [{ email: 'b@b.fi' }, { email: 'c@c.fi' }],
    };
    addMany(account, 'emails', 1, { hs_email_headers: JSON.stringify(headers) });
    const names = 'hs_email_from_email,hs_email_from_lastname,hs_email_to_email,hs_email_to_firstname';
    const read = () => ask('GET', `${OBJECTS}/emails/1?properties=${names}`);
    expect((await read()).body).toMatchObject({
      properties: {
        hs_email_from_email: 'aino@a.fi',
        hs_email_from_lastname: 'Aalto',
        hs_email_to_email: 'b@b.fi;c@c.fi',
        hs_email_to_firstname: null,
      },
    });
    const write = (name: string) => ask('PATCH', `${OBJECTS}/emails/1`, { properties: { [name]: '[poistettu]' } });
    expect((await write('hs_email_to_email')).status).toBe(400);
    expect((await write('hs_email_headers')).status).toBe(200);
    expect((await read()).body).toMatchObject({ properties: { hs_email_from_email: null, hs_email_to_email: null } });
  });
});
