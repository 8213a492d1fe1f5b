import { describe, expect, it } from 'vitest';
import { EMPTY_CLOCK, unreadClock } from '../../src/register/clock.ts';
import type { CompanyMemory, ContactMemory } from '../../src/remembered/memory.ts';
import { registerState } from '../../src/remembered/register-state.ts';
import { freshTable } from '../support/fresh-table.ts';
import { ROW_MACS } from '../support/row-macs.ts';

async function freshState() {
  const { table } = await freshTable();
  return { state: registerState(table, ROW_MACS), table };
}

const CALL = { at: 1_763_884_800_000, type: 'calls', id: '9007199254740993' } as const;
const nothingHeld = { held: {}, inputs: '', merged: '' };

describe('what is kept beyond the end of a run', () => {
  it.each<[string, ContactMemory]>([
    ['with an empty clock', { ...nothingHeld, own: EMPTY_CLOCK }],
    ['with a clock', { ...nothingHeld, own: { read: true, latest: CALL }, companyId: '201' }],
    ['with a clock that could not be read', { ...nothingHeld, own: unreadClock('calls:7 could not be read') }],
    [
      'with values and when they were put back',
      {
        held: { rekisteri_last_contact_source: 'hmac:äö', rekisteri_retention_ends: '2036-11-23' },
        putBack: { rekisteri_retention_ends: ['2026-11-23T08:00:00.000Z'] },
        inputs: 'a',
        merged: 'b',
        own: EMPTY_CLOCK,
      },
    ],
  ])('gives a contact back as it was, %s', async (_, memory) => {
    const { state } = await freshState();
    await state.contacts.putMany([['101', memory]]);
    expect(await state.contacts.getMany(['101'])).toEqual(new Map([['101', memory]]));
    expect(await state.companies.getMany(['101'])).toEqual(new Map());
  });

  it('gives a company back as it was', async () => {
    const { state } = await freshState();
    const memory: CompanyMemory = {
      ...nothingHeld,
      activity: EMPTY_CLOCK,
      clock: { read: true, latest: CALL },
      categories: ['employer'],
      live: false,
    };
    await state.companies.putMany([['201', memory]]);
    expect(await state.companies.getRange(['201'])).toEqual(new Map([['201', memory]]));
  });

  it('knows the members of each company, and nobody of one without', async () => {
    const { state } = await freshState();
    const many = Array.from({ length: 1_207 }, (_, index) => String(9_000 + index));
    await state.members.add([
      ...many.map((id) => `201|${id}`),
      '20|7',
      '1|7',
      '11|8',
      '2011|9',
      '201|9007199254740993',
    ]);
    const members = await state.membersOf(['201', '20', '1', '11', '2011', '999']);
    expect(members.get('201')?.toSorted()).toEqual([...many, '9007199254740993'].toSorted());
    members.delete('201');
    expect(members).toEqual(
      new Map([
        ['20', ['7']],
        ['1', ['7']],
        ['11', ['8']],
        ['2011', ['9']],
        ['999', []],
      ]),
    );
    expect(await state.membersOf([])).toEqual(new Map());
  });

  it('keeps everything apart, though it is in one table', async () => {
    const { state } = await freshState();
    await state.members.add(['201|101']);
    await state.due.add(['2026-11-23T08:00:00.000Z|calls:7']);
    await state.retry.add(['contacts|101']);
    expect(await state.members.list('', '~')).toEqual([]);
    expect(await state.members.list('201|', '201~')).toEqual(['201|101']);
    expect(await state.due.list('', '~')).toEqual(['2026-11-23T08:00:00.000Z|calls:7']);
    expect(await state.retry.list('', '~')).toEqual(['contacts|101']);
    const ids: string[] = [];
    for await (const id of state.contacts.ids()) ids.push(id);
    expect(ids).toEqual([]);
    await expect(state.anchor.read()).resolves.toBeUndefined();
  });
});
