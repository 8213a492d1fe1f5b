import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  type AccountData,
  ENGAGEMENT_TYPES,
  OBJECT_TYPES,
  type PropertyDefinition,
} from '../../../../local/simulator/account.ts';
import { generateScaleAccount } from '../../../../local/simulator/data/scale-account.ts';
import { companyAccount, NOW } from './generated-account.ts';

const scale = { contacts: 200, activitiesPerContact: 5, companies: 40, seed: 1, now: NOW };

describe.each([
  ['company account', companyAccount()],
  ['scale account', generateScaleAccount(scale)],
])('a generated %s', (_name, account) => {
  it('has associations between records it has, in both directions', () => {
    expect(brokenAssociations(account)).toEqual([]);
  });

  it('names an employer for a contact only when it is associated with it', () => {
    const wrong = [...account.records.contacts.values()].filter(({ id, properties, mergedInto }) => {
      const companyId = properties.associatedcompanyid;
      if (companyId === undefined || mergedInto !== undefined) return false;
      return !account.associations.get(`contacts:${id}`)?.get('companies')?.has(companyId);
    });
    expect(wrong).toEqual([]);
  });

  it.each(['contacts', 'companies'] as const)('holds only values that fit the properties of %s', (type) => {
    const problems = [...account.records[type].values()].flatMap(({ id, properties }) =>
      Object.entries(properties)
        .filter(([name, value]) => !fits(account.properties[type].get(name), value))
        .map(([name, value]) => `${id} ${name}=${value}`),
    );
    expect(problems).toEqual([]);
  });

  it('puts on lists and into events only people it has, and keeps statuses of addresses that they have', () => {
    const people = [...account.records.contacts.values()];
    const ids = new Set(people.map(({ id }) => id));
    const places = [...account.lists.values()].flatMap(({ members }) => [...members.keys()]);
    for (const { participations } of account.marketingEvents.values()) places.push(...participations.keys());
    expect(places.filter((id) => !ids.has(id))).toEqual([]);
    const addresses = new Set(
      people.flatMap(({ properties: { email = '', hs_additional_emails: others = '' } }) =>
        `${email};${others}`.toLowerCase().split(';'),
      ),
    );
    expect([...account.subscriptionStatuses.keys()].filter((address) => !addresses.has(address))).toEqual([]);
  });

  it.each(OBJECT_TYPES)('puts every property of %s in a group it has', (type) => {
    const groups = account.groups[type];
    expect([...account.properties[type].values()].filter(({ groupName }) => !groups.has(groupName))).toEqual([]);
  });

  it.each(ENGAGEMENT_TYPES)('holds only values that fit the properties of %s', (type) => {
    const problems = [...account.records[type].values()].flatMap(({ id, properties }) =>
      Object.entries(properties)
        .filter(([name, value]) => {
          const property = account.properties[type].get(name);
          return property === undefined || value === '' || (property.type === 'datetime' && !isInstant(value));
        })
        .map(([name, value]) => `${id} ${name}=${value}`),
    );
    expect(problems).toEqual([]);
  });
});

function brokenAssociations(account: AccountData): string[] {
  const broken: string[] = [];
  for (const [from, byType] of account.associations) {
    const [fromType, fromId = ''] = from.split(':');
    const type = OBJECT_TYPES.find((known) => known === fromType);
    if (!type || !account.records[type].has(fromId)) broken.push(`${from} is no record`);
    for (const [toType, ids] of byType) {
      for (const id of ids) {
        const back = type && account.associations.get(`${toType}:${id}`)?.get(type)?.has(fromId);
        if (!back || !account.records[toType].has(id)) broken.push(`${from} → ${toType}:${id}`);
      }
    }
  }
  return broken;
}

function fits(definition: PropertyDefinition | undefined, value: string): boolean {
  if (!definition || value === '') return false;
  const options = definition.options.map((option) => option.value);
  switch (definition.type) {
    case 'bool':
      return options.includes(value) && ['true', 'false'].includes(value);
    case 'enumeration':
      return options.length === 0 || value.split(';').every((one) => options.includes(one));
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(value);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value).isValid;
    case 'datetime':
      return isInstant(value);
    default:
      return true;
  }
}

function isInstant(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value) && DateTime.fromISO(value).isValid;
}
