import type { CopyPart, CopyParts } from '../parts.ts';
import { coverBlocks, purposesBlocks, recipientsBlocks, rightsBlocks } from './about.ts';
import { type Block, heading } from './block.ts';
import { endBlocks, leftOutBlocks, placesBlocks } from './closing.ts';
import { conversationBlocks, feedbackBlocks } from './conversations.ts';
import {
  consentsBlocks,
  disclosuresBlocks,
  filesBlocks,
  listsBlocks,
  marketingEventsBlocks,
  otherRecordsBlocks,
  relationsBlocks,
  requestsBlocks,
  subscriptionsBlocks,
} from './elsewhere.ts';
import {
  categoryBlocks,
  companiesBlocks,
  contactBlocks,
  engagementBlocks,
  otherPropertiesBlocks,
  retentionBlocks,
} from './person.ts';
import { PART_WORDS, type Times, timesIn } from './words.ts';

/** The document in Finnish that a copy makes, a part at a time; times by the clocks of `timeZone`. */
export async function* documentOf(parts: CopyParts, timeZone: string): AsyncGenerator<readonly Block[]> {
  const times = timesIn(timeZone);
  let before: CopyPart['part'] | undefined;
  for await (const part of parts) {
    // One heading over all of a kind of a contact.
    const name = part.part === before ? undefined : LISTED[part.part];
    yield [...(name === undefined ? [] : [heading(3, name)]), ...blocksOf(part, times)];
    before = part.part;
  }
}

/** Parts that come one by one. */
const LISTED: Readonly<Partial<Record<CopyPart['part'], string>>> = {
  engagement: PART_WORDS.engagement,
  conversation: PART_WORDS.conversation,
  feedback: PART_WORDS.feedback,
};

function blocksOf(part: CopyPart, times: Times): readonly Block[] {
  switch (part.part) {
    case 'cover':
      return coverBlocks(part, times);
    case 'purposes':
      return purposesBlocks(part);
    case 'recipients':
      return recipientsBlocks(part);
    case 'rights':
      return rightsBlocks(part);
    case 'contact':
      return contactBlocks(part, times);
    case 'retention':
      return retentionBlocks(part, times);
    case 'category':
      return categoryBlocks(part, times);
    case 'other_properties':
      return otherPropertiesBlocks(part, times);
    case 'companies':
      return companiesBlocks(part);
    case 'engagement':
      return engagementBlocks(part, times);
    case 'conversation':
      return conversationBlocks(part, times);
    case 'feedback':
      return feedbackBlocks(part, times);
    case 'consents':
      return consentsBlocks(part);
    case 'subscriptions':
      return subscriptionsBlocks(part, times);
    case 'lists':
      return listsBlocks(part, times);
    case 'marketing_events':
      return marketingEventsBlocks(part, times);
    case 'relations':
      return relationsBlocks(part);
    case 'other_records':
      return otherRecordsBlocks(part);
    case 'files':
      return filesBlocks(part);
    case 'requests':
      return requestsBlocks(part, times);
    case 'disclosures':
      return disclosuresBlocks(part, times);
    case 'left_out':
      return leftOutBlocks(part);
    case 'places':
      return placesBlocks(part);
    case 'end':
      return endBlocks(part);
  }
}
