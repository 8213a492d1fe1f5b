import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, archiveRecord, editRecord } from '../../local/simulator/change.ts';
import type { FaultKind } from '../../local/simulator/fault-kinds.ts';
import type { Access } from '../../src/hubspot/records.ts';
import { fitsSearch, SEARCH_START, type Search, type SearchPosition, searchPage } from '../../src/hubspot/search.ts';
import { type HandmadeAnswer, type HandmadeRequest, handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { addMany, NOW, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const SEARCH = '/crm/objects/2026-09/contacts/search';
const MADE = Date.parse('2020-01-01T00:00:00.000Z');
/** More pages than any test here has: whoever needs more is in a loop. */
const MOST_PAGES = 300;

const modifiedFrom = (from: number, to?: number): Search => ({
  type: 'contacts',
  groups: [
    [
      { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(from) },
      ...(to === undefined ? [] : [{ propertyName: 'lastmodifieddate', operator: 'LTE' as const, value: String(to) }]),
    ],
  ],
  properties: ['firstname'],
});
const EVERYBODY = modifiedFrom(MADE);

/** Ids page by page; `between` happens after each page. */
async function pagesOf(
  access: Access,
  search: Search = EVERYBODY,
  between: (page: number) => void = () => undefined,
): Promise<string[][]> {
  const pages: string[][] = [];
  let position: SearchPosition | undefined = SEARCH_START;
  while (position !== undefined) {
    if (pages.length >= MOST_PAGES) throw new RangeError('The search comes to no end');
    const page: Awaited<ReturnType<typeof searchPage>> = await searchPage(access, search, position);
    pages.push(page.records.map(({ id }) => id));
    // A position is kept between slices, as JSON.
    position = page.next && JSON.parse(JSON.stringify(page.next));
    between(pages.length);
  }
  return pages;
}

const sizes = (pages: readonly string[][]) => pages.map(({ length }) => length);

describe('a search', () => {
  test('finds more than 10,000 records that share one modified time, each once and in order', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 10_001);
    const pages = await pagesOf(access);
    expect(pages.flat()).toEqual(ids);
    expect(requests()).toEqual(Array.from({ length: 51 }, () => `POST ${SEARCH} 200`));
  });

  test('asks for pages of two hundred and ends with the one that has no successor', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 400);
    expect(sizes(await pagesOf(access))).toEqual([200, 200]);
    const { access: empty } = await simulatedHubSpot();
    expect(await pagesOf(empty)).toEqual([[]]);
  });

  test('goes on after ids as whole numbers, up to those of 19 digits', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    simulator.behaviour.searchPageSizes = [1];
    const ids = ['9', '10', '9007199254740993', '9007199254740994', '9223372036854775806', '9223372036854775807'];
    for (const id of ids) addRecord(account, 'contacts', { id, properties: {}, createdAt: '2020-01-01T00:00:00.000Z' });
    expect((await pagesOf(access)).flat()).toEqual(ids);
  });

  test.each([[[200, 0, 3, 0, 0, 60]], [[0, 1]], [[1, 0, 0]], [[0, 0, 0, 0, 200]]])(
    'takes pages of %j for no end',
    async (searchPageSizes) => {
      const { account, access } = await simulatedHubSpot({ simulator: { behaviour: { searchPageSizes } } });
      const ids = addMany(account, 'contacts', 73);
      expect((await pagesOf(access)).flat()).toEqual(ids);
    },
  );

  test('gives the properties that were asked for', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 1);
    editRecord(account, 'contacts', '1', { firstname: 'Aino', lastname: 'Mero' }, NOW);
    const { records } = await searchPage(access, EVERYBODY, SEARCH_START);
    expect(records[0]?.properties).toMatchObject({ firstname: 'Aino' });
    expect(records[0]?.properties).not.toHaveProperty('lastname');
  });

  test('finds what any of several groups finds, on every page', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 900);
    const named = (firstname: string) => [{ propertyName: 'firstname', operator: 'EQ' as const, value: firstname }];
    for (let id = 1; id <= 900; id += 1) {
      editRecord(account, 'contacts', String(id), { firstname: ['Aino', 'Eero', 'Onni'][id % 3] ?? '' }, NOW);
    }
    const search = { type: 'contacts', groups: [named('Aino'), named('Onni')], properties: [] };
    const ids = (await pagesOf(access, search)).flat();
    expect(ids).toEqual(
      Array.from({ length: 900 }, (_, index) => index + 1)
        .filter((id) => id % 3 !== 1)
        .map(String),
    );
  });
});

