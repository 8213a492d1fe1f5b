import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CSV_BOM, csvRow } from '../../src/audit/csv.ts';
import { readCsv } from './read-csv.ts';

test('a row is what Excel opens: quoted cells, semicolons, CRLF', () => {
  expect(csvRow(['a', '', 'say "hi"; bye'])).toBe('"a";"";"say ""hi""; bye"\r\n');
});

test('Finnish letters are UTF-8 behind a byte order mark', () => {
  const bytes = Buffer.from(CSV_BOM + csvRow(['Äö'])).toString('hex');
  expect(bytes).toBe(`efbbbf${'22'}c384c3b6${'22'}0d0a`);
});

test.each(['=1+1', '+358', '-1', '@SUM(A1)', '\t=1', '\r=1', "'quoted", '=HYPERLINK("http://x";"y")'])(
  'a formula is text: %j',
  (text) => {
    expect(csvRow([text]).startsWith(`"'${text[0]}`)).toBe(true);
    expect(readCsv(csvRow([text]))).toEqual([[text]]);
  },
);

test('any cells are read back as they were', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\'";ä, a') }));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1 }), { maxLength: 5 }), (rows) => {
      expect(readCsv(rows.map(csvRow).join(''))).toEqual(rows);
    }),
  );
});

test('no cell begins with what a spreadsheet runs', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(csvRow([text])).not.toMatch(/^"[=+\-@\t\r]/);
    }),
  );
});
