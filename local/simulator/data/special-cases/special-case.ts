import type { DateTime } from 'luxon';
import { yearsAgo } from '../helsinki-time.ts';
import type { RegisterDraft, Values } from '../register-draft.ts';

/** Where a special case is built: the draft of the register, and the id its contact must get. */
export interface Scene {
  readonly draft: RegisterDraft;
  readonly contactId: string;
  readonly name: string;
}

/** One situation of one live contact that the register must decide right. */
export interface SpecialCase {
  readonly name: string;
  /** Only where the id itself is the point; otherwise the case gets one from its place in the index. */
  readonly contactId?: string;
  build(scene: Scene): void;
}

export interface CasePerson {
  /** 13 years ago when nothing else is said. */
  createdAt?: DateTime;
  companyId?: string;
  properties?: Values;
}

/** Adds the contact of the case, whose job title names the case to whoever looks at it in HubSpot. */
export function addPerson({ draft, contactId, name }: Scene, person: CasePerson = {}): string {
  return draft.contact({
    id: contactId,
    createdAt: person.createdAt ?? yearsAgo(draft.now, 13),
    ...(person.companyId === undefined ? {} : { companyId: person.companyId }),
    properties: { ...person.properties, jobtitle: `Erikoistapaus ${name}` },
  });
}
