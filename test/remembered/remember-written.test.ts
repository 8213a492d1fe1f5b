import { describe, expect, it } from 'vitest';
import type { ChainedEvent } from '../../src/audit/event.ts';
import { EMPTY_CLOCK } from '../../src/register/clock.ts';
import type { CompanyMemory, ContactMemory } from '../../src/remembered/memory.ts';
import { registerState } from '../../src/remembered/register-state.ts';
import { rememberWritten } from '../../src/remembered/remember-written.ts';
import { freshTable } from '../support/fresh-table.ts';
import { ROW_MACS } from '../support/row-macs.ts';
import { startStorageProxy } from '../support/storage-proxy.ts';

const ENDS = 'rekisteri_retention_ends';
const STATUS = 'rekisteri_retention_status';
const SOURCE = 'rekisteri_last_contact_source';

const CONTACT: ContactMemory = {
  held: { [ENDS]: '2030-01-01', [STATUS]: 'active' },
  putBack: { [ENDS]: ['2026-11-20T08:00:00.000Z'] },
  inputs: 'inputs',
  merged: 'merged',
  own: { read: true, latest: { at: 1, type: 'calls', id: '7' } },
  companyId: '201',
};
const COMPANY: CompanyMemory = {
  held: { [ENDS]: '2030-01-01' },
  inputs: 'inputs',
  merged: '',
  activity: EMPTY_CLOCK,
  clock: EMPTY_CLOCK,
  categories: ['employer'],
  live: true,
};

function written(subject: string, property: string, after: string): ChainedEvent {
  const chained = { chain: 'c0', sequence: 1, at: '2026-11-23T08:00:00.000Z', runId: 'run', actor: 'timer' } as const;
  return {
    ...chained,
    action: 'intent',
    subject,
    property,
    before: '',
    after,
    cause: '§7',
    keyId: 'k',
    previousHash: '0'.repeat(64),
    hash: 'h',
  };
}

async function freshState() {
  const { table, through } = await freshTable();
  const state = registerState(table, ROW_MACS);
  await state.contacts.putMany([
    ['101', CONTACT],
    ['102', CONTACT],
  ]);
  await state.companies.putMany([
    ['101', COMPANY],
    ['201', COMPANY],
  ]);
  const all = async () => ({
    contacts: await state.contacts.getMany(['101', '102', '103']),
    companies: await state.companies.getMany(['101', '201', '202']),
  });
  return { state, all, through };
}

const UNTOUCHED = {
  contacts: new Map([
    ['101', CONTACT],
    ['102', CONTACT],
  ]),
  companies: new Map([
    ['101', COMPANY],
    ['201', COMPANY],
  ]),
};

describe('values that an interrupted run wrote', () => {
  it('are remembered with all else as it was, of contacts and of companies of the same id apart', async () => {
    const { state, all } = await freshState();
    await rememberWritten(state, [
      written('contact:101', ENDS, '2036-11-23'),
      written('contact:101', SOURCE, 'calls:7'),
      written('company:201', ENDS, '2040-01-01'),
    ]);
    expect(await all()).toEqual({
      contacts: new Map([
        ['101', { ...CONTACT, held: { [ENDS]: '2036-11-23', [STATUS]: 'active', [SOURCE]: 'calls:7' } }],
        ['102', CONTACT],
      ]),
      companies: new Map([
        ['101', COMPANY],
        ['201', { ...COMPANY, held: { [ENDS]: '2040-01-01' } }],
      ]),
    });
  });

  it('are the last ones, when a property was written more than once', async () => {
    const { state, all } = await freshState();
    await rememberWritten(state, [
      written('contact:102', ENDS, '2036-11-23'),
      written('contact:101', ENDS, '2036-11-22'),
      written('contact:102', ENDS, '2036-11-24'),
    ]);
    const { contacts } = await all();
    expect(contacts.get('101')?.held[ENDS]).toBe('2036-11-22');
    expect(contacts.get('102')?.held[ENDS]).toBe('2036-11-24');
  });

  it('are forgotten when they were cleared', async () => {
    const { state, all } = await freshState();
    await rememberWritten(state, [written('contact:101', ENDS, ''), written('company:201', ENDS, '')]);
    const { contacts, companies } = await all();
    expect(contacts.get('101')).toEqual({ ...CONTACT, held: { [STATUS]: 'active' } });
    expect(companies.get('201')).toEqual({ ...COMPANY, held: {} });
  });

  it('of somebody who is not remembered make nobody remembered', async () => {
    const { state, all } = await freshState();
    await rememberWritten(state, [
      written('contact:103', ENDS, '2036-11-23'),
      written('company:202', ENDS, '2036-11-23'),
    ]);
    expect(await all()).toEqual(UNTOUCHED);
  });

  it('of another kind of subject change nothing, nor do none', async () => {
    const { state, all } = await freshState();
    await rememberWritten(state, [written('deal:101', ENDS, '2036-11-23'), written('run:101', ENDS, '2036-11-23')]);
    await rememberWritten(state, []);
    expect(await all()).toEqual(UNTOUCHED);
  });

  it('are remembered when it is repeated after storage failed in between', async () => {
    const { state, all, through } = await freshState();
    const proxy = await startStorageProxy();
    proxy.fateOf = ({ path }) => (path.startsWith('/$batch') ? 'done_but_answer_lost' : 'answered');
    const events = [written('contact:101', ENDS, '2036-11-23'), written('company:201', ENDS, '')];
    await expect(
      rememberWritten(registerState(through(proxy.connectionString, 0), ROW_MACS), events),
    ).rejects.toThrow();
    await rememberWritten(state, events);
    const { contacts, companies } = await all();
    expect(contacts.get('101')?.held[ENDS]).toBe('2036-11-23');
    expect(companies.get('201')?.held).toEqual({});
  });
});
