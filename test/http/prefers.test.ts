import { expect, test } from 'vitest';
import { preferred, prefers, wantedOf } from '../../src/http/prefers.ts';

const prefersCsv = (accept: string | null) => prefers('csv', accept);

test.each<[string | null, boolean]>([
  ['text/csv', true],
  ['TEXT/CSV; charset=utf-8', true],
  ['text/*', true],
  ['text/csv, */*', true],
  ['text/csv;q=0.9, application/json;q=0.8', true],
  ['application/json;q=0, */*', true],
  ['*/*;q=0.1,text/csv; header=present; q=0.2', true],
  [null, false],
  ['', false],
  ['*/*', false],
  ['application/json', false],
  ['text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['application/json, text/csv', false],
  ['text/csv;q=0.5, application/json', false],
  ['text/csv;q=0.5, */*', false],
  ['text/*, text/csv;q=0', false],
  ['text/csv;q=0', false],
  ['text/csv;q=high', false],
  ['image/png', false],
])('%s', (accept, csv) => {
  expect(prefersCsv(accept)).toBe(csv);
});

test('a browser gets a page, and a program that says nothing JSON', () => {
  expect(prefers('html', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toBe(true);
  expect(prefers('html', null)).toBe(false);
  expect(prefers('html', '*/*')).toBe(false);
});

test.each<[string | null, string]>([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['text/markdown', 'text/markdown'],
  ['text/markdown;q=0.5, text/html;q=0.4', 'text/markdown'],
  ['text/*', 'text/html'],
  ['text/*, text/html;q=0', 'text/markdown'],
  ['application/json, text/markdown', 'application/json'],
  ['*/*', 'application/json'],
  ['image/png', 'application/json'],
  [null, 'application/json'],
])('of three forms %s gets %s', (accept, type) => {
  expect(preferred(accept, ['application/json', 'text/html', 'text/markdown'])).toBe(type);
});

test.each<[string | null, string[]]>([
  [null, ['json', 'html', 'pdf']],
  ['*/*', ['json', 'html', 'pdf']],
  ['text/html,application/xhtml+xml,*/*;q=0.8', ['html', 'json', 'pdf']],
  ['application/pdf', ['pdf']],
  ['application/pdf;q=0.5, text/*', ['html', 'pdf']],
  ['application/*, application/json;q=0', ['pdf']],
  ['image/png', []],
])('of what there is, %s takes', (accept, wanted) => {
  const offers = [
    { type: 'application/json', form: 'json' },
    { type: 'text/html', form: 'html' },
    { type: 'application/pdf', form: 'pdf' },
  ];
  expect(wantedOf(offers, accept)).toEqual(wanted);
});
