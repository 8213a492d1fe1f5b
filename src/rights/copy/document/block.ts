/**
 * A piece of the document that a person reads. HTML and PDF are made of the same pieces, so that neither can say what the other does
 * not; the texts of people are shown as they are, and no writer takes them for markup.
 */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Names with their values. */
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** A text of several lines, under its name. */
  | { readonly kind: 'text'; readonly label: string; readonly text: string };

/** What stands where there is nothing. */
const NOTHING = '–';

export const title = (text: string): Block => ({ kind: 'title', text: visible(text) });
export const heading = (level: 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text: visible(text) });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text: visible(text) });
export const longText = (label: string, text: string): Block => ({
  kind: 'text',
  label: visible(label),
  text: visible(text),
});

/** Names with their values; those without a value are left out. */
export function pairs(given: readonly (readonly [string, string | null])[]): Block[] {
  const told = given.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[visible(name), visible(value)] as const],
  );
  return told.length === 0 ? [] : [{ kind: 'pairs', pairs: told }];
}

/** A table; no rows, no table. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Block[] {
  if (rows.length === 0) return [];
  const shown = rows.map((row) => row.map((cell) => (cell === null || cell === '' ? NOTHING : visible(cell))));
  return [{ kind: 'table', caption: visible(caption), columns, rows: shown }];
}

/** Signs that nobody sees, and that HTML and PDF would drop each in its own way. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The text with signs in the place of what cannot be seen, and one form of the ends of its lines. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, (sign) => String.fromCodePoint(sign === '\u007f' ? 0x2421 : 0x2400 + sign.charCodeAt(0)));
}
