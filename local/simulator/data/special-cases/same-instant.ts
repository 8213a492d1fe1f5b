import { yearsAgo } from '../helsinki-time.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

/** Several activities at one instant: the type decides, then the lowest id as a number. */
export const sameInstant: readonly SpecialCase[] = [
  {
    name: 'same-instant-types',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const at = yearsAgo(scene.draft.now, 2);
      for (const type of ['postal_mail', 'communications', 'emails', 'calls'] as const) {
        scene.draft.activity({ type, at, contacts });
      }
    },
  },
  {
    name: 'same-instant-ids',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const at = yearsAgo(scene.draft.now, 3);
      // As text '1002' would come before '998'.
      for (const id of ['1002', '998', '1001']) scene.draft.activity({ id, type: 'meetings', at, contacts });
    },
  },
];
