import { type Check, checkOf } from '../check.ts';
import type { HealthFacts } from '../facts.ts';

/** Which version of the program runs, and whether it may use the tables. Of storage that does not answer `storage` tells. */
export function checkVersion({ version: { app, tables, closed } }: Pick<HealthFacts, 'version'>): Check {
  const facts = { app, tables };
  if (!closed.known || closed.value === undefined) return checkOf('version', [], facts);
  const { why, action } = closed.value;
  return checkOf('version', [{ status: 'failed', reason: `${why}.`, action: sentence(action) }], facts);
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
