import { canonicalJson } from './canonical.ts';

/** Causes and reasons are codes, ids and short texts; a longer one is cut, for many must fit into one entry. */
const LONGEST = 1_000;

/** The text, or as much of its beginning as its canonical JSON may take, with `…` behind it. */
export function shortened(text: string): string {
  if (canonicalJson(text).length <= LONGEST) return text;
  let end = Math.min(text.length, LONGEST);
  while (canonicalJson(text.slice(0, end)).length >= LONGEST) end = Math.floor(end * 0.9);
  return `${text.slice(0, end)}…`;
}
