import { type Check, checkOf } from '../check.ts';
import type { HealthFacts } from '../facts.ts';

/** Which version of the program runs, on tables of which version. Of storage that does not answer `storage` tells. */
export function checkVersion({ version: { app, known, found } }: Pick<HealthFacts, 'version'>): Check {
  const facts = { app, tables: found.known ? found.value : found.reason };
  if (!found.known || found.value <= known) return checkOf('version', [], facts);
  const reason = `The tables were changed by a newer program (version ${found.value}; this one knows ${known}), and are left alone.`;
  const action = 'Deploy the newer program again, or restore a backup from before it (docs/backup.md).';
  return checkOf('version', [{ status: 'failed', reason, action }], facts);
}
