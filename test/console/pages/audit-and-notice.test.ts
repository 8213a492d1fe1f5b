import { expect, test } from 'vitest';
import { rowsIn } from '../../../console/src/pages/audit/csv-rows.ts';
import { faultsOfQuery } from '../../../console/src/pages/audit/trail-query.ts';
import { addressToLinkTo } from '../../../console/src/pages/notice/address.ts';
import { csvRow } from '../../../src/audit/csv.ts';

const NONE = { contactId: '', companyId: '', runId: '', from: '', to: '' };

test('a query of the trail is looked at before it is sent', () => {
  expect(faultsOfQuery({ ...NONE, contactId: '101', runId: '20261123T093000000Z-0a', from: '2026-11-23' })).toEqual({});
  expect(faultsOfQuery({ ...NONE, contactId: '1a', runId: 'a b' })).toEqual({
    contactId: 'wrongId',
    runId: 'wrongRun',
  });
  expect(faultsOfQuery({ ...NONE, contactId: '1', companyId: '2' })).toEqual({ companyId: 'onlyOne' });
  expect(faultsOfQuery({ ...NONE, from: '2026-11-24', to: '2026-11-23' })).toEqual({ from: 'wrongPeriod' });
});

test('rows of CSV are counted, not ends of lines within cells', () => {
  expect(rowsIn('')).toBe(0);
  expect(rowsIn(csvRow(['a', 'one\r\ntwo']) + csvRow(['b "quoted"\n', '']))).toBe(2);
});

test('only pages and addresses of e-mail are linked to', () => {
  for (const address of ['https://tietosuoja.fi/', 'mailto:a@b.fi']) expect(addressToLinkTo(address)).toBe(address);
  for (const address of [null, 'javascript:alert(1)', 'data:text/html,x', '/api/requests', 'JaVaScRiPt:1'])
    expect(addressToLinkTo(address)).toBeUndefined();
});
