import { BackupError } from '../errors.ts';
import type { Content } from '../section-files.ts';
import { MERGED, SECTIONS } from '../sections.ts';
import { mergeErased, mergeFloors, putMissing } from './merge-erased.ts';
import { rowsOf } from '../read-section.ts';
import { isEmpty, putTexts } from './put-rows.ts';
import type { Restored } from './register.ts';

/** What a backup holds, by the name of a section: one at a time, for the trail is long. */
export type Contents = (section: string) => Promise<Content>;

/** Sections that hold something: they are left as they are found. Throws `BackupError` (`not_empty`) unless `merge`. */
export async function sectionsToKeep({ storage }: Restored, merge: boolean): Promise<string[]> {
  const kept: string[] = [];
  for (const { name, table, filter } of SECTIONS) {
    if (!MERGED.includes(name) && !(await isEmpty(storage[table], filter))) kept.push(name);
  }
  if (kept.length === 0 || merge) return kept;
  const told = `There is something in the tables already (${kept.join(', ')}).`;
  throw new BackupError(
    'not_empty',
    `${told} To leave that as it is and put back only what is gone, repeat the command with --merge; to put back all, empty those tables first.`,
  );
}

/** Puts back all sections but those that are kept; safe to repeat. */
export async function putSections(register: Restored, contents: Contents, kept: readonly string[]): Promise<void> {
  for (const { name, table, filter } of SECTIONS) {
    if (kept.includes(name)) continue;
    const content = await contents(name);
    if (name === 'floors') await mergeFloors(register, content);
    else if (name === 'erased') await mergeErased(register, content);
    else if (name === 'state')
      await putMissing(register.storage[table], content, await rowsOf(register.storage[table], filter));
    else await putTexts(register.storage[table], content.values());
  }
}
