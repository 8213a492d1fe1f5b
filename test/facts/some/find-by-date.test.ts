import { describe, expect, it } from 'vitest';
import { addRecord } from '../../../local/simulator/change.ts';
import { dateSearches } from '../../../src/facts/some/find-by-date.ts';
import { type Filter, SEARCH_START, type SearchPosition, searchPage } from '../../../src/hubspot/search.ts';
import { bareSetup, TRAINING_TYPES } from '../../support/bare-setup.ts';
import { define, isFound } from '../../support/found-by-date.ts';
import { policyWith } from '../../support/policy.ts';
import { simulatedHubSpot } from '../../support/simulated-hubspot.ts';

const STATUS = 'rekisteri_retention_status';
const ENDS = 'rekisteri_retention_ends';
const HOLD = 'rekisteri_hold_until';
const REVIEW = 'rekisteri_consent_data_review';

const groupsAt = (timeZone: string, now: string, types: Readonly<Record<string, string>> = {}) =>
  dateSearches(policyWith({ timeZone }), bareSetup(types), Date.parse(now)).flat();
const text = (date: string) => String(Date.parse(date));

describe('the dates of a day', () => {
  it.each<[string, string, string, string]>([
    ['Europe/Helsinki', '2026-11-23T09:30:00Z', '2026-11-23', '2027-05-22'],
    // Midnight in winter and in summer.
    ['Europe/Helsinki', '2026-11-22T21:59:59.999Z', '2026-11-22', '2027-05-21'],
    ['Europe/Helsinki', '2026-11-22T22:00:00.000Z', '2026-11-23', '2027-05-22'],
    ['Europe/Helsinki', '2026-06-30T20:59:59.999Z', '2026-06-30', '2026-12-27'],
    ['Europe/Helsinki', '2026-06-30T21:00:00.000Z', '2026-07-01', '2026-12-28'],
    // The days on which the clocks change, with 23 and 25 hours.
    ['Europe/Helsinki', '2026-03-28T22:00:00.000Z', '2026-03-29', '2026-09-25'],
    ['Europe/Helsinki', '2026-03-29T20:59:59.999Z', '2026-03-29', '2026-09-25'],
    ['Europe/Helsinki', '2026-03-29T21:00:00.000Z', '2026-03-30', '2026-09-26'],
    ['Europe/Helsinki', '2026-10-24T21:00:00.000Z', '2026-10-25', '2027-04-23'],
    ['Europe/Helsinki', '2026-10-25T21:59:59.999Z', '2026-10-25', '2027-04-23'],
    ['Europe/Helsinki', '2026-10-25T22:00:00.000Z', '2026-10-26', '2027-04-24'],
    ['Europe/Helsinki', '2028-02-29T09:00:00.000Z', '2028-02-29', '2028-08-27'],
    // Behind UTC, and as far ahead of it as anybody is.
    ['America/New_York', '2026-11-23T04:59:59.999Z', '2026-11-22', '2027-05-21'],
    ['America/New_York', '2026-11-23T05:00:00.000Z', '2026-11-23', '2027-05-22'],
    ['America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01', '2027-04-30'],
    ['Pacific/Kiritimati', '2026-11-22T10:00:00.000Z', '2026-11-23', '2027-05-22'],
    // The clocks change at midnight: the day begins at one o'clock.
    ['Africa/Cairo', '2026-04-24T10:00:00.000Z', '2026-04-24', '2026-10-21'],
    ['UTC', '2026-11-23T00:00:00.000Z', '2026-11-23', '2027-05-22'],
  ])('in %s at %s are those of %s', (timeZone, now, today, soon) => {
    expect(groupsAt(timeZone, now)).toEqual([
      [
        { propertyName: STATUS, operator: 'EQ', value: 'active' },
        { propertyName: ENDS, operator: 'LTE', value: text(soon) },
      ],
      [
        { propertyName: STATUS, operator: 'EQ', value: 'ending_soon' },
        { propertyName: ENDS, operator: 'LT', value: text(today) },
      ],
      [
        { propertyName: STATUS, operator: 'EQ', value: 'on_hold' },
        { propertyName: HOLD, operator: 'LT', value: text(today) },
      ],
    ]);
  });

  it.each<[string, string, string, string]>([
    ['date', 'Europe/Helsinki', '2026-11-23T09:30:00Z', '2026-11-23T00:00:00Z'],
    ['date', 'America/New_York', '2026-11-23T09:30:00Z', '2026-11-23T00:00:00Z'],
    ['datetime', 'Europe/Helsinki', '2026-11-23T09:30:00Z', '2026-11-22T22:00:00Z'],
    ['datetime', 'America/New_York', '2026-11-23T09:30:00Z', '2026-11-23T05:00:00Z'],
    ['datetime', 'America/New_York', '2026-07-23T09:30:00Z', '2026-07-23T04:00:00Z'],
  ])(
    'kept in a %s, in %s at %s, a hold and a purpose have passed that ended before %s',
    (type, timeZone, now, passed) => {
      const types = { ...TRAINING_TYPES, rekisteri_hold_until: type, viimeisin_tilaisuus_pvm: type };
      const groups = groupsAt(timeZone, now, types);
      expect(groups[2]?.[1]).toEqual({ propertyName: HOLD, operator: 'LT', value: text(passed) });
      expect(groups.slice(3)).toEqual([
        [
          { propertyName: 'ruokavalio', operator: 'HAS_PROPERTY' },
          { propertyName: 'ruokavalio_suostumus', operator: 'EQ', value: 'true' },
          { propertyName: 'viimeisin_tilaisuus_pvm', operator: 'LT', value: text(passed) },
          { propertyName: REVIEW, operator: 'EQ', value: 'false' },
        ],
      ]);
    },
  );
});

