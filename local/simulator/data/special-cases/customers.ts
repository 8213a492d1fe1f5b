import { dayEndingIn, yearsAgo } from '../helsinki-time.ts';
import { addPerson, type Scene, type SpecialCase } from './special-case.ts';

/** The customer clock: the company's own activities and the colleagues. */
export const customers: readonly SpecialCase[] = [
  {
    name: 'company-activity-newer',
    build: (scene) => {
      const { draft } = scene;
      const { contacts, companies } = employed(scene);
      draft.activity({ type: 'meetings', at: dayEndingIn(draft.now, -30), contacts, companies });
      draft.activity({ type: 'emails', at: yearsAgo(draft.now, 3), companies });
    },
  },
  {
    name: 'colleague-newer',
    build: (scene) => {
      const { draft } = scene;
      const { contacts, companies, companyId } = employed(scene);
      const colleague = draft.contact({ createdAt: yearsAgo(draft.now, 9), companyId });
      draft.activity({ type: 'calls', at: dayEndingIn(draft.now, 90), contacts, companies });
      draft.activity({ type: 'meetings', at: yearsAgo(draft.now, 2), contacts: [colleague] });
    },
  },
  {
    name: 'colleague-and-company-at-once',
    build: (scene) => {
      const { draft } = scene;
      const { companies, companyId } = employed(scene);
      const colleague = draft.contact({ createdAt: yearsAgo(draft.now, 9), companyId });
      draft.activity({ type: 'meetings', at: yearsAgo(draft.now, 2), contacts: [colleague], companies });
    },
  },
  {
    name: 'own-and-company-at-once',
    build: (scene) => {
      const { draft } = scene;
      const { contacts, companies } = employed(scene);
      draft.activity({ type: 'postal_mail', at: yearsAgo(draft.now, 5), contacts });
      draft.activity({ type: 'meetings', at: yearsAgo(draft.now, 5), companies });
    },
  },
  {
    name: 'no-company',
    build: (scene) => {
      const contacts = [addPerson(scene)];
      scene.draft.activity({ type: 'communications', at: yearsAgo(scene.draft.now, 7), contacts });
    },
  },
  { name: 'company-without-activity', build: (scene) => void employed(scene) },
  {
    // The company is left without contacts but keeps its activities.
    name: 'left-company-without-contacts',
    build: (scene) => {
      const { draft } = scene;
      const contacts = [addPerson(scene)];
      const companies = [draft.company(yearsAgo(draft.now, 13))];
      draft.activity({ type: 'meetings', at: yearsAgo(draft.now, 4), contacts, companies });
      draft.activity({ type: 'calls', at: yearsAgo(draft.now, 1), companies });
    },
  },
];

function employed(scene: Scene): { contacts: string[]; companies: string[]; companyId: string } {
  const companyId = scene.draft.company(yearsAgo(scene.draft.now, 13));
  return { contacts: [addPerson(scene, { companyId })], companies: [companyId], companyId };
}
