import { describe, expect, test } from 'vitest';
import type { AccountData, PropertyDefinition } from '../../../local/simulator/account.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { LEGAL_BASES } from '../../../local/simulator/hubspot-properties.ts';
import { addMany, OBJECTS, run } from './running.ts';

function accountWith(
  ...definitions: [name: string, type: PropertyDefinition['type'], fieldType: string][]
): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  for (const [name, type, fieldType] of definitions) {
    account.properties.contacts.set(name, {
      name,
      label: name,
      type,
      fieldType,
      groupName: 'g',
      description: '',
      options: [],
    });
  }
  addMany(account, 'contacts', 1);
  return account;
}

describe('values written', () => {
  test.each([
    ['2026-11-23', '2026-11-23'],
    ['1795392000000', '2026-11-23'],
    ['2026-11-23T08:30:00Z', '2026-11-23'],
  ])('date %s is kept as %s', async (given, kept) => {
    const { ask } = await run({ account: accountWith(['day', 'date', 'date']) });
    expect((await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { day: given } })).body.properties).toMatchObject(
      { day: kept },
    );
  });

  test.each([
    ['2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00Z'],
    ['2026-11-23T08:00:00.120Z', '2026-11-23T08:00:00.120Z'],
    ['2026-11-23T10:00:00+02:00', '2026-11-23T08:00:00Z'],
    ['1795420800000', '2026-11-23T08:00:00Z'],
  ])('datetime %s is read back as %s', async (given, read) => {
    const { ask } = await run({ account: accountWith(['moment', 'datetime', 'date']) });
    const { body } = await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { moment: given } });
    expect(body.properties).toMatchObject({ moment: read });
  });

  test.each([
    ['day', '2026-02-30', 'INVALID_DATE'],
    ['day', 'tomorrow', 'INVALID_DATE'],
    ['moment', '23.11.2026', 'INVALID_DATE'],
    ['count', 'many', 'INVALID_LONG'],
    ['flag', 'yes', 'INVALID_OPTION'],
    ['email', 'nobody', 'INVALID_EMAIL'],
    ['hs_language', 'xx', 'INVALID_OPTION'],
    ['hs_legal_basis', 'Legitimate interest - prospect/lead', 'INVALID_OPTION'],
    ['hs_legal_basis', 'Not applicable;CONSENT_WITH_NOTICE', 'INVALID_OPTION'],
    ['hs_email_optout', 'true', 'READ_ONLY_VALUE'],
    ['rekisteri_nosuch', '1', 'PROPERTY_DOESNT_EXIST'],
  ])('%s = %s is %s', async (name, value, code) => {
    const account = accountWith(
      ['day', 'date', 'date'],
      ['moment', 'datetime', 'date'],
      ['count', 'number', 'number'],
      ['flag', 'bool', 'booleancheckbox'],
    );
    const { ask } = await run({ account });
    const reply = await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { [name]: value } });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ code }] } });
  });

  test('checkbox values are joined with ; and a leading ; adds', async () => {
    const { ask } = await run({ account: accountWith() });
    const [first, second] = LEGAL_BASES;
    await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { hs_legal_basis: first } });
    const { body } = await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { hs_legal_basis: `;${second}` } });
    expect(body.properties).toMatchObject({ hs_legal_basis: `${first};${second}` });
  });

  test('empty text clears, whatever the type', async () => {
    const account = accountWith(['day', 'date', 'date']);
    const { ask } = await run({ account });
    await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { day: '2026-01-01' } });
    const { body } = await ask('PATCH', `${OBJECTS}/contacts/1`, { properties: { day: '' } });
    expect(body.properties).toMatchObject({ day: null });
    expect(account.records.contacts.get('1')?.properties).toEqual({});
  });
});
