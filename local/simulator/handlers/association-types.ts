import type { EngagementType, ObjectType } from '../account.ts';
import { invalid } from '../errors.ts';

type Target = 'contacts' | 'companies' | 'deals' | 'tickets';

/** HubSpot's default association type ids of an activity, each with that of the way back (HubSpot, "Association type IDs"). */
const ENGAGEMENTS: Readonly<
  Record<EngagementType | 'feedback_submissions', Readonly<Record<Target, readonly [to: number, from: number]>>>
> = {
  calls: { contacts: [194, 193], companies: [182, 181], deals: [206, 205], tickets: [220, 219] },
  emails: { contacts: [198, 197], companies: [186, 185], deals: [210, 209], tickets: [224, 223] },
  meetings: { contacts: [200, 199], companies: [188, 187], deals: [212, 211], tickets: [226, 225] },
  notes: { contacts: [202, 201], companies: [190, 189], deals: [214, 213], tickets: [228, 227] },
  tasks: { contacts: [204, 203], companies: [192, 191], deals: [216, 215], tickets: [230, 229] },
  communications: { contacts: [81, 82], companies: [87, 88], deals: [85, 86], tickets: [83, 84] },
  // HubSpot does not document these numbers; nobody here goes by them.
  feedback_submissions: { contacts: [98, 97], companies: [0, 0], deals: [0, 0], tickets: [0, 0] },
  postal_mail: { contacts: [453, 454], companies: [459, 460], deals: [457, 458], tickets: [455, 456] },
};

/** The same between records that are no activities. */
const RECORDS: Readonly<Record<Target, Readonly<Record<Target, number>>>> = {
  contacts: { contacts: 449, companies: 279, deals: 4, tickets: 15 },
  companies: { contacts: 280, companies: 450, deals: 342, tickets: 340 },
  deals: { contacts: 3, companies: 341, deals: 451, tickets: 27 },
  tickets: { contacts: 16, companies: 339, deals: 28, tickets: 452 },
};

interface AssociationType {
  category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  typeId: number;
  label: string | null;
}

/**
 * How two records are associated: by labels that staff gave, and by the default type, after `Primary` for a contact and its primary
 * company.
 */
export function associationTypes(
  from: ObjectType,
  to: ObjectType,
  isPrimary: boolean,
  labels: readonly string[] = [],
): AssociationType[] {
  const given = labels.map(
    (label, index): AssociationType => ({ category: 'USER_DEFINED', typeId: 1_001 + index, label }),
  );
  const types = [...given, defined(typeId(from, to))];
  return isPrimary ? [defined(from === 'contacts' ? 1 : 2, 'Primary'), ...types] : types;
}

function defined(id: number, label: string | null = null): AssociationType {
  return { category: 'HUBSPOT_DEFINED', typeId: id, label };
}

function typeId(from: ObjectType, to: ObjectType): number {
  if (isTarget(from)) return isTarget(to) ? RECORDS[from][to] : ENGAGEMENTS[to][from][1];
  if (isTarget(to)) return ENGAGEMENTS[from][to][0];
  throw invalid(`There are no associations between ${from} and ${to}`);
}

function isTarget(type: ObjectType): type is Target {
  return type in RECORDS;
}
