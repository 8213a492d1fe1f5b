import { describe, expect, test } from 'vitest';
import { addRecord } from '../../../local/simulator/change.ts';
import { defineTrainingProperties } from '../../../local/simulator/data/training-properties.ts';
import { idsIn, OBJECTS, run } from './running.ts';

type Operands = Record<string, unknown>;

/** Ids found in an account whose records 1, 2, … hold these values, and 99 none. */
async function found(type: string, propertyName: string, values: readonly string[], operands: Operands) {
  const { ask, account } = await run();
  defineTrainingProperties(account);
  const objectType = type === 'meetings' ? 'meetings' : 'contacts';
  const createdAt = '2020-01-01T00:00:00.000Z';
  values.forEach((value, index) => {
    addRecord(account, objectType, { id: String(index + 1), properties: { [propertyName]: value }, createdAt });
  });
  addRecord(account, objectType, { id: '99', properties: {}, createdAt });
  const filterGroups = [{ filters: [{ propertyName, ...operands }] }];
  return ask('POST', `${OBJECTS}/${objectType}/search`, {
    filterGroups,
    sorts: [],
    properties: [],
    limit: 200,
    after: '0',
  });
}

const DAYS = ['2026-11-22', '2026-11-23', '2026-11-24'];
const INSTANTS = ['2026-11-23T07:59:59.999Z', '2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00Z', '1795420800001'];
const epoch = (iso: string) => String(Date.parse(iso));

describe('what a filter compares', () => {
  test.each<[Operands, string[]]>([
    [{ operator: 'LT', value: '2026-11-23' }, ['1']],
    [{ operator: 'LTE', value: '2026-11-23' }, ['1', '2']],
    [{ operator: 'GT', value: epoch('2026-11-23') }, ['3']],
    [{ operator: 'GTE', value: epoch('2026-11-23') }, ['2', '3']],
    [{ operator: 'BETWEEN', value: '2026-11-23', highValue: epoch('2026-11-24') }, ['2', '3']],
    [{ operator: 'EQ', value: epoch('2026-11-23') }, ['2']],
    [{ operator: 'IN', values: ['2026-11-22', epoch('2026-11-24')] }, ['1', '3']],
    [{ operator: 'NOT_HAS_PROPERTY' }, ['99']],
  ])('dates, as calendar days or as epoch ms: %j', async (operands, ids) => {
    expect(idsIn(await found('contacts', 'viimeisin_tilaisuus_pvm', DAYS, operands))).toEqual(ids);
  });

  test.each<[Operands, string[]]>([
    [{ operator: 'LT', value: '2026-11-23T08:00:00Z' }, ['1']],
    [{ operator: 'GTE', value: epoch('2026-11-23T08:00:00.000Z') }, ['2', '3', '4']],
    [{ operator: 'GT', value: epoch('2026-11-23T08:00:00.000Z') }, ['4']],
    [
      { operator: 'BETWEEN', value: epoch('2026-11-23T07:59:59.999Z'), highValue: '2026-11-23T08:00:00.000Z' },
      ['1', '2', '3'],
    ],
  ])('instants, however they are written: %j', async (operands, ids) => {
    expect(idsIn(await found('meetings', 'hs_meeting_start_time', INSTANTS, operands))).toEqual(ids);
  });

  test.each<[Operands, string[]]>([
    [{ operator: 'LT', value: '10' }, ['1']],
    [{ operator: 'EQ', value: '10.0' }, ['2']],
    [{ operator: 'BETWEEN', value: '2', highValue: '10.5' }, ['1', '2']],
    [{ operator: 'IN', values: ['9', '100'] }, ['1', '3']],
  ])('numbers, not their text: %j', async (operands, ids) => {
    expect(idsIn(await found('contacts', 'tyokokemus_vuotta', ['9', '10', '100'], operands))).toEqual(ids);
  });

  test.each<[Operands, string[]]>([
    [{ operator: 'EQ', value: 'Not applicable' }, ['1', '3']],
    [{ operator: 'IN', values: ['performance of a contract', 'x'] }, ['2', '3']],
    [{ operator: 'NEQ', value: 'Not applicable' }, ['2', '99']],
    [{ operator: 'NOT_IN', values: ['Not applicable', 'Performance of a contract'] }, ['99']],
  ])('each of several chosen options: %j', async (operands, ids) => {
    const values = ['Not applicable', 'Performance of a contract', 'Performance of a contract;Not applicable'];
    expect(idsIn(await found('contacts', 'hs_legal_basis', values, operands))).toEqual(ids);
  });

  test('a date or number that is none is 400', async () => {
    const noDate = { operator: 'GTE', value: 'yesterday' };
    expect((await found('contacts', 'viimeisin_tilaisuus_pvm', [], noDate)).status).toBe(400);
    expect((await found('contacts', 'tyokokemus_vuotta', [], { operator: 'IN', values: ['many'] })).status).toBe(400);
  });

  test.each<[Operands, string[]]>([
    [{ operator: 'GT', value: '9007199254740993' }, ['9007199254740994', '90071992547409930']],
    [{ operator: 'GTE', value: '9007199254740993' }, ['9007199254740993', '9007199254740994', '90071992547409930']],
    [{ operator: 'LT', value: '9007199254740993' }, ['7', '9007199254740992']],
    [{ operator: 'IN', values: ['9007199254740993', '7'] }, ['7', '9007199254740993']],
    [{ operator: 'EQ', value: '9007199254740992' }, ['9007199254740992']],
  ])('ids beyond 2^53, with all their digits: %j', async (operands, ids) => {
    const { ask, account } = await run();
    for (const id of ['90071992547409930', '9007199254740993', '9007199254740994', '9007199254740992', '7']) {
      addRecord(account, 'contacts', { id, properties: {}, createdAt: '2020-01-01T00:00:00Z' });
    }
    const filterGroups = [{ filters: [{ propertyName: 'hs_object_id', ...operands }] }];
    const sorts = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }];
    const body = { filterGroups, sorts, properties: [], limit: 200, after: '0' };
    expect(idsIn(await ask('POST', `${OBJECTS}/contacts/search`, body))).toEqual(ids);
  });
});
