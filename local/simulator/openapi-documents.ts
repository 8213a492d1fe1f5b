import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const VERSION = '2026-09';

/** Types whose document has another name; deals, tickets and answers to surveys are described by the one for any object. */
const OBJECT_DOCUMENTS: Readonly<Record<string, string>> = {
  postal_mail: 'postalMail',
  deals: 'objects',
  tickets: 'objects',
  feedback_submissions: 'objects',
};

const PREFIX_DOCUMENTS: Readonly<Record<string, string>> = {
  '/crm/associations/': 'associations',
  '/crm/properties/': 'properties',
  // It has no document of its own here: an amendment describes it in this one.
  '/crm/property-validations/': 'properties',
  '/account-info/': 'accountInfo',
  '/communication-preferences/': 'subscriptions',
  '/crm/lists/': 'lists',
};

/** Paths that this project describes itself, for want of a document of HubSpot's (`own-documents.ts`). */
const OWN_DOCUMENTS: Readonly<Record<string, string>> = {
  '/marketing/marketing-events/': 'marketingEvents',
  '/conversations/conversations/': 'conversations',
};

/** Names of the documents the check needs, without `.json`. */
export const DOCUMENT_NAMES: readonly string[] = [
  'contacts',
  'companies',
  'meetings',
  'calls',
  'emails',
  'communications',
  'postalMail',
  'notes',
  'tasks',
  'objects',
  ...new Set(Object.values(PREFIX_DOCUMENTS)),
];

/** The document that describes a path, by name. */
export function documentFor(pathname: string): string | undefined {
  const type = /^\/crm\/objects\/[^/]+\/(?<type>[^/]+)/u.exec(pathname)?.groups?.type;
  if (type !== undefined) return OBJECT_DOCUMENTS[type] ?? type;
  return Object.entries({ ...PREFIX_DOCUMENTS, ...OWN_DOCUMENTS }).find(([prefix]) => pathname.startsWith(prefix))?.[1];
}

/**
 * Reads the documents from a folder that holds them flat, or from a clone of HubSpot's collection, where each lies in a
 * folder of its version. Throws when one is missing.
 */
export function readDocuments(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    DOCUMENT_NAMES.map((name) => {
      const file = files.find((one) => one === `${name}.json` || one.endsWith(path.join(VERSION, `${name}.json`)));
      if (file === undefined) throw new RangeError(`No ${VERSION} document ${name}.json in ${folder}`);
      return [name, readFileSync(path.join(folder, file), 'utf8')];
    }),
  );
}
