import type { Message, Table } from './message.ts';

/** Tables of texts under their names. */
type Tables = Readonly<Record<string, Table>>;

/** Tables as two strings: keys beside keys and texts beside texts compress better than one after the other. */
export interface Packed {
  /** `table key key;table key`: spaces, as between words, compress best. */
  readonly keys: string;
  /** A line for each key; plural forms with `|` between them. */
  readonly texts: string;
}

/** Packs tables for the built page. @throws Error for a key or a text that holds what stands between them */
export function pack(tables: Tables): Packed {
  const keys = Object.entries(tables).map(([name, table]) =>
    [name, ...Object.keys(table)].map((key) => plain(key, /[ ;]/)).join(' '),
  );
  const texts = Object.values(tables).flatMap((table) => Object.values(table).map(lineOf));
  return { keys: keys.join(';'), texts: texts.join('\n') };
}

/** The tables again, which are `Words`; a text whose plural forms are alike is one text. */
export function unpack<Words extends Tables>({ keys, texts }: Packed): Words {
  const lines = texts.split('\n').values();
  const tables = keys.split(';').map((line) => {
    const [name = '', ...own] = line.split(' ');
    return [name, Object.fromEntries(own.map((key) => [key, messageOf(lines.next().value ?? '')]))];
  });
  // What was packed: the compiler has seen it before that.
  return Object.fromEntries(tables) as Words;
}

function lineOf(message: Message): string {
  if (typeof message === 'string') return plain(message, /[|\n]/);
  const { one, other } = message;
  return one === other ? lineOf(one) : `${lineOf(one)}|${lineOf(other)}`;
}

function messageOf(line: string): Message {
  const [one = '', other] = line.split('|');
  return other === undefined ? one : { one, other };
}

function plain(text: string, apart: RegExp): string {
  if (apart.test(text)) throw new Error(`Texts of the console are packed, so that this one cannot be: ${text}`);
  return text;
}