describe('a contact is found when a date has come', () => {
  const now = Date.parse('2026-11-23T09:30:00Z');
  it.each<[string, Record<string, string>, boolean]>([
    ['is active and ends in 181 days', { [STATUS]: 'active', [ENDS]: '2027-05-23' }, false],
    ['is active and ends in 180 days', { [STATUS]: 'active', [ENDS]: '2027-05-22' }, true],
    ['is active and has ended', { [STATUS]: 'active', [ENDS]: '2020-01-01' }, true],
    ['ends today', { [STATUS]: 'ending_soon', [ENDS]: '2026-11-23' }, false],
    ['ended yesterday', { [STATUS]: 'ending_soon', [ENDS]: '2026-11-22' }, true],
    ['has ended and is marked so', { [STATUS]: 'ended', [ENDS]: '2026-11-22' }, false],
    ['is on hold through today', { [STATUS]: 'on_hold', [HOLD]: '2026-11-23', [ENDS]: '2020-01-01' }, false],
    ['was on hold through yesterday', { [STATUS]: 'on_hold', [HOLD]: '2026-11-22', [ENDS]: '2030-01-01' }, true],
    [
      'has a hold that has passed and is marked so',
      { [STATUS]: 'active', [HOLD]: '2026-11-22', [ENDS]: '2030-01-01' },
      false,
    ],
    ['is unknown', { [STATUS]: 'unknown' }, false],
    ['was never decided', {}, false],
  ])('and not otherwise: one that %s', (_, values, found) => {
    expect(isFound(values, policyWith(), now)).toBe(found);
  });
});

const entry = (name: string) => ({ property: name, consent: `${name}_ok`, purposeEnds: `${name}_ends` });
const typesOf = (name: string, ends = 'date') => ({ [name]: 'string', [`${name}_ok`]: 'bool', [`${name}_ends`]: ends });
const searchesOf = (names: readonly string[], types: Readonly<Record<string, string>>) =>
  dateSearches(policyWith({ consentBased: names.map(entry) }), bareSetup(types), Date.parse('2026-11-23T09:30:00Z'));
const named = (groups: readonly (readonly Filter[])[]) => groups.map((filters) => filters[0]?.propertyName);

describe('data held on consent', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['is looked for', typesOf('a'), true],
    ['is looked for when its purpose ends at an instant', typesOf('a', 'datetime'), true],
    ['is left out when the account lacks the property', { a_ok: 'bool', a_ends: 'date' }, false],
    ['is left out when the account lacks the consent', { a: 'string', a_ends: 'date' }, false],
    ['is left out when the account lacks the end of the purpose', { a: 'string', a_ok: 'bool' }, false],
    ['is left out when the purpose ends at no date', typesOf('a', 'string'), false],
  ])('%s', (_, types, isIn) => {
    expect(named(searchesOf(['a', 'b'], { ...types, ...typesOf('b') }).flat()).slice(3)).toEqual(
      isIn ? ['a', 'b'] : ['b'],
    );
  });

  it('of many kinds makes further searches, each group once', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const types = Object.assign({}, ...names.map((name) => typesOf(name)));
    for (let count = 0; count <= names.length; count += 1) {
      const searches = searchesOf(names.slice(0, count), types);
      expect(named(searches.flat())).toEqual([STATUS, STATUS, STATUS, ...names.slice(0, count)]);
      // With the filter for the page that each group gets, two kinds would be 19 filters in one search: HubSpot takes 18.
      expect(searches).toHaveLength(1 + Math.ceil(Math.max(0, count - 1) / 3));
    }
  });

  it.each([0, 1, 2, 3, 5])(
    'of %i kinds makes searches that HubSpot takes, beyond the first page too',
    async (count) => {
      const { account, access } = await simulatedHubSpot();
      const names = ['a', 'b', 'c', 'd', 'e'].slice(0, count);
      define(
        account,
        Object.assign(
          {},
          ...names.map((name) => ({ [name]: 'string', [`${name}_ok`]: 'bool', [`${name}_ends`]: 'date' })),
        ),
      );
      const createdAt = '2015-01-01T00:00:00.000Z';
      const passed = Object.assign(
        { [REVIEW]: 'false' },
        ...names.map((name) => ({ [name]: 'x', [`${name}_ok`]: 'true', [`${name}_ends`]: '2026-01-01' })),
      );
      for (let id = 1; id <= 450; id += 1) {
        const properties = {
          [STATUS]: 'active',
          [ENDS]: id % 2 === 0 ? '2027-01-01' : '2030-01-01',
          ...(id % 3 === 0 ? passed : {}),
        };
        addRecord(account, 'contacts', { id: String(id), properties, createdAt });
      }
      const types = Object.assign({}, ...names.map((name) => typesOf(name)));
      const found = new Set<number>();
      for (const groups of searchesOf(names, types)) {
        let position: SearchPosition | undefined = SEARCH_START;
        while (position !== undefined) {
          const page: Awaited<ReturnType<typeof searchPage>> = await searchPage(
            access,
            { type: 'contacts', groups, properties: [] },
            position,
          );
          for (const { id } of page.records) found.add(Number(id));
          position = page.next;
        }
      }
      const all = Array.from({ length: 450 }, (_, index) => index + 1);
      expect([...found].sort((a, b) => a - b)).toEqual(all.filter((id) => id % 2 === 0 || (count > 0 && id % 3 === 0)));
    },
  );
});
