import { type Block, type Document, type Line, plainText, type Section } from '../../src/notice/document.ts';

/** Every text of a block, in its order. */
function linesOf(block: Block): Line[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.line];
    case 'list':
      return block.items;
    case 'facts':
      return block.items.flatMap(({ name, value }) => [name, value]);
    case 'table':
      return block.rows.flat();
  }
}

/** What a section says, in one string. */
export function wordsOf({ blocks }: Section): string {
  return blocks.flatMap(linesOf).map(plainText).join(' ');
}

/** Every line of a document but its headings and captions. */
export function allLines({ title, subtitle, facts, sections }: Document): Line[] {
  const head = facts.flatMap(({ name, value }) => [name, value]);
  return [
    title,
    ...(subtitle === null ? [] : [subtitle]),
    ...head,
    ...sections.flatMap(({ blocks }) => blocks.flatMap(linesOf)),
  ];
}

/** What a page says to whoever reads it: without tags and style. */
export function textOfPage(page: string): string {
  const bare = page.replace(/<style>[\s\S]*?<\/style>/, ' ').replace(/<[^>]*>/g, ' ');
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  return bare.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity).replace(/\s+/g, ' ');
}

/** What Markdown says, without its marks. */
export function textOfMarkdown(text: string): string {
  return text
    .replace(/<\/?span[^>]*>/g, '')
    .replace(/\[((?:\\.|[^\]])*)\]\(<[^>]*>\)/g, '$1')
    .replace(/^(#+|-|\*\*)\s*/gm, '')
    .replace(/:?\*\*/g, '')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\s+/g, ' ');
}
