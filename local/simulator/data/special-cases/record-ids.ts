import { helsinkiToday, yearsAgo } from '../helsinki-time.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

/** Ids that say nothing of age: the lowest belongs to the newest record, the highest to the oldest. */
export const recordIds: readonly SpecialCase[] = [
  {
    name: 'lowest-id-created-last',
    contactId: '101',
    build: (scene) => {
      const { draft } = scene;
      const contacts = [addPerson(scene, { createdAt: helsinkiToday(draft.now) })];
      draft.activity({ type: 'calls', at: helsinkiToday(draft.now), contacts });
    },
  },
  {
    name: 'highest-id-created-first',
    contactId: '99000000001',
    build: (scene) => {
      const { draft } = scene;
      const contacts = [addPerson(scene, { createdAt: yearsAgo(draft.now, 16) })];
      draft.activity({ type: 'meetings', at: yearsAgo(draft.now, 14), contacts });
      draft.activity({ type: 'postal_mail', at: yearsAgo(draft.now, 8), contacts });
    },
  },
];
