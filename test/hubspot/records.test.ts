import { describe, expect, test } from 'vitest';
import { archiveRecord, editRecord, purgeRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { listRecords } from '../../src/hubspot/list-records.ts';
import { type Access, checkMayWrite, readRecord, readRecords } from '../../src/hubspot/records.ts';
import { handmadeHubSpot, idsOf } from '../support/handmade-hubspot.ts';
import { addMany, NOW, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const READ = 'POST /crm/objects/2026-09/contacts/batch/read';

/** Ids of all pages, and the number of pages. */
async function listAll(access: Access): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const page = await listRecords(access, 'contacts', ['email'], after);
    ids.push(...page.records.map(({ id }) => id));
    after = page.after;
    pages += 1;
  } while (after !== undefined);
  return { ids, pages };
}

describe('listing', () => {
  test('follows the cursor and not the count: short and empty pages are no end', async () => {
    const { account, access } = await simulatedHubSpot({
      simulator: { behaviour: { listPageSizes: [100, 0, 3, 60] } },
    });
    const ids = addMany(account, 'contacts', 250);
    expect(await listAll(access)).toEqual({ ids, pages: 5 });
  });

  test('full pages of a hundred; archived and merged records are not in them', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    addMany(account, 'contacts', 203);
    archiveRecord(account, 'contacts', '5', NOW);
    mergeRecords(account, 'contacts', '6', '7', NOW);
    const { ids, pages } = await listAll(access);
    expect(ids).toHaveLength(201);
    expect(ids).not.toContain('5');
    expect(ids).toContain('204');
    expect(pages).toBe(3);
    expect(simulator.log[0]?.query).toBe('?limit=100&properties=email&archived=false');
  });

  test('a record that says it is archived is left out', async () => {
    const record = (id: string, archived?: boolean) => ({ id, properties: { email: null }, archived });
    const { access } = await handmadeHubSpot(() => ({
      body: { results: [record('1', true), record('2', false), record('3')] },
    }));
    const { records, after } = await listRecords(access, 'contacts', [], undefined);
    expect(records.map(({ id }) => id)).toEqual(['2', '3']);
    expect(after).toBeUndefined();
  });

  test('a cursor may be printed as a number', async () => {
    const { access } = await handmadeHubSpot(() => ({ body: { results: [], paging: { next: { after: 7 } } } }));
    expect(await listRecords(access, 'contacts', [], undefined)).toEqual({ records: [], after: '7' });
  });
});

