/** What became of long answers, by the name that the caller gave them. */
export const told = new Map<string, string[]>();
