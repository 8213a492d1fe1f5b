const LOOKED_AT_EVERYTHING = 'this run looked at everything.';

/** Why a run over some records became one over everything. */
export function everythingNote(why: string): string {
  return `${why}: ${LOOKED_AT_EVERYTHING}`;
}

/** Whether a text among the problems of a run only says what it did, and asks nobody to mend anything. */
export function isNote(problem: string): boolean {
  return problem.endsWith(LOOKED_AT_EVERYTHING);
}
