import { yearsAgo } from '../helsinki-time.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

/** How many e-mails the busiest contact has: more than one page of associations holds. */
const MANY_EMAILS = 610;

/** So many of one type that reading their associations takes several pages; the newest is on neither edge of them. */
export const manyActivities: readonly SpecialCase[] = [
  {
    name: 'many-emails',
    build: (scene) => {
      const { draft } = scene;
      const contacts = [addPerson(scene)];
      const newest = yearsAgo(draft.now, 1);
      for (let index = 0; index < MANY_EMAILS; index += 1) {
        // 307 shares no factor with 610, so every day of the row is met once.
        draft.activity({ type: 'emails', at: newest.minus({ days: ((index + 400) * 307) % MANY_EMAILS }), contacts });
      }
    },
  },
];
