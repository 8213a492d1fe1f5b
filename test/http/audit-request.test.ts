import { expect, test } from 'vitest';
import { AuditKey } from '../../src/audit/key.ts';
import { continuationOf } from '../../src/audit/query/continuation.ts';
import { fieldErrors } from '../../src/http/answers.ts';
import { auditQuery } from '../../src/http/audit-request.ts';

const KEY = new AuditKey('a key');
const schema = auditQuery('Europe/Helsinki', KEY);
const filterOf = (query: Record<string, string>) => schema.parse(query).filter;
const time = (text: string) => Date.parse(text);

test('without parameters it asks for the newest hundred of all', () => {
  expect(schema.parse({})).toEqual({ filter: {}, limit: 100 });
});

test('ids, run, limit and format are taken as they are', () => {
  const request = schema.parse({ contactId: '101', runId: 'run-1', limit: '1000', format: 'csv' });
  expect(request).toMatchObject({ filter: { subject: 'contact:101', runId: 'run-1' }, limit: 1_000, format: 'csv' });
  expect(filterOf({ companyId: '201' })).toMatchObject({ subject: 'company:201' });
});

test('a date is the whole day in Helsinki, in summer and winter and when clocks change', () => {
  const day = (date: string) => filterOf({ from: date, to: date });
  expect(day('2026-11-23')).toEqual({ from: time('2026-11-22T22:00:00Z'), to: time('2026-11-23T21:59:59.999Z') });
  expect(day('2026-07-01')).toEqual({ from: time('2026-06-30T21:00:00Z'), to: time('2026-07-01T20:59:59.999Z') });
  expect(day('2026-03-29')).toEqual({ from: time('2026-03-28T22:00:00Z'), to: time('2026-03-29T20:59:59.999Z') });
});

test('a time is an instant, also when its plus sign was lost', () => {
  const at = time('2026-11-23T06:00:00Z');
  expect(filterOf({ from: '2026-11-23T08:00:00+02:00', to: '2026-11-23T06:00:00.000Z' })).toEqual({ from: at, to: at });
  expect(filterOf({ from: '2026-11-23T08:00:00 02:00' })).toEqual({ from: at });
});

const other = continuationOf({ subject: 'contact:102' }, [{ first: 1, last: 5 }], KEY);

/** A genuine one of which somebody changed the places. */
const genuine = JSON.parse(Buffer.from(other, 'base64url').toString());
const forged = Buffer.from(JSON.stringify({ ...genuine, places: [[1, 999_999_999_999]] })).toString('base64url');

test.each<[Record<string, string>, string]>([
  [{ contactId: 'x' }, 'contactId'],
  [{ contactId: '' }, 'contactId'],
  [{ contactId: "1' or true" }, 'contactId'],
  [{ companyId: '12345678901234567890' }, 'companyId'],
  [{ contactId: '1', companyId: '2' }, 'companyId'],
  [{ runId: 'a|b' }, 'runId'],
  [{ from: '2026-11-23T08:00:00' }, 'from'],
  [{ from: '2026-02-30' }, 'from'],
  [{ to: 'yesterday' }, 'to'],
  [{ from: '2026-11-24', to: '2026-11-23' }, 'from'],
  [{ limit: '0' }, 'limit'],
  [{ limit: '1001' }, 'limit'],
  [{ limit: '1.5' }, 'limit'],
  [{ continuation: 'x' }, 'continuation'],
  [{ contactId: '101', continuation: other }, 'continuation'],
  [{ contactId: '102', continuation: forged }, 'continuation'],
  [{ format: 'xml' }, 'format'],
  [{ contactID: '101' }, ''],
])('%j is refused', (query, path) => {
  const { error } = schema.safeParse(query);
  expect(error && fieldErrors(error).map((one) => one.path)).toEqual([path]);
});

test('every wrong parameter is named at once', () => {
  const { error } = schema.safeParse({ contactId: 'x', limit: 'many', format: 'xml' });
  expect(error && fieldErrors(error).map(({ path }) => path)).toEqual(['contactId', 'limit', 'format']);
});

test('a continuation leads on in its own query', () => {
  expect(schema.parse({ contactId: '102', continuation: other }).position).toEqual([{ first: 1, last: 5 }]);
});