describe('records that change while a search is under way', () => {
  const leaving: [string, (account: AccountData, id: string) => void][] = [
    ['are archived', (account, id) => archiveRecord(account, 'contacts', id, NOW)],
    ['are modified again', (account, id) => void editRecord(account, 'contacts', id, { firstname: 'Aino' }, NOW)],
  ];

  test.each(leaving)('and %s after they were found shift no page', async (_, leave) => {
    const { account, access } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 610);
    const pages = await pagesOf(access, modifiedFrom(MADE, MADE), (page) => {
      const found = ids.slice((page - 1) * 200, page * 200);
      for (const id of found.slice(0, 150)) leave(account, id);
    });
    expect(pages.flat()).toEqual(ids);
  });

  test.each(leaving)('and %s on an empty page shift none but the pages until the next record', async (_, leave) => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 20);
    simulator.behaviour.searchPageSizes = [5, 0];
    const pages = await pagesOf(access, modifiedFrom(MADE, MADE), (page) => {
      if (page === 2) for (const id of ids.slice(0, 5)) leave(account, id);
    });
    expect(pages.flat()).toEqual(ids);
  });

  test('and come to it beyond the last one found are found too', async () => {
    const { account, access } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 450);
    const pages = await pagesOf(access, EVERYBODY, (page) => {
      const id = String(10_000 + page);
      if (page < 3) addRecord(account, 'contacts', { id, properties: {}, createdAt: '2020-01-01T00:00:00.000Z' });
    });
    expect(pages.flat()).toEqual([...ids, '10001', '10002']);
  });
});

describe('requests that go wrong', () => {
  const kinds: FaultKind[] = ['429-secondly', '429-ten-secondly', '500', '503', 'truncated', 'reset-after', 'garbage'];

  test.each(kinds)('are sent again after %s', async (kind) => {
    const { account, access, fault } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 410);
    fault(kind, '/search', 2);
    expect((await pagesOf(access)).flat()).toEqual(ids);
  });

  test('end the search when HubSpot does not recover', async () => {
    const { access, fault } = await simulatedHubSpot();
    fault('503', '/search', Number.POSITIVE_INFINITY);
    await expect(pagesOf(access)).rejects.toMatchObject({ code: 'unavailable', status: 503 });
  });

  test('end the search until tomorrow when the day is spent', async () => {
    const { access, fault } = await simulatedHubSpot();
    fault('429-daily', '/search');
    await expect(pagesOf(access)).rejects.toMatchObject({ code: 'resume_later' });
  });
});

const bodySchema = z.object({
  filterGroups: z.array(
    z.object({ filters: z.array(z.object({ propertyName: z.string(), operator: z.string(), value: z.string() })) }),
  ),
  sorts: z.array(z.object({ propertyName: z.string(), direction: z.string() })),
  properties: z.array(z.string()),
  limit: z.number(),
  after: z.string(),
});
const bodyOf = ({ body }: HandmadeRequest) => bodySchema.parse(body);

/** The page of these ids, with a cursor to the next one. */
function pageOf(ids: readonly string[], after?: string): HandmadeAnswer {
  const results = ids.map((id) => ({ id, properties: {} }));
  return { body: { total: 1, results, ...(after === undefined ? {} : { paging: { next: { after } } }) } };
}

