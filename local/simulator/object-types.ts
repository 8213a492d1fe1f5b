import { OBJECT_TYPES, type ObjectType } from './account.ts';
import { invalid } from './errors.ts';

interface TypeFacts {
  typeId: string;
  /** As HubSpot writes the type in error messages and association results. */
  singular: string;
  modifiedDate: string;
  createDate: string;
  readScopes: readonly string[];
  writeScopes: readonly string[];
  /** Any of these lets its property definitions be read. */
  schemaReadScopes: readonly string[];
  schemaWriteScopes: readonly string[];
}

const CONTACTS_READ = 'crm.objects.contacts.read';
const CONTACTS_WRITE = 'crm.objects.contacts.write';
const CONTACT_SCHEMAS = {
  schemaReadScopes: ['crm.schemas.contacts.read', CONTACTS_READ],
  schemaWriteScopes: ['crm.schemas.contacts.write'],
};

/** Engagements are governed by the contacts scopes; e-mails need one more. */
function engagement(typeId: string, singular: string, moreScopes: readonly string[] = []): TypeFacts {
  return {
    typeId,
    singular,
    modifiedDate: 'hs_lastmodifieddate',
    createDate: 'hs_createdate',
    readScopes: [CONTACTS_READ, ...moreScopes],
    writeScopes: [CONTACTS_WRITE, ...moreScopes],
    ...CONTACT_SCHEMAS,
  };
}

export const TYPE_FACTS: Readonly<Record<ObjectType, TypeFacts>> = {
  contacts: {
    typeId: '0-1',
    singular: 'contact',
    modifiedDate: 'lastmodifieddate',
    createDate: 'createdate',
    readScopes: [CONTACTS_READ],
    writeScopes: [CONTACTS_WRITE],
    ...CONTACT_SCHEMAS,
  },
  companies: {
    typeId: '0-2',
    singular: 'company',
    modifiedDate: 'hs_lastmodifieddate',
    createDate: 'createdate',
    readScopes: ['crm.objects.companies.read'],
    writeScopes: ['crm.objects.companies.write'],
    schemaReadScopes: ['crm.schemas.companies.read', 'crm.objects.companies.read'],
    schemaWriteScopes: ['crm.schemas.companies.write'],
  },
  deals: {
    typeId: '0-3',
    singular: 'deal',
    modifiedDate: 'hs_lastmodifieddate',
    createDate: 'createdate',
    readScopes: ['crm.objects.deals.read'],
    writeScopes: ['crm.objects.deals.write'],
    schemaReadScopes: ['crm.schemas.deals.read', 'crm.objects.deals.read'],
    schemaWriteScopes: ['crm.schemas.deals.write'],
  },
  tickets: {
    typeId: '0-5',
    singular: 'ticket',
    modifiedDate: 'hs_lastmodifieddate',
    createDate: 'createdate',
    readScopes: ['tickets'],
    writeScopes: ['tickets'],
    schemaReadScopes: ['tickets'],
    schemaWriteScopes: ['tickets'],
  },
  feedback_submissions: {
    typeId: '0-19',
    singular: 'feedback_submission',
    modifiedDate: 'hs_lastmodifieddate',
    createDate: 'hs_createdate',
    readScopes: [CONTACTS_READ, 'crm.objects.feedback_submissions.read'],
    // Nobody writes one (HubSpot, "Survey responses").
    writeScopes: ['crm.objects.feedback_submissions.write'],
    schemaReadScopes: [CONTACTS_READ],
    schemaWriteScopes: ['crm.schemas.contacts.write'],
  },
  communications: engagement('0-18', 'communication'),
  tasks: engagement('0-27', 'task'),
  notes: engagement('0-46', 'note'),
  meetings: engagement('0-47', 'meeting_event'),
  calls: engagement('0-48', 'call'),
  emails: engagement('0-49', 'email', ['sales-email-read']),
  postal_mail: engagement('0-116', 'postal_mail'),
};

const BY_NAME = new Map<string, ObjectType>();
for (const type of OBJECT_TYPES) {
  BY_NAME.set(type, type);
  BY_NAME.set(TYPE_FACTS[type].typeId, type);
  BY_NAME.set(TYPE_FACTS[type].singular, type);
}

/** The type a path or an `associations` parameter names, by name, singular or type id. */
export function findObjectType(name: string): ObjectType | undefined {
  return BY_NAME.get(name);
}

/** The type a path names; 400 when HubSpot would not know it. */
export function objectType(name: string): ObjectType {
  const type = findObjectType(name);
  if (!type) throw invalid(`Unable to infer object type from: ${name}`);
  return type;
}
