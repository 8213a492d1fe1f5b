import { type Block, paragraph } from '../document/block.ts';
import { documentOf } from '../document/document.ts';
import { CopyIncompleteError } from '../errors.ts';
import type { CopyPart, CopyParts } from '../parts.ts';
import { PdfError } from './errors.ts';
import { breakable, numbered } from './signs.ts';
import { TEMPLATE } from './template.ts';
import { loadTypst } from './typst.ts';

/** So much is set in some seconds, in which the process does nothing else (docs/performance.md). */
const MOST_CHARACTERS = 250_000;

/** Each attempt names the signs that could not be shown; those of one text may hide those of another. */
const MOST_ATTEMPTS = 4;

const TOO_LONG = 'The copy is too long for a PDF: ask for text/html, which prints as well.';

/**
 * The copy as a tagged PDF (PDF/UA-1) in Finnish. Signs that its fonts lack are written as their number, and a note says so.
 * Throws `PdfError` when it is too long, or when there is no compiler for this platform.
 */
export async function writePdf(
  parts: CopyParts,
  timeZone: string,
  mostCharacters = MOST_CHARACTERS,
): Promise<Uint8Array> {
  const typst = await loadTypst();
  const blocks = await blocksOf(parts, timeZone, mostCharacters);
  const unknown = new Set<number>();
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const made = typst.set(TEMPLATE, JSON.stringify(printable(blocks, unknown)));
    if ('pdf' in made) return made.pdf;
    for (const code of made.unknown) unknown.add(code);
  }
  throw new PdfError('pdf_unprintable', 'It holds signs that no font of the PDF has: ask for text/html.');
}

async function blocksOf(parts: CopyParts, timeZone: string, most: number): Promise<Block[]> {
  let last: CopyPart | undefined;
  async function* seen(): AsyncGenerator<CopyPart> {
    for await (const part of parts) {
      last = part;
      yield part;
    }
  }
  const blocks: Block[] = [];
  let characters = 0;
  for await (const more of documentOf(seen(), timeZone)) {
    characters += JSON.stringify(more).length;
    if (characters > most) throw new PdfError('pdf_too_long', TOO_LONG);
    blocks.push(...more);
  }
  if (last?.part !== 'end') throw new CopyIncompleteError();
  return blocks;
}

const NOTE =
  'Merkit, joita PDF-tiedoston kirjasimissa ei ole tai joita kukaan ei näe, on kirjoitettu numeroina, esimerkiksi [U+1F600].';

/** The document as the template takes it. */
function printable(blocks: readonly Block[], unknown: ReadonlySet<number>) {
  const title = blocks.find(({ kind }) => kind === 'title');
  let hasNumbers = false;
  const shown = (text: string) => {
    const told = numbered(text, unknown);
    hasNumbers ||= told.length > text.length;
    return breakable(told);
  };
  const [first, ...rest] = blocks.map((block) => mapTexts(block, shown));
  const note = hasNumbers ? [mapTexts(paragraph(NOTE), breakable)] : [];
  return {
    title: title?.kind === 'title' ? title.text : '',
    blocks: [...(first === undefined ? [] : [first]), ...note, ...rest],
  };
}

function mapTexts(block: Block, shown: (text: string) => string): Block {
  switch (block.kind) {
    case 'pairs':
      return { ...block, pairs: block.pairs.map(([name, value]) => [shown(name), shown(value)] as const) };
    case 'table':
      return {
        ...block,
        caption: shown(block.caption),
        columns: block.columns.map(shown),
        rows: block.rows.map((row) => row.map(shown)),
      };
    case 'text':
      return { ...block, label: shown(block.label), text: shown(block.text) };
    default:
      return { ...block, text: shown(block.text) };
  }
}
