/** Ids of contacts as texts of the program name them: `contact 101`, `contact:101`, and in addresses `/contacts/101`. */
const NAMED = /\b(contacts?[ :/|])(\d{1,19})\b/g;

/** The text without the ids of these contacts. */
export function withoutContacts(text: string, ids: ReadonlySet<string>): string {
  return text.replaceAll(NAMED, (whole, word: string, id: string) => (ids.has(id) ? `${word}…` : whole));
}
