import { csvTable } from '../audit/csv.ts';
import type { Language } from '../policy/text.ts';
import { type Block, type Document, plainText } from './document.ts';

const COLUMNS: Readonly<Record<Language, readonly string[]>> = {
  fi: ['Kohta', 'Artikla', 'Mistä', 'Tieto', 'Arvo'],
  en: ['Section', 'Article', 'Of what', 'Field', 'Value'],
};

/** A document as a table of which each line is one value: of which section and article, of what, which field. */
export function documentCsv({ lang, title, facts, sections }: Document): string {
  const rows = [
    ['', '', '', '', plainText(title)],
    ...blockRows({ kind: 'facts', caption: null, items: facts }).map((row) => ['', '', ...row]),
    ...sections.flatMap(({ heading, article, blocks }) =>
      blocks.flatMap(blockRows).map((row) => [heading, article ?? '', ...row]),
    ),
  ];
  return csvTable(COLUMNS[lang], rows);
}

/** Of what, which field, and its value. */
function blockRows(block: Block): (readonly [string, string, string])[] {
  switch (block.kind) {
    case 'paragraph':
      return [['', '', plainText(block.line)]];
    case 'list':
      return block.items.map((item) => ['', '', plainText(item)]);
    case 'facts':
      return block.items.map(({ name, value }) => [block.caption ?? '', plainText(name), plainText(value)]);
    case 'table':
      return block.rows.flatMap(([first = [], ...rest]) =>
        rest.length === 0
          ? [['', block.columns[0] ?? '', plainText(first)] as const]
          : rest.map((cell, place) => [plainText(first), block.columns[place + 1] ?? '', plainText(cell)] as const),
      );
  }
}
