/** Why a value is what it is, for the audit trail: whatever there is of its words, in one line. */
export function causeOf(...words: (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== '').join(' ');
}
