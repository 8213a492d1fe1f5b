/** Where a line may be broken; the template sets it apart from the letters around it. */
export const BREAK = '\u200b';

/**
 * Signs that nobody sees. One of them turns a whole line around (U+202E), PDF/UA refuses another (U+FEFF), and what reads a PDF takes
 * the others for part of the letter before them, wherever that letter stands.
 */
const UNSEEN = /\p{Cf}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\u034f/gu;
/** Says where a word may be broken, and is not seen otherwise. */
const SOFT_HYPHEN = '\u00ad';

/** The text with numbers in the place of signs that nobody sees, and of those that no font has: `[U+1F600]`. */
export function numbered(text: string, unknown: ReadonlySet<number>): string {
  const seen = text.replace(UNSEEN, (sign) => (sign === SOFT_HYPHEN ? BREAK : numberOf(sign)));
  if (unknown.size === 0) return seen;
  return [...seen].map((sign) => (unknown.has(sign.codePointAt(0) ?? 0) ? numberOf(sign) : sign)).join('');
}

function numberOf(sign: string): string {
  return `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

const LONG_WORD = /[^\s\u200b]{19,}/gu;
const PIECE = /.{1,12}/gsu;

/** A long word may be broken anywhere, or it would run out of the page. */
export function breakable(text: string): string {
  return text.replace(LONG_WORD, (word) => word.match(PIECE)?.join(BREAK) ?? word);
}
