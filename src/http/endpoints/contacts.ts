import { allContacts, contactPage } from '../../remembered/listing/list-contacts.ts';
import { contactsAnswer, contactsCsv, contactsCsvAnswer, notListedYet } from '../contacts-answer.ts';
import { type ContactsRequest, contactsQuerySchema } from '../contacts-request.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { contactsOperations } from '../operations/contacts.ts';
import { prefers } from '../prefers.ts';
import type { Register } from '../register.ts';
import { streamBody } from '../stream-body.ts';
import { workerAnswer } from '../worker-answers.ts';

/** `GET /api/contacts`. */
export const contacts: Endpoint<ContactsRequest, undefined, Register> = {
  name: 'contacts',
  operations: contactsOperations,
  route: 'contacts',
  query: contactsQuerySchema,
  body: NO_BODY,
  answer: async ({ query, headers, invocationId, register: { account, engine } }) => {
    await engine.storage.prepare();
    const summary = await engine.listing.summary.read();
    if (summary === undefined) return notListedYet();
    const listing = { ...engine.listing, counts: summary.counts };
    if ((query.format ?? (prefers('csv', headers.get('accept')) ? 'csv' : 'json')) === 'csv') {
      const content = contactsCsv(allContacts(listing, query));
      return contactsCsvAnswer(streamBody(content, workerAnswer(invocationId), async () => undefined));
    }
    return contactsAnswer(query, await contactPage(listing, query, query), summary.asOf, account);
  },
};
