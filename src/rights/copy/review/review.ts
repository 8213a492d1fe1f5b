import { formatInstant } from '../../../register/instant.ts';
import { ACTIVITY_TYPES, type ActivityType } from '../../../policy/activity-types.ts';
import { textOf } from '../../../register/value.ts';
import type { PersonRequest } from '../../requests/request.ts';
import { conversationPart, conversationsOf, type ReadConversation, strangersIn } from '../gather/conversations.ts';
import { type ReadContact, readContacts } from '../gather/contacts.ts';
import type { CopyContext, Gathering } from '../gather/context.ts';
import { decidedOf } from '../gather/decided.ts';
import { engagementPart, isText } from '../gather/engagement.ts';
import { engagementsOf, SCOPE_OF_TYPE } from '../gather/engagements.ts';
import { isOfUsers } from '../gather/others.ts';
import { type NameFinder, nameFinder } from './names.ts';
import { othersAround } from './others.ts';

/** What an officer looks at before the decision on an access request: where a copy may tell of other people (Art. 15(4)). */
export interface CopyReview {
  readonly requestId: string;
  readonly asOf: string;
  /** Engagements with other people: their texts are in the copy only if they are granted by this subject. */
  readonly withOthers: readonly WithOthers[];
  /** The person's own texts in which others seem to be named, and e-mails that others got as well. Hints: what is not here may name somebody all the same. */
  readonly hints: readonly Hint[];
  /** Scopes that the token lacks: what they hide was not looked at. */
  readonly missingScopes: readonly string[];
}

interface WithOthers {
  readonly subject: string;
  readonly contactId: string;
  readonly type: ActivityType;
  readonly at: string | null;
  readonly othersCount: number;
}

interface Hint {
  readonly subject: string;
  readonly contactId: string;
  readonly at: string | null;
  /** Names and addresses as they are found: they are in the answer alone. */
  readonly found: readonly string[];
}

/** Looks through everything that a copy would hold. Throws `CopyError` or `HubSpotError` where something could not be read. */
export async function reviewCopy(context: CopyContext, request: PersonRequest): Promise<CopyReview> {
  const gathering: Gathering = { ...context, asOf: context.now(), decided: decidedOf({ decision: null }) };
  const { contacts } = await readContacts(context.hubspot, request.contactIds);
  const ids = new Set([...request.contactIds, ...contacts.flatMap(({ mergedIds }) => mergedIds)]);
  const withOthers: WithOthers[] = [];
  const hints: Hint[] = [];
  const missing = new Set<string>();
  for (const contact of contacts) {
    const others = await othersAround(context.hubspot, contact, ids);
    const finder = nameFinder(others, { lastname: textOf(contact.record.properties, 'lastname') });
    hints.push(...hintsInProperties(contact, finder));
    for (const type of ACTIVITY_TYPES) {
      const theirs = await engagementsOf(gathering, type, { contact, ids });
      if (theirs === undefined) {
        missing.add(SCOPE_OF_TYPE[type] ?? 'crm.objects.contacts.read');
        continue;
      }
      for await (const page of theirs.pages) {
        for (const one of page) {
          const part = engagementPart(gathering, theirs.reader, one);
          const subject = `${type}:${part.id}`;
          const { contactId, at, othersCount } = part;
          if (othersCount > 0) withOthers.push({ subject, contactId, type, at, othersCount });
          const texts = [...part.texts.map(({ text }) => text), ...part.details.map(({ value }) => value)];
          const found = foundIn(texts, one.strangers, finder);
          if (found.length > 0) hints.push({ subject, contactId, at, found });
        }
      }
    }
    const conversations = await conversationsOf(gathering, contact, ids);
    if (conversations.kind === 'missing_scope') missing.add(conversations.scope);
    if (conversations.kind === 'read')
      hints.push(...(await hintsInConversations(gathering, conversations.each, finder)));
  }
  return { requestId: request.id, asOf: formatInstant(gathering.asOf), withOthers, hints, missingScopes: [...missing] };
}

async function hintsInConversations(
  gathering: Gathering,
  conversations: AsyncIterable<ReadConversation>,
  finder: NameFinder,
): Promise<Hint[]> {
  const hints: Hint[] = [];
  for await (const one of conversations) {
    const { id, contactId, createdAt: at, messages } = conversationPart(gathering, one);
    const texts = messages.flatMap(({ subject, text, attachments }) => [subject ?? '', text, ...attachments]);
    const found = foundIn(texts, strangersIn(one), finder);
    if (found.length > 0) hints.push({ subject: `conversations:${id}`, contactId, at, found });
  }
  return hints;
}

/** Others around something, and whoever seems to be named in its texts, each once. */
function foundIn(texts: readonly string[], strangers: readonly string[], finder: NameFinder): string[] {
  return [...new Set([...strangers, ...texts.flatMap((text) => finder.find(text))])];
}

/** What staff wrote into properties of the contact. */
function hintsInProperties({ id, record, history, definitions }: ReadContact, finder: NameFinder): Hint[] {
  return [...definitions.values()].flatMap((definition): Hint[] => {
    const { name } = definition;
    if (!isText(definition) || isOfUsers(definition)) return [];
    const texts = [record.properties[name] ?? '', ...(history.get(name) ?? []).map(({ value }) => value)];
    const found = [...new Set(texts.flatMap((text) => finder.find(text)))];
    return found.length === 0 ? [] : [{ subject: `property:${name}`, contactId: id, at: null, found }];
  });
}