describe('reading by id', () => {
  test('tells found, archived, merged and deleted ones apart', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    addMany(account, 'contacts', 6);
    editRecord(account, 'contacts', '1', { firstname: 'Aino' }, NOW);
    archiveRecord(account, 'contacts', '2', NOW);
    purgeRecord(account, 'contacts', '3', NOW);
    const { id: survivor } = mergeRecords(account, 'contacts', '4', '5', NOW);
    const { found, gone, unread } = await readRecords(
      access,
      'contacts',
      ['1', '2', '3', '4', '5', '6'],
      ['firstname'],
    );
    expect(found.get('1')?.properties).toMatchObject({ firstname: 'Aino' });
    expect(found.get('6')?.properties).toMatchObject({ firstname: null });
    expect([...found.keys()].sort()).toEqual(['1', '6', survivor].sort());
    expect([...gone].sort()).toEqual(['2', '3', '4', '5']);
    expect(unread.size).toBe(0);
    // The merged ones are not named in the answer: each is asked for alone.
    expect(requests()).toHaveLength(3);
  });

  test('of a merge that keeps the id, the other one is gone', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 2);
    mergeRecords(account, 'contacts', '1', '2', NOW, true);
    const { found, gone } = await readRecords(access, 'contacts', ['1', '2'], []);
    expect([...found.keys()]).toEqual(['1']);
    expect([...gone]).toEqual(['2']);
  });

  test('one bad id among a hundred leaves the others found, and is unread rather than gone', async () => {
    const { account, access, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 100);
    const asksForBad = ({ body }: { body: unknown }) => JSON.stringify(body).includes('"id":"61"');
    simulator.faults.add({ match: asksForBad, kind: '502' });
    const { found, gone, unread } = await readRecords(access, 'contacts', ids, []);
    expect(found.size).toBe(99);
    expect(gone.size).toBe(0);
    expect(unread).toEqual(new Map([['61', 'unavailable 502']]));
    expect(simulator.log.length).toBeLessThanOrEqual(6 + 7 * 3);
  });

  test('a dead address is given up; nothing is gone because of it', async () => {
    const { account, access, fault, simulator } = await simulatedHubSpot();
    const ids = addMany(account, 'contacts', 100);
    fault('503', '/batch/read', Number.POSITIVE_INFINITY);
    const { found, gone, unread } = await readRecords(access, 'contacts', ids, []);
    expect([found.size, gone.size, unread.size]).toEqual([0, 0, 100]);
    expect(simulator.log).toHaveLength(6 + 2 * 2 + 4 * 2);
  });

  test('an error entry of another kind makes unread', async () => {
    const { access, requests } = await handmadeHubSpot(() => ({
      status: 207,
      body: {
        results: [],
        errors: [
          { category: 'OBJECT_NOT_FOUND', context: { ids: ['1'] } },
          { category: 'INTERNAL_ERROR', context: { ids: ['2'] } },
          { context: { ids: ['3'] } },
        ],
      },
    }));
    const { gone, unread } = await readRecords(access, 'contacts', ['1', '2', '3'], []);
    expect([...gone]).toEqual(['1']);
    expect(unread).toEqual(
      new Map([
        ['2', 'INTERNAL_ERROR'],
        ['3', 'HubSpot reported an error'],
      ]),
    );
    expect(requests).toHaveLength(1);
  });

  test('an id that an answer leaves out is asked for alone', async () => {
    const record = (id: string, archived = false) => ({ id, properties: {}, archived });
    const { access, requests } = await handmadeHubSpot((request) => {
      if (request.method === 'POST') {
        return {
          body: {
            results: idsOf(request)
              .filter((id) => id === '1' || id === '6')
              .map((id) => record(id, id === '6')),
          },
        };
      }
      const id = request.path.split('/').at(-1) ?? '';
      if (id === '2') return { body: record('2') };
      if (id === '3') return { status: 404, body: {} };
      if (id === '4') return { body: record('4', true) };
      return { status: 400, body: { category: 'VALIDATION_ERROR' } };
    });
    const { found, gone, unread } = await readRecords(access, 'contacts', ['1', '2', '3', '4', '5', '6'], ['email']);
    expect([...found.keys()]).toEqual(['1', '2']);
    expect([...gone].sort()).toEqual(['3', '4', '6']);
    expect(unread).toEqual(new Map([['5', 'rejected 400 VALIDATION_ERROR']]));
    expect(requests[0]?.body).toMatchObject({ properties: ['email'], propertiesWithHistory: [] });
    expect(requests).toHaveLength(1 + 4);
  });

  test('a spent day while asking for one alone stops the whole', async () => {
    const { access } = await handmadeHubSpot(({ method }) =>
      method === 'POST' ? { body: { results: [] } } : { status: 429, body: { policyName: 'DAILY' } },
    );
    await expect(readRecords(access, 'contacts', ['1'], [])).rejects.toMatchObject({ code: 'resume_later' });
  });
});

describe('reading one', () => {
  test('gives the record, the survivor of a merge, the archived one when asked, or nothing', async () => {
    const { account, access } = await simulatedHubSpot();
    addMany(account, 'contacts', 4);
    archiveRecord(account, 'contacts', '2', NOW);
    const { id: survivor } = mergeRecords(account, 'contacts', '3', '4', NOW);
    const idOf = async (id: string, place?: 'bin') => (await readRecord(access, 'contacts', id, ['email'], place))?.id;
    expect(await idOf('1')).toBe('1');
    expect(await idOf('2')).toBeUndefined();
    expect(await idOf('2', 'bin')).toBe('2');
    expect(await idOf('3')).toBe(survivor);
    expect(await idOf('99')).toBeUndefined();
  });
});

describe('checking that the token may write', () => {
  test('changes nothing and passes, also when HubSpot refuses an empty batch', async () => {
    const { access, simulator } = await simulatedHubSpot();
    await checkMayWrite(access, 'contacts');
    expect(simulator.changes).toEqual([]);
    const { access: strict } = await handmadeHubSpot(() => ({ status: 400, body: {} }));
    await checkMayWrite(strict, 'contacts');
  });

  test('fails without the scope', async () => {
    const { access } = await simulatedHubSpot({ simulator: { missingScopes: ['crm.objects.contacts.write'] } });
    await expect(checkMayWrite(access, 'contacts')).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('the batch read asks what it is documented to be asked', async () => {
  const { account, access, requests } = await simulatedHubSpot();
  addMany(account, 'contacts', 1);
  await readRecords(access, 'contacts', ['1'], ['email']);
  expect(requests()).toEqual([`${READ} 200`]);
});
