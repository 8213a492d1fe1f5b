import { archiveRecord } from '../../change.ts';
import { dayEndingIn, helsinkiToday, yearsAgo } from '../helsinki-time.ts';
import { addPerson, type Scene, type SpecialCase } from './special-case.ts';

/** What lies in the recycle bin counts for nobody. HubSpot keeps it there for 90 days. */
export const archivedRecords: readonly SpecialCase[] = [
  {
    name: 'colleagues-archived',
    build: (scene) => {
      const { draft } = scene;
      const companyId = draft.company(yearsAgo(draft.now, 13));
      const contacts = [addPerson(scene, { companyId })];
      draft.activity({ type: 'calls', at: dayEndingIn(draft.now, 90), contacts, companies: [companyId] });
      for (const years of [1, 2, 3, 4, 5]) {
        const colleague = draft.contact({ createdAt: yearsAgo(draft.now, 8), companyId });
        draft.activity({ type: 'meetings', at: yearsAgo(draft.now, years), contacts: [colleague] });
        archiveRecord(draft.account, 'contacts', colleague, daysAgo(scene, 10 * years));
      }
    },
  },
  {
    name: 'newest-activities-archived',
    build: (scene) => {
      const { draft } = scene;
      const contacts = [addPerson(scene)];
      draft.activity({ type: 'postal_mail', at: dayEndingIn(draft.now, -30), contacts });
      for (const type of ['meetings', 'calls', 'emails', 'communications', 'postal_mail'] as const) {
        const id = draft.activity({ type, at: yearsAgo(draft.now, 1), contacts });
        archiveRecord(draft.account, type, id, daysAgo(scene, 20));
      }
    },
  },
  {
    name: 'company-archived',
    build: (scene) => {
      const { draft } = scene;
      const companyId = draft.company(yearsAgo(draft.now, 13));
      const contacts = [addPerson(scene, { companyId })];
      draft.activity({ type: 'meetings', at: dayEndingIn(draft.now, 90), contacts, companies: [companyId] });
      draft.activity({ type: 'calls', at: yearsAgo(draft.now, 1), companies: [companyId] });
      archiveRecord(draft.account, 'companies', companyId, daysAgo(scene, 30));
    },
  },
];

function daysAgo({ draft }: Scene, days: number): number {
  return helsinkiToday(draft.now).minus({ days }).set({ hour: 14 }).toMillis();
}
