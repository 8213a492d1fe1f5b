import { readAssociations } from '../../../hubspot/associations.ts';
import { type MissingScope, orMissingScope } from '../../../hubspot/missing-scope.ts';
import { readPropertyDefinitions } from '../../../hubspot/property-definitions.ts';
import { readHistories } from '../../../hubspot/property-history.ts';
import { readManyRecords } from '../../../hubspot/read-many.ts';
import { type Access, readRecord } from '../../../hubspot/records.ts';
import type { Policy } from '../../../policy/schema.ts';
import { compareIds } from '../../../register/service-contact.ts';
import { textOf } from '../../../register/value.ts';
import { companyPropertiesOf } from '../../../facts/policy-properties.ts';
import type { PartOf } from '../parts.ts';
import type { ReadContact } from './contacts.ts';
import type { ReadObject } from './entries.ts';
import { unread } from './errors.ts';

const SCOPE = 'crm.objects.companies.read';
const AT_ONCE = 4;

interface ReadCompanies {
  readonly kind: 'read';
  /** The primary one with what the policy names of it; `undefined` where there is none, or HubSpot has it no more. */
  readonly primary: ReadObject | undefined;
  readonly part: PartOf<'companies'>;
}

/** The companies of a contact. Throws `CopyError` when one cannot be read. */
export async function readCompanies(
  hubspot: Access,
  contact: ReadContact,
  policy: Policy,
): Promise<ReadCompanies | MissingScope> {
  return orMissingScope(readAll(hubspot, contact, policy), SCOPE);
}

async function readAll(hubspot: Access, contact: ReadContact, policy: Policy): Promise<ReadCompanies> {
  const primary = await readPrimary(hubspot, textOf(contact.record.properties, 'associatedcompanyid'), policy);
  const links = await readAssociations(hubspot, 'contacts', 'companies', [contact.id], { withLabels: true });
  const ids = links.of.get(contact.id);
  if (ids === undefined) throw unread(`The companies of contact ${contact.id} could not be read`);
  const all = [...new Set([...(primary === undefined ? [] : [primary.record.id]), ...ids])].toSorted(compareIds);
  const { found, unread: failed } = await readManyRecords(hubspot, 'companies', all, ['name'], AT_ONCE);
  for (const [id, reason] of failed) throw unread(`Company ${id} could not be read (${reason})`);
  const companies = all.map((id) => ({
    id,
    name: found.get(id)?.properties.name ?? primaryName(primary, id),
    isPrimary: primary?.record.id === id,
    labels: [...(links.labels.get(contact.id)?.get(id) ?? [])],
  }));
  return { kind: 'read', primary, part: { part: 'companies', contactId: contact.id, companies } };
}

function primaryName(primary: ReadObject | undefined, id: string): string | null {
  return primary?.record.id === id ? (primary.record.properties.name ?? null) : null;
}

/** A company that was merged into another answers as that one, and one in the recycle bin is still what the contact names. */
async function readPrimary(hubspot: Access, named: string, policy: Policy): Promise<ReadObject | undefined> {
  if (!/^\d{1,19}$/.test(named)) return undefined;
  const { properties } = await readPropertyDefinitions(hubspot, 'companies');
  const definitions = new Map(properties.map((one) => [one.name, one]));
  const names = [...new Set(['name', ...companyPropertiesOf(policy)])].filter((name) => definitions.has(name));
  const live = await readRecord(hubspot, 'companies', named, names);
  if (live === undefined) {
    const archived = await readRecord(hubspot, 'companies', named, names, 'bin');
    return archived === undefined ? undefined : { record: archived, history: new Map(), definitions };
  }
  const { found, unread: failed } = await readHistories(hubspot, 'companies', [live.id], names, names);
  const read = found.get(live.id);
  if (read === undefined) throw unread(`Company ${live.id} could not be read (${failed.get(live.id) ?? 'no answer'})`);
  return { ...read, definitions };
}
