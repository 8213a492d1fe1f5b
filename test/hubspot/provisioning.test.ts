import { describe, expect, test } from 'vitest';
import type { PropertyDefinition } from '../../local/simulator/account.ts';
import { readDefinitions } from '../../src/hubspot/definitions.ts';
import { isEmptyPlan } from '../../src/hubspot/provisioning.ts';
import { COMPANY_PROPERTIES, REGISTER_GROUP } from '../../src/register/properties.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import {
  carriedOut,
  definition,
  NEEDED,
  planOf,
  provisionAll,
  provisioned,
  withoutReads,
} from '../support/provisioned.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

describe('a new account', () => {
  test('gets the group and all properties in two requests', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    expect(await provisionAll(access)).toBe(1 + NEEDED.length);
    expect(withoutReads(requests())).toEqual([
      'POST /crm/properties/2026-09/contacts/groups 201',
      'POST /crm/properties/2026-09/contacts/batch/create 200',
    ]);
    expect(account.groups.contacts.get('rekisteri')).toMatchObject(REGISTER_GROUP);
    for (const [index, { options, name, label, description, type, fieldType }] of NEEDED.entries()) {
      expect(definition(account, name)).toMatchObject({
        name,
        label,
        description,
        type,
        fieldType,
        groupName: 'rekisteri',
        displayOrder: index,
        hidden: false,
        formField: false,
        options: options.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })),
      });
    }
  });

  test('gets those of companies too', async () => {
    const { account, access } = await simulatedHubSpot();
    expect(await provisionAll(access, 'companies', COMPANY_PROPERTIES)).toBe(1 + 4);
    expect(account.groups.companies.has('rekisteri')).toBe(true);
    expect(account.groups.contacts.has('rekisteri')).toBe(false);
    for (const { name } of COMPANY_PROPERTIES) expect(account.properties.companies.has(name)).toBe(true);
  });

  test('a second time writes nothing', async () => {
    const { access, requests } = await provisioned();
    expect(isEmptyPlan(await planOf(access, 'contacts', NEEDED))).toBe(true);
    expect(await provisionAll(access)).toBe(0);
    expect(withoutReads(requests())).toEqual([]);
  });

  test('the token lacks the scope: nothing is written', async () => {
    const { account, access } = await simulatedHubSpot({
      simulator: { missingScopes: ['crm.schemas.contacts.write'] },
    });
    await expect(provisionAll(access)).rejects.toMatchObject({ code: 'forbidden' });
    expect(account.groups.contacts.has('rekisteri')).toBe(false);
  });
});

