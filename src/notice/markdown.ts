import type { Block, Document, Line, Run } from './document.ts';

/** What Markdown (CommonMark with tables) would take for more than text. */
const SPECIAL = /[\\`*_[\]<>#|~&!]/g;

/** A document as Markdown. Text in another language than the document is marked as HTML does it, which Markdown allows. */
export function documentMarkdown({ lang, title, subtitle, facts, sections }: Document): string {
  const line = (runs: Line) => oneLine(runs.map((run) => runIn(run, lang)).join(''));
  const block = (one: Block) => blockLines(one, line).join('\n');
  const parts = [
    `# ${line(title)}`,
    ...(subtitle === null ? [] : [line(subtitle)]),
    block({ kind: 'facts', caption: null, items: facts }),
    ...sections.flatMap(({ number, heading, blocks }) => [
      `## ${number === null ? '' : `${number}\\. `}${escaped(heading)}`,
      ...blocks.map(block),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockLines(block: Block, line: (runs: Line) => string): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [begun(line(block.line))];
    case 'list':
      return block.items.map((item) => `- ${begun(line(item))}`);
    case 'facts':
      return [
        ...(block.caption === null ? [] : [`### ${escaped(block.caption)}`, '']),
        ...block.items.map(({ name, value }) => `- **${line(name)}:** ${line(value)}`),
      ];
    case 'table':
      return [
        `**${escaped(block.caption)}**`,
        '',
        row(block.columns.map(escaped)),
        row(block.columns.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(line))),
      ];
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function runIn({ text, lang: own, href }: Run, lang: Document['lang']): string {
  const shown = href === null ? escaped(text) : `[${escaped(text)}](<${encoded(href)}>)`;
  return own === lang ? shown : `<span lang="${own}">${shown}</span>`;
}

/** Signs that would end a link, its cell or what is marked, as an address may have them. */
function encoded(href: string): string {
  return href.replace(/[<>|\\`"]/g, encodeURIComponent);
}

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** A text that begins like an item of a list or a rule is none. */
function begun(text: string): string {
  return text.replace(/^(\d{1,9})([.)])/, '$1\\$2').replace(/^[-+=]/, '\\$&');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
