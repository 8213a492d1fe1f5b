import type { EngagementType } from '../../account.ts';
import { dayEndingIn, yearsAgo } from '../helsinki-time.ts';
import type { Values } from '../register-draft.ts';
import { addPerson, type SpecialCase } from './special-case.ts';

/**
 * A contact whose newest activity, one year ago, is the given one, over an older one that counts whatever it holds (a
 * communication). `olderEndsIn` is how many days from today the older one's ten years end, so that a rule that
 * mistakes one for the other gives another status.
 */
export function newestActivity(
  name: string,
  type: EngagementType,
  properties: Values,
  olderEndsIn: number,
): SpecialCase {
  return {
    name,
    build: (scene) => {
      const contacts = [addPerson(scene)];
      const { draft } = scene;
      draft.activity({ type: 'communications', at: dayEndingIn(draft.now, olderEndsIn), contacts });
      draft.activity({ type, at: yearsAgo(draft.now, 1), contacts, properties });
    },
  };
}
