import type { Intent } from './trail.ts';

/**
 * Rows of the transaction that concludes: its head, the deleted open row and the index rows of at most two runs are four
 * of the 100; each subject adds its events and one index row.
 */
const ROWS_FOR_SUBJECTS = 96;

/**
 * Groups intents so that the outcomes of each group, too, fit into one transaction. The changes of one subject may fall into
 * two groups: a full transaction is what makes an audited change cheap.
 */
export function packed(intents: readonly Intent[]): Intent[][] {
  const groups: Intent[][] = [];
  let group: Intent[] = [];
  let room = ROWS_FOR_SUBJECTS;
  for (const intent of intents) {
    let { changes } = intent;
    while (changes.length > 0) {
      // A subject takes a row that leads to it, and one for each outcome.
      if (room < 2) {
        groups.push(group);
        [group, room] = [[], ROWS_FOR_SUBJECTS];
      }
      const fitting = changes.slice(0, room - 1);
      group.push({ ...intent, changes: fitting });
      room -= fitting.length + 1;
      changes = changes.slice(fitting.length);
    }
  }
  return group.length > 0 ? [...groups, group] : groups;
}
