import type { DateTime } from 'luxon';
import { recordOf } from '../../change.ts';
import { mergeRecords } from '../../merge.ts';
import { dayEndingIn, helsinkiToday, yearsAgo } from '../helsinki-time.ts';
import { addPerson, type Scene, type SpecialCase } from './special-case.ts';

/** The pair of colleagues needs to know of each other. */
const FIRST_OF_PAIR = '301';
const SECOND_OF_PAIR = '302';

/**
 * People whose time has ended and on whom staff decide later (`staff-decisions.ts`): with activities of their own alone, with
 * their company, and with others.
 */
export const peopleToErase: readonly SpecialCase[] = [
  {
    // Activities of every class, and of every type that is theirs alone.
    name: 'erase-decided',
    build: (scene) => {
      const { draft } = scene;
      const companyId = draft.company(yearsAgo(draft.now, 13));
      const contacts = [addPerson(scene, { companyId })];
      const other = draft.contact({ createdAt: yearsAgo(draft.now, 12) });
      for (const type of ['meetings', 'calls', 'emails', 'communications', 'postal_mail', 'notes', 'tasks'] as const) {
        draft.activity({ type, at: longAgo(scene), contacts });
      }
      draft.activity({ type: 'meetings', at: longAgo(scene), contacts, companies: [companyId] });
      draft.activity({ type: 'emails', at: longAgo(scene), contacts, companies: [companyId] });
      draft.activity({ type: 'calls', at: longAgo(scene), contacts: [...contacts, other] });
      const dealNote = draft.activity({ type: 'notes', at: longAgo(scene), contacts });
      draft.matter('deals', longAgo(scene), 'Johdon valmennusohjelma', { notes: dealNote, companies: companyId });
      const ticketMail = draft.activity({ type: 'emails', at: longAgo(scene), contacts });
      draft.matter('tickets', longAgo(scene), 'Laskun oikaisu', { emails: ticketMail });
    },
  },
  endedAlone('erase-held'),
  endedAlone('erase-restricted'),
  endedAlone('erase-by-workflow'),
  endedAlone('erase-by-import'),
  {
    name: 'erase-pair-first',
    contactId: FIRST_OF_PAIR,
    build: (scene) => {
      const companyId = scene.draft.company(yearsAgo(scene.draft.now, 13));
      const contacts = [addPerson(scene, { companyId })];
      scene.draft.activity({ type: 'calls', at: longAgo(scene), contacts, companies: [companyId] });
    },
  },
  {
    name: 'erase-pair-second',
    contactId: SECOND_OF_PAIR,
    build: (scene) => {
      const { draft } = scene;
      const { associatedcompanyid: companyId = '' } = recordOf(draft.account, 'contacts', FIRST_OF_PAIR).properties;
      const contacts = [addPerson(scene, { companyId })];
      draft.activity({ type: 'notes', at: longAgo(scene), contacts });
      draft.activity({ type: 'meetings', at: longAgo(scene), contacts: [FIRST_OF_PAIR, ...contacts] });
    },
  },
  {
    // The duplicate's address stays as an additional one.
    name: 'erase-merged',
    build: (scene) => {
      const { draft, contactId } = scene;
      const contacts = [addPerson(scene)];
      draft.activity({ type: 'emails', at: longAgo(scene), contacts });
      const duplicate = draft.contact({ createdAt: yearsAgo(draft.now, 12) });
      draft.activity({ type: 'calls', at: longAgo(scene).minus({ days: 20 }), contacts: [duplicate] });
      const at = helsinkiToday(draft.now).minus({ days: 45 }).toMillis();
      mergeRecords(draft.account, 'contacts', contactId, duplicate, at, true);
    },
  },
  {
    name: 'erase-several-addresses',
    build: (scene) => {
      const hs_additional_emails = 'vanha.osoite.901@kotiposti.fi.example;toinen.osoite.902@kotiposti.fi.example';
      const contacts = [addPerson(scene, { properties: { hs_additional_emails } })];
      scene.draft.activity({ type: 'emails', at: longAgo(scene), contacts });
    },
  },
];

/** A contact of ten years and thirty days ago. */
function longAgo({ draft }: Scene): DateTime {
  return dayEndingIn(draft.now, -30);
}

function endedAlone(name: string): SpecialCase {
  return {
    name,
    build: (scene) => {
      const contacts = [addPerson(scene)];
      scene.draft.activity({ type: 'emails', at: longAgo(scene), contacts });
    },
  };
}
