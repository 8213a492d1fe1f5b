import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountData, CrmRecord } from '../../../local/simulator/account.ts';
import { associatedIds } from '../../../local/simulator/change.ts';
import { pastValues } from '../../../local/simulator/history.ts';
import { isLive, readValue } from '../../../local/simulator/record-view.ts';
import { ACTIVITY_TYPES } from '../../../src/policy/activity-types.ts';
import { copyParts } from '../../../src/rights/copy/copy-parts.ts';
import type { CopyPart, PartOf } from '../../../src/rights/copy/parts.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { groupBy } from '../../../src/group-by.ts';
import { collect } from '../../support/collect.ts';
import { companyAccount } from '../../support/company-account.ts';
import { personRequest } from '../../support/person-request.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { NOW } from '../../support/sync-world.ts';

let account: AccountData;
let app: RegisterApp;
let engine: Engine;
const copies = new Map<CrmRecord, CopyPart[]>();

beforeAll(async () => {
  account = companyAccount({ seed: 7, now: NOW });
  app = await startRegisterApp({ account, now: NOW });
  engine = app.newEngine();
  await engine.storage.prepare();
  for (const person of someOf(account))
    copies.set(person, await collect(copyParts(engine, personRequest([person.id]))));
});

afterAll(() => app.close());

const PEOPLE = 20;

/** Some of all live people, evenly taken, so that special cases are among them. */
function someOf(all: AccountData): CrmRecord[] {
  const live = [...all.records.contacts.values()].filter(isLive);
  return live.filter((_, at) => at % Math.floor(live.length / PEOPLE) === 0);
}

function partsOf<Kind extends CopyPart['part']>(parts: readonly CopyPart[], kind: Kind): PartOf<Kind>[] {
  return parts.filter((part): part is PartOf<Kind> => part.part === kind);
}

const instant = (text: string) => (/^\d{4}-.*Z$/.test(text) ? String(Date.parse(text)) : text);
const words = (text: string) =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&amp;/g, '&')
    .split(/\s+/)
    .filter(Boolean);

test('each copy holds every value that the account knows of the person, and its history', () => {
  for (const [person, parts] of copies) {
    const entries = [...partsOf(parts, 'category'), ...partsOf(parts, 'other_properties')].flatMap(
      (one) => one.entries,
    );
    const byName = new Map(
      entries.filter(({ object }) => object === 'contact').map((entry) => [entry.property, entry]),
    );
    for (const name of account.properties.contacts.keys()) {
      if (name === 'hubspot_owner_id') continue;
      const value = readValue('contacts', person, name);
      const past = pastValues(person, name, value).map((one) => [instant(one.value), one.at]);
      if (past.every(([text]) => text === '')) continue;
      const entry = byName.get(name);
      expect([name, instant(entry?.value ?? '')]).toEqual([name, instant(value ?? '')]);
      expect(entry?.history.map((one) => [instant(one.value), Date.parse(one.at)])).toEqual(past);
    }
    expect(byName.has('hubspot_owner_id')).toBe(false);
  }
});

test('each copy holds all engagements of the person, with the words of those that concern nobody else', () => {
  let withOthers = 0;
  for (const [person, all] of copies) {
    const parts = partsOf(all, 'engagement');
    for (const type of ACTIVITY_TYPES) {
      const ids = associatedIds(account, 'contacts', person.id, type).filter((id) =>
        isLive(account.records[type].get(id)),
      );
      const copied = parts.filter((part) => part.type === type);
      expect(copied.map(({ id }) => id).sort()).toEqual(ids.sort());
      for (const part of copied) {
        const record = account.records[type].get(part.id);
        const people = associatedIds(account, type, part.id, 'contacts').filter((id) =>
          isLive(account.records.contacts.get(id)),
        );
        expect(part.othersCount).toBe(people.length - 1);
        if (people.length > 1) {
          withOthers += 1;
          expect(part.texts).toEqual([]);
          expect(part.leftOut).toMatchObject([{ what: 'texts', ground: 'rights_of_others' }]);
          continue;
        }
        const said = new Set(words(part.texts.map(({ text }) => text).join(' ')));
        const held = Object.entries(record?.properties ?? {}).filter(([name]) =>
          /_body$|_html$|_text$|_notes$/.test(name),
        );
        for (const [, value] of held) expect(words(value).filter((word) => !said.has(word))).toEqual([]);
      }
    }
  }
  expect(withOthers).toBeGreaterThan(0);
});

test('no copy holds an address or an id of anybody else', () => {
  for (const [person, parts] of copies) {
    const text = JSON.stringify(parts);
    const others = [...account.records.contacts.values()].filter(
      (one) => one !== person && one.mergedInto !== person.id,
    );
    const told = others.filter(({ properties: { email = '', phone = '' } }) => {
      return [email, phone].some((value) => value !== '' && text.includes(value) && !isTheirs(person, value));
    });
    expect(told.map(({ id }) => id)).toEqual([]);
    expect(text).not.toContain('maija.valmentaja');
    expect(text).not.toMatch(/userId|updatedByUserId/);
  }
});

test('each copy holds the lists, events and subscriptions of the person, and the words staff have for them', () => {
  let found = 0;
  for (const [person, parts] of copies) {
    const lists = [...account.lists.values()].filter(({ members }) => members.has(person.id));
    const events = [...account.marketingEvents.values()].filter(({ participations }) => participations.has(person.id));
    const set = addressesOf(person).flatMap((address) => [...(account.subscriptionStatuses.get(address) ?? [])]);
    const [list] = partsOf(parts, 'lists');
    expect(list?.lists.map(({ name }) => name).sort()).toEqual(lists.map(({ name }) => name).sort());
    const [event] = partsOf(parts, 'marketing_events');
    expect(event?.events.map(({ name }) => name).sort()).toEqual(events.map(({ name }) => name).sort());
    const [subscription] = partsOf(parts, 'subscriptions');
    for (const [id, { status }] of set)
      expect(subscription?.statuses).toContainEqual(expect.objectContaining({ subscriptionId: id, status }));
    found += lists.length + events.length + set.length;
  }
  expect(found).toBeGreaterThan(0);
});

test('each copy names every place of the policy, and counts what it holds', () => {
  for (const parts of copies.values()) {
    const [places] = partsOf(parts, 'places');
    expect(places?.places).toHaveLength(engine.policy.places.length);
    const counts = groupBy(parts.slice(0, -1), ({ part }) => part);
    const expected = Object.fromEntries([...counts].map(([kind, all]) => [kind, all.length]));
    expect(parts.at(-1)).toMatchObject({ part: 'end', parts: expected });
  }
});

function addressesOf({ properties: { email = '', hs_additional_emails: more = '' } }: CrmRecord): string[] {
  return `${email};${more}`.toLowerCase().split(';').filter(Boolean);
}

function isTheirs({ properties }: CrmRecord, value: string): boolean {
  return Object.values(properties).some((held) => held.includes(value));
}