describe('a server with ways of its own', () => {
  test('that gives one empty page after another is an error, and no loop', async () => {
    const { access, requests } = await handmadeHubSpot(() => pageOf([], '0'));
    await expect(pagesOf(access)).rejects.toMatchObject({ code: 'unexpected_answer', endpoint: `POST ${SEARCH}` });
    expect(requests.length).toBeLessThan(60);
  });

  test('that gives one empty page after another behind a full one is an error, and no loop', async () => {
    const { access, requests } = await handmadeHubSpot((_, index) =>
      index === 0 ? pageOf(['7'], '1') : pageOf([], '1'),
    );
    await expect(pagesOf(access)).rejects.toMatchObject({ code: 'unexpected_answer' });
    expect(requests.length).toBeLessThan(60);
  });

  test('that takes no notice of the ids gives each record once all the same', async () => {
    const all = Array.from({ length: 1_450 }, (_, index) => String(index + 1));
    const { access } = await handmadeHubSpot((request) => {
      const from = Number(bodyOf(request).after);
      return pageOf(all.slice(from, from + 200), from + 200 < all.length ? String(from + 200) : undefined);
    });
    expect((await pagesOf(access)).flat()).toEqual(all);
  });

  test('that gives the same page for ever is an error, and no loop of duplicates', async () => {
    const { access, requests } = await handmadeHubSpot(() => pageOf(['1', '2', '3'], '3'));
    await expect(pagesOf(access)).rejects.toMatchObject({ code: 'unexpected_answer' });
    expect(requests.length).toBeLessThan(60);
  });

  test('that gives the same page in another order for ever is an error', async () => {
    const { access, requests } = await handmadeHubSpot(() => pageOf(['3', '1', '2'], '3'));
    await expect(pagesOf(access)).rejects.toMatchObject({ code: 'unexpected_answer' });
    expect(requests.length).toBeLessThan(60);
  });

  test('that gives the last record of a page again on the next gives it once', async () => {
    const pages = [pageOf(['8', '9', '10'], '3'), pageOf(['10', '11'], '5'), pageOf(['11', '100'])];
    const { access } = await handmadeHubSpot((_, index) => pages[index] ?? pageOf([]));
    expect((await pagesOf(access)).flat()).toEqual(['8', '9', '10', '11', '100']);
  });
});

describe('the body of a search', () => {
  const filter = (propertyName: string) => ({ propertyName, operator: 'EQ' as const, value: 'true' });

  test('holds the filters, a page of two hundred by id, and from the second page on the last id in every group', async () => {
    const answers = [pageOf(['9', '10'], '2'), pageOf([], '4'), pageOf(['11'])];
    const { access, requests } = await handmadeHubSpot((_, index) => answers[index] ?? pageOf([]));
    const groups = [[filter('a'), filter('b')], [filter('c')]];
    await pagesOf(access, { type: 'contacts', groups, properties: ['email', 'phone'] });
    const beyond = { propertyName: 'hs_object_id', operator: 'GT', value: '10' };
    const shared = {
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      properties: ['email', 'phone'],
      limit: 200,
    };
    const [a, b, c] = [filter('a'), filter('b'), filter('c')];
    expect(requests.map(bodyOf)).toEqual([
      { ...shared, filterGroups: [{ filters: [a, b] }, { filters: [c] }], after: '0' },
      { ...shared, filterGroups: [{ filters: [a, b, beyond] }, { filters: [c, beyond] }], after: '0' },
      // An empty page has no last id: the cursor leads on.
      { ...shared, filterGroups: [{ filters: [a, b, beyond] }, { filters: [c, beyond] }], after: '4' },
    ]);
  });

  test('fits as long as it has at most 3,000 characters with the longest ids there are', async () => {
    const { access, requests } = await handmadeHubSpot((_, index) =>
      index === 0 ? pageOf(['9999999999999999999'], '1') : index === 1 ? pageOf([], '9999999999999999999') : pageOf([]),
    );
    const withLength = (length: number): Search => ({ ...EVERYBODY, properties: ['x'.repeat(length)] });
    await pagesOf(access, withLength(1));
    const longest = JSON.stringify(requests[2]?.body).length;
    const most = 3_000 - (longest - 1);
    expect(fitsSearch(withLength(most))).toBe(true);
    expect(fitsSearch(withLength(most + 1))).toBe(false);
    expect(fitsSearch({ ...EVERYBODY, properties: [] })).toBe(true);
  });

  test('that fits is taken by HubSpot on every page; one that does not may be refused', async () => {
    const { account, access } = await simulatedHubSpot({ asksWrongly: true });
    for (const end of ['100', '200', '300']) {
      const id = `9000000000000000${end}`;
      addRecord(account, 'contacts', { id, properties: {}, createdAt: '2020-01-01T00:00:00.000Z' });
    }
    const many = (count: number): Search => ({
      ...EVERYBODY,
      properties: Array.from({ length: count }, (_, index) => `hs_email_optout_${4_100_000 + index}`),
    });
    let most = 1;
    while (fitsSearch(many(most + 1))) most += 1;
    expect(most).toBeGreaterThan(80);
    const after = { ...SEARCH_START, afterId: '9000000000000000100' };
    const { records } = await searchPage(access, many(most), after);
    expect(records.map(({ id }) => id)).toEqual(['9000000000000000200', '9000000000000000300']);
    await expect(searchPage(access, many(most + 2), after)).rejects.toMatchObject({ code: 'rejected', status: 400 });
  });
});
