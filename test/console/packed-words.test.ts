import { expect, test } from 'vitest';
import * as en from '../../console/src/words/en/tables.ts';
import * as fi from '../../console/src/words/fi/tables.ts';
import type { Message, Table } from '../../console/src/words/message.ts';
import { pack, unpack } from '../../console/src/words/packed.ts';

/** Says a text for one and for several, as the page would. */
const formsOf = (message: Message) => (typeof message === 'string' ? [message, message] : [message.one, message.other]);

const entriesOf = (tables: Readonly<Record<string, Table>>) =>
  Object.entries(tables).map(([name, table]) => [name, Object.entries(table).map(([key, own]) => [key, formsOf(own)])]);

test.each([
  ['fi', fi],
  ['en', en],
])('all texts of %s come out as they were packed, in their order', (_, tables) => {
  expect(entriesOf(unpack(pack(tables)))).toEqual(entriesOf(tables));
});

test.each([
  ['a text in two lines', { table: { key: 'one\ntwo' } }],
  ['a text with a bar', { table: { key: 'one|two' } }],
  ['a plural form with a bar', { table: { key: { one: 'one', other: 'a|b' } } }],
  ['a key with a space', { table: { 'a key': 'text' } }],
  ['a key with a semicolon', { table: { 'a;b': 'text' } }],
])('what would come out otherwise is refused: %s', (_, tables) => {
  expect(() => pack(tables)).toThrow('cannot be');
});
