import { z } from 'zod';
import { parseJson } from '../../../src/parse-json.ts';
import { forgetInRuns } from '../../../src/runs/forget-in-runs.ts';
import { rowsOf } from '../read-section.ts';
import { rowOfText } from '../row-text.ts';
import type { Restored } from './register.ts';

const recordSchema = z.object({ record: z.string() });
const countsSchema = z.object({ state: z.literal('counts') });

/**
 * What was put back may name people who were erased since: the table of runs forgets them again. Gives how many there are of whom the backup
 * knows no hash; safe to repeat.
 */
export async function forgetSince(register: Restored, inBackup: ReadonlySet<string>): Promise<number> {
  const since = new Set<string>();
  for (const text of (await rowsOf(register.storage.erased, undefined)).values()) {
    const row = rowOfText(text);
    const { record = '' } = recordSchema.safeParse(row).data ?? {};
    const [contactId = '', erasureId = ''] = row.rowKey.split('|');
    const counts = countsSchema.safeParse(parseJson(record)).success;
    if (counts && !inBackup.has(`${contactId}|${erasureId}`)) since.add(contactId);
  }
  await forgetInRuns(register, since);
  return since.size;
}
