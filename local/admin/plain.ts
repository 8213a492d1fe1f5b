/** A text from elsewhere as it can be shown on a terminal: nothing in it moves the cursor or changes colours. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
