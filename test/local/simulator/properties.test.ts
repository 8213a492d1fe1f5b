import { describe, expect, test } from 'vitest';
import { addSubscriptionType } from '../../../local/simulator/subscription-type.ts';
import { addMany, OBJECTS, run } from './running.ts';

const CONTACTS = '/crm/properties/2026-09/contacts';
const GROUPS = `${CONTACTS}/groups`;
const NOTE = { name: 'note', label: 'Note', type: 'string', fieldType: 'text', groupName: 'contactinformation' };

function options(...values: string[]) {
  return values.map((value, displayOrder) => ({ label: value.toUpperCase(), value, displayOrder, hidden: false }));
}

describe('property definitions', () => {
  test('are created, read, changed and archived; the name brings the old one back', async () => {
    const { ask, account } = await run();
    addMany(account, 'contacts', 1);
    expect(await ask('POST', CONTACTS, NOTE)).toMatchObject({
      status: 201,
      body: { ...NOTE, options: [], archived: false },
    });
    expect(await ask('POST', CONTACTS, NOTE)).toMatchObject({
      status: 409,
      body: { category: 'OBJECT_ALREADY_EXISTS', subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS' },
    });
    await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { note: 'x' } });
    expect((await ask('PATCH', `${CONTACTS}/note`, { label: 'Huomio' })).body).toMatchObject({
      ...NOTE,
      label: 'Huomio',
    });
    expect((await ask('DELETE', `${CONTACTS}/note`)).status).toBe(204);
    expect((await ask('GET', `${CONTACTS}/note`)).status).toBe(404);
    expect((await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { note: 'y' } })).status).toBe(400);
    expect((await ask('GET', `${CONTACTS}?archived=true`)).body.results).toMatchObject([
      { name: 'note', archived: true },
    ]);
    expect((await ask('POST', CONTACTS, NOTE)).body).toMatchObject({ label: 'Huomio' });
  });

  test('come in batches; those that exist are error entries', async () => {
    const { ask } = await run();
    const path = `${CONTACTS}/batch/create`;
    expect(await ask('POST', path, { inputs: [NOTE] })).toMatchObject({ status: 200, body: { results: [NOTE] } });
    expect(await ask('POST', path, { inputs: [NOTE, { ...NOTE, name: 'other' }] })).toMatchObject({
      status: 207,
      body: {
        results: [{ name: 'other' }],
        numErrors: 1,
        errors: [{ category: 'OBJECT_ALREADY_EXISTS', context: { name: ['note'] } }],
      },
    });
    const bad = {
      inputs: [
        { ...NOTE, name: 'third' },
        { ...NOTE, name: 'fourth', groupName: 'none' },
      ],
    };
    expect((await ask('POST', path, bad)).status).toBe(400);
    expect((await ask('GET', `${CONTACTS}/third`)).status).toBe(404);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an unknown group', { groupName: 'none' }],
    ['a field type that does not go with the type', { fieldType: 'checkbox' }],
    ['an enumeration without options', { type: 'enumeration', fieldType: 'select' }],
    ['an enumeration with an option twice', { type: 'enumeration', fieldType: 'select', options: options('a', 'a') }],
    ['a bool without its two options', { type: 'bool', fieldType: 'booleancheckbox', options: options('true') }],
    ['a name with capitals', { name: 'Note' }],
    ['text with options', { options: options('a') }],
  ])('%s is 400', async (_, more) => {
    const { ask } = await run();
    expect((await ask('POST', CONTACTS, { ...NOTE, ...more })).status).toBe(400);
  });

  test('sent options replace the list; omitted ones keep it', async () => {
    const { ask } = await run();
    const flag = {
      ...NOTE,
      name: 'flag',
      type: 'bool',
      fieldType: 'booleancheckbox',
      options: options('true', 'false'),
    };
    expect((await ask('POST', CONTACTS, flag)).status).toBe(201);
    await ask('POST', CONTACTS, { ...NOTE, type: 'enumeration', fieldType: 'checkbox', options: options('a', 'b') });
    expect((await ask('PATCH', `${CONTACTS}/note`, { label: 'N' })).body.options).toHaveLength(2);
    expect((await ask('PATCH', `${CONTACTS}/note`, { options: options('c') })).body.options).toEqual(options('c'));
  });

  test('HubSpot’s own cannot be changed or archived', async () => {
    const { ask } = await run();
    expect((await ask('GET', `${CONTACTS}/email`)).body).toMatchObject({ hubspotDefined: true });
    expect((await ask('PATCH', `${CONTACTS}/email`, { label: 'x' })).status).toBe(400);
    expect((await ask('DELETE', `${CONTACTS}/email`)).status).toBe(400);
  });

  test('groups are created, changed and archived, but not while they have properties', async () => {
    const { ask } = await run();
    const group = { name: 'rekisteri', label: 'Rekisteri', displayOrder: 3 };
    expect(await ask('POST', GROUPS, group)).toMatchObject({ status: 201, body: { ...group, archived: false } });
    expect((await ask('POST', GROUPS, group)).status).toBe(409);
    expect((await ask('PATCH', `${GROUPS}/rekisteri`, { label: 'R' })).body.label).toBe('R');
    expect((await ask('GET', GROUPS)).body.results).toContainEqual({ ...group, label: 'R', archived: false });
    await ask('POST', CONTACTS, { ...NOTE, groupName: 'rekisteri' });
    expect(await ask('DELETE', `${GROUPS}/rekisteri`)).toMatchObject({
      status: 400,
      body: { subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES' },
    });
    await ask('DELETE', `${CONTACTS}/note`);
    expect((await ask('DELETE', `${GROUPS}/rekisteri`)).status).toBe(204);
    expect((await ask('GET', `${GROUPS}/rekisteri`)).status).toBe(404);
  });

  test('subscription types are listed, and each has its opt-out property', async () => {
    const { ask, account } = await run();
    const type = { id: '77', name: 'Uutiskirje', description: '', isActive: true };
    addSubscriptionType(account, type);
    expect((await ask('GET', '/communication-preferences/2026-09/definitions')).body.results).toMatchObject([type]);
    expect((await ask('GET', `${CONTACTS}/hs_email_optout_77`)).body).toMatchObject({
      type: 'enumeration',
      fieldType: 'booleancheckbox',
      options: [{ value: 'true' }, { value: 'false' }],
      hubspotDefined: true,
      modificationMetadata: { archivable: true, readOnlyDefinition: true, readOnlyValue: true },
    });
  });
});
