import { mergeRecords } from '../../merge.ts';
import { dayEndingIn, helsinkiToday, yearsAgo } from '../helsinki-time.ts';
import { addPerson, type Scene, type SpecialCase } from './special-case.ts';

/** Duplicates that were merged: the survivor has the activities of all, and the old ids lead to it. */
export const mergedPeople: readonly SpecialCase[] = [
  {
    // HubSpot's default: two records become a third with a new id.
    name: 'merged-into-new-id',
    build: (scene) => {
      addPerson(scene);
      const first = duplicate(scene, -30);
      const second = duplicate(scene, 90);
      merge(scene, first);
      merge(scene, second);
    },
  },
  {
    // The account keeps the primary's id (HubSpot's beta "Primary ID preservation").
    name: 'merged-keeping-id',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      scene.draft.activity({ type: 'emails', at: dayEndingIn(scene.draft.now, -30), contacts });
      merge(scene, duplicate(scene, 120));
    },
  },
];

function duplicate({ draft }: Scene, endsIn: number): string {
  const id = draft.contact({ createdAt: yearsAgo(draft.now, 12) });
  draft.activity({ type: 'calls', at: dayEndingIn(draft.now, endsIn), contacts: [id] });
  return id;
}

function merge({ draft, contactId }: Scene, otherId: string): void {
  const at = helsinkiToday(draft.now).minus({ days: 40 }).toMillis();
  mergeRecords(draft.account, 'contacts', contactId, otherId, at, true);
}