describe('repairs', () => {
  const PATCHED = 'PATCH /crm/properties/2026-09/contacts/rekisteri_retention_status 200';
  const status = NEEDED.find(({ name }) => name === 'rekisteri_retention_status');
  const ours = (status?.options ?? []).map((option, displayOrder) => ({ ...option, displayOrder, hidden: false }));

  test.each<[string, (property: PropertyDefinition) => void]>([
    ['label', (property) => Object.assign(property, { label: 'Muu' })],
    ['description', (property) => Object.assign(property, { description: '' })],
    ['label of an option', (property) => Object.assign(property.options[0] ?? {}, { label: 'Muu' })],
    ['hidden option', (property) => Object.assign(property.options[1] ?? {}, { hidden: true })],
    ['missing option', (property) => property.options.pop()],
    ['all at once', (property) => Object.assign(property, { label: 'Muu', description: 'Muu', options: [] })],
  ])('%s: one request, and then nothing is left to do', async (_, spoil) => {
    const { account, access, requests } = await provisioned();
    const wanted = structuredClone(definition(account, 'rekisteri_retention_status'));
    spoil(definition(account, 'rekisteri_retention_status'));
    expect(await provisionAll(access)).toBe(1);
    expect(withoutReads(requests())).toEqual([PATCHED]);
    expect(definition(account, 'rekisteri_retention_status')).toEqual(wanted);
    expect(await provisionAll(access)).toBe(0);
  });

  test('only what differs is sent', async () => {
    const { account, access } = await provisioned();
    Object.assign(definition(account, 'rekisteri_retention_ends'), { label: 'Muu' });
    const { repair } = await planOf(access, 'contacts', NEEDED);
    const label = 'Säilytysaika päättyy';
    expect(repair).toEqual([{ name: 'rekisteri_retention_ends', patch: { label }, before: { label: 'Muu' } }]);
  });

  test('options that staff added are kept as they were, and what is missing comes last', async () => {
    const { account, access } = await provisioned();
    const property = definition(account, 'rekisteri_retention_status');
    property.options.unshift(
      { value: 'extra', label: 'Oma', displayOrder: 0, hidden: false },
      { value: 'old', label: 'Vanha', displayOrder: 1, hidden: true },
    );
    expect(await provisionAll(access)).toBe(0);
    property.options = property.options.filter(({ value }) => value !== 'active');
    expect(await provisionAll(access)).toBe(1);
    const [first, ...rest] = ours;
    expect(definition(account, 'rekisteri_retention_status').options).toEqual([
      { value: 'extra', label: 'Oma', displayOrder: 0, hidden: false },
      { value: 'old', label: 'Vanha', displayOrder: 1, hidden: true },
      ...rest,
      { ...first, displayOrder: 5 },
    ]);
    expect(await provisionAll(access)).toBe(0);
  });

  test('the label of the group, and a property that is missing', async () => {
    const { account, access, requests } = await provisioned();
    Object.assign(account.groups.contacts.get('rekisteri') ?? {}, { label: 'Muu' });
    account.properties.contacts.delete('rekisteri_retention_ends');
    expect(await provisionAll(access)).toBe(2);
    expect(withoutReads(requests())).toEqual([
      'PATCH /crm/properties/2026-09/contacts/groups/rekisteri 200',
      'POST /crm/properties/2026-09/contacts/batch/create 200',
    ]);
    expect(account.groups.contacts.get('rekisteri')?.label).toBe(REGISTER_GROUP.label);
    expect(await provisionAll(access)).toBe(0);
  });

  test('a property of ours that staff moved to another group stays there', async () => {
    const { account, access } = await provisioned();
    Object.assign(definition(account, 'rekisteri_retention_ends'), { groupName: 'contactinformation' });
    expect(await provisionAll(access)).toBe(0);
  });

  test('a property of another type is reported and left alone', async () => {
    const { account, access, requests } = await provisioned();
    Object.assign(definition(account, 'rekisteri_retention_ends'), { type: 'string', fieldType: 'text', label: 'Muu' });
    const plan = await planOf(access, 'contacts', NEEDED);
    expect(plan.conflicts).toEqual([{ name: 'rekisteri_retention_ends', needed: 'date', held: 'string' }]);
    expect(isEmptyPlan(plan)).toBe(true);
    expect(await carriedOut(access, plan, NEEDED)).toEqual(new Map());
    expect(withoutReads(requests())).toEqual([]);
  });
});

describe('a definition that is not as documented', () => {
  const odd = { name: 'somebody_elses', label: 7, type: ['text'] };
  const answering = (...results: unknown[]) =>
    handmadeHubSpot(({ path }) => ({ body: { results: path.endsWith('/groups') ? [] : results } }));

  test('stops nothing while the add-on does not need it', async () => {
    const { access } = await answering(odd, { name: 'email', label: 'Email', type: 'string' });
    const { properties } = await readDefinitions(access, 'contacts', NEEDED);
    expect(properties.map(({ name, odd: isOdd }) => [name, isOdd])).toEqual([
      ['somebody_elses', true],
      ['email', undefined],
    ]);
  });

  test('of a property that the add-on needs is no answer', async () => {
    const { access } = await answering({ ...odd, name: 'rekisteri_hold_until' });
    await expect(readDefinitions(access, 'contacts', NEEDED)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining('rekisteri_hold_until'),
    });
  });
});

test('the requests are exactly those that are documented', async () => {
  const { access, requests } = await handmadeHubSpot(({ method, body }) =>
    method === 'GET' ? { body: { results: [] } } : { status: 201, body: { results: [{ name: 'a' }], ...Object(body) } },
  );
  const needed = [
    {
      name: 'a',
      label: 'A',
      type: 'enumeration',
      fieldType: 'select',
      description: 'D',
      options: [{ value: 'x', label: 'X' }],
    },
  ];
  await provisionAll(access, 'contacts', needed);
  expect(requests.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['GET', '/crm/properties/2026-09/contacts', undefined],
    ['GET', '/crm/properties/2026-09/contacts/groups', undefined],
    [
      'POST',
      '/crm/properties/2026-09/contacts/groups',
      { name: 'rekisteri', label: 'Rekisteri (tietosuoja)', displayOrder: -1 },
    ],
    [
      'POST',
      '/crm/properties/2026-09/contacts/batch/create',
      {
        inputs: [
          {
            ...needed[0],
            groupName: 'rekisteri',
            displayOrder: 0,
            formField: false,
            hidden: false,
            options: [{ value: 'x', label: 'X', displayOrder: 0, hidden: false }],
          },
        ],
      },
    ],
  ]);
});
