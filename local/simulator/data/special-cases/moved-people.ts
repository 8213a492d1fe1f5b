import { associate } from '../../change.ts';
import { yearsAgo } from '../helsinki-time.ts';
import { addPerson, type Scene, type SpecialCase } from './special-case.ts';

/** Somebody changed employer: what was done with them then stays associated with the old company. */
export const movedPeople: readonly SpecialCase[] = [
  {
    name: 'moved-company',
    build: (scene) => {
      const oldCompanyId = scene.draft.company(yearsAgo(scene.draft.now, 13));
      leave(scene, oldCompanyId, () => {
        const companyId = scene.draft.company(yearsAgo(scene.draft.now, 2));
        const mover = addPerson(scene, { companyId });
        scene.draft.activity({ type: 'calls', at: yearsAgo(scene.draft.now, 2), companies: [companyId] });
        return mover;
      });
    },
  },
  {
    name: 'left-behind-at-old-company',
    build: (scene) => {
      const companyId = scene.draft.company(yearsAgo(scene.draft.now, 13));
      addPerson(scene, { companyId });
      leave(scene, companyId, () => {
        const next = scene.draft.company(yearsAgo(scene.draft.now, 2));
        return scene.draft.contact({ createdAt: yearsAgo(scene.draft.now, 8), companyId: next });
      });
    },
  },
];

/** The mover keeps a looser association with the old company, and its meetings with them stay there. */
function leave({ draft }: Scene, oldCompanyId: string, addMover: () => string): void {
  const mover = addMover();
  associate(draft.account, 'contacts', mover, 'companies', oldCompanyId);
  for (const years of [1, 3, 6]) {
    draft.activity({
      type: 'meetings',
      at: yearsAgo(draft.now, years),
      contacts: [mover],
      companies: [oldCompanyId],
    });
  }
}
