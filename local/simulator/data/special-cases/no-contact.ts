import type { DateTime } from 'luxon';
import { dayEndingIn, helsinkiToday, yearsAgo } from '../helsinki-time.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

/** Nobody has ever been in contact with them: the day the record was created starts the clock. */
export const noContact: readonly SpecialCase[] = [
  created('no-contact-created-this-month', (now) => helsinkiToday(now).minus({ days: 12 })),
  created('no-contact-ending-soon', (now) => dayEndingIn(now, 60)),
  created('no-contact-created-long-ago', (now) => yearsAgo(now, 12)),
  {
    name: 'only-notes-and-tasks',
    build: (scene) => {
      const { draft } = scene;
      const contacts = [addPerson(scene, { createdAt: yearsAgo(draft.now, 11) })];
      draft.activity({ type: 'notes', at: yearsAgo(draft.now, 2), contacts });
      draft.activity({ type: 'tasks', at: helsinkiToday(draft.now).plus({ days: 7 }), contacts });
    },
  },
];

function created(name: string, createdAt: (now: number) => DateTime): SpecialCase {
  return { name, build: (scene) => void addPerson(scene, { createdAt: createdAt(scene.draft.now) }) };
}
