import type { ObjectType } from '../account.ts';

type Pair = readonly [toContact: number, fromContact: number, toCompany: number, fromCompany: number];

/** HubSpot's default association type ids between activities and contacts or companies (hubspot.md 5a). */
const ENGAGEMENT_TYPE_IDS: Readonly<Record<Exclude<ObjectType, 'contacts' | 'companies'>, Pair>> = {
  calls: [194, 193, 182, 181],
  emails: [198, 197, 186, 185],
  meetings: [200, 199, 188, 187],
  notes: [202, 201, 190, 189],
  tasks: [204, 203, 192, 191],
  communications: [81, 82, 87, 88],
  postal_mail: [453, 454, 459, 460],
};

interface AssociationType {
  category: 'HUBSPOT_DEFINED';
  typeId: number;
  label: string | null;
}

/** How two records are associated: the default type, after `Primary` for a contact and its primary company. */
export function associationTypes(from: ObjectType, to: ObjectType, isPrimary: boolean): AssociationType[] {
  const types = [defined(typeId(from, to))];
  return isPrimary ? [defined(from === 'contacts' ? 1 : 2, 'Primary'), ...types] : types;
}

function defined(id: number, label: string | null = null): AssociationType {
  return { category: 'HUBSPOT_DEFINED', typeId: id, label };
}

function typeId(from: ObjectType, to: ObjectType): number {
  if (from === 'contacts' && to === 'companies') return 279;
  if (from === 'companies' && to === 'contacts') return 280;
  if (from !== 'contacts' && from !== 'companies') {
    return ENGAGEMENT_TYPE_IDS[from][to === 'companies' ? 2 : 0];
  }
  if (to === 'contacts' || to === 'companies') return 449;
  return ENGAGEMENT_TYPE_IDS[to][from === 'companies' ? 3 : 1];
}
