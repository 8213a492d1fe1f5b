import { CopyIncompleteError } from './errors.ts';
import { COPY_SCHEMA } from './json-schema.ts';
import type { CopyPart, CopyParts } from './parts.ts';

type Kind = CopyPart['part'];

/** Where a part stands in the document: at its top or under its contact, on its own or in a list of its kind. */
interface Place {
  readonly key: string;
  readonly of: 'document' | 'contact';
  readonly isListed?: boolean;
}

const PLACES: Readonly<Record<Kind, Place>> = {
  cover: { key: 'cover', of: 'document' },
  purposes: { key: 'purposes', of: 'document' },
  recipients: { key: 'recipients', of: 'document' },
  rights: { key: 'rights', of: 'document' },
  contact: { key: 'contact', of: 'contact' },
  retention: { key: 'retention', of: 'contact' },
  category: { key: 'categories', of: 'contact', isListed: true },
  other_properties: { key: 'otherProperties', of: 'contact' },
  companies: { key: 'companies', of: 'contact' },
  engagement: { key: 'engagements', of: 'contact', isListed: true },
  conversation: { key: 'conversations', of: 'contact', isListed: true },
  feedback: { key: 'feedback', of: 'contact', isListed: true },
  consents: { key: 'consents', of: 'contact' },
  subscriptions: { key: 'subscriptions', of: 'contact' },
  lists: { key: 'lists', of: 'contact' },
  marketing_events: { key: 'marketingEvents', of: 'contact' },
  relations: { key: 'relations', of: 'contact' },
  other_records: { key: 'otherRecords', of: 'contact' },
  files: { key: 'files', of: 'contact' },
  requests: { key: 'requests', of: 'document' },
  disclosures: { key: 'disclosures', of: 'document' },
  left_out: { key: 'leftOut', of: 'document' },
  places: { key: 'places', of: 'document' },
  end: { key: 'end', of: 'document' },
};

const encoder = new TextEncoder();

/**
 * The copy as one JSON document in UTF-8 (`docs/access-copy.schema.json`), written part by part: nothing but the part at hand is held.
 * Throws `CopyIncompleteError` when the parts end before their end; what was written by then is no JSON.
 */
export async function* writeJson(parts: CopyParts): AsyncGenerator<Uint8Array> {
  const writer = new DocumentWriter();
  let last: Kind | undefined;
  for await (const part of parts) {
    last = part.part;
    yield encoder.encode(writer.write(part));
  }
  if (last !== 'end') throw new CopyIncompleteError();
  yield encoder.encode('\n}\n');
}

/** Knows which list and which contact are open. */
class DocumentWriter {
  #list: Kind | undefined;
  #isInContact = false;
  #hasContacts = false;

  write(part: CopyPart): string {
    const { key, of, isListed = false } = PLACES[part.part];
    const value = JSON.stringify(bare(part));
    if (part.part === 'cover') return `${beginning(part.asOf)},\n"${key}": ${value}`;
    if (isListed && this.#list === part.part) return `,\n${value}`;
    const before = this.#closeList() + (of === 'document' ? this.#toDocument(part.part) : this.#toContact(part.part));
    if (!isListed) return `${before}"${key}": ${value}`;
    this.#list = part.part;
    return `${before}"${key}": [\n${value}`;
  }

  #closeList(): string {
    const isOpen = this.#list !== undefined;
    this.#list = undefined;
    return isOpen ? '\n]' : '';
  }

  #toContact(kind: Kind): string {
    if (kind !== 'contact') return ',\n';
    const before = this.#isInContact ? '\n}' : '';
    const list = this.#hasContacts ? ',\n' : ',\n"contacts": [\n';
    this.#isInContact = true;
    this.#hasContacts = true;
    return `${before}${list}{\n`;
  }

  /** Parts of people end where one of the document follows them; a copy of nobody has an empty list. */
  #toDocument(kind: Kind): string {
    if (this.#isInContact) {
      this.#isInContact = false;
      return '\n}\n],\n';
    }
    if (this.#hasContacts || OPENING.has(kind)) return ',\n';
    this.#hasContacts = true;
    return ',\n"contacts": [],\n';
  }
}

function beginning(generatedAt: string): string {
  return `{\n"schema": ${JSON.stringify(COPY_SCHEMA)},\n"generatedAt": ${JSON.stringify(generatedAt)}`;
}

const OPENING: ReadonlySet<Kind> = new Set(['cover', 'purposes', 'recipients', 'rights']);

/** Where a part stands says what it is, and whose. */
function bare(part: CopyPart): object {
  const { part: kind, ...rest } = part;
  if (kind === 'contact' || !('contactId' in rest)) return rest;
  const { contactId: _, ...others } = rest;
  return others;
}
