import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../local/simulator/conversation.ts';
import { readMessages } from '../../src/hubspot/conversation-messages.ts';
import { readThreads } from '../../src/hubspot/conversation-threads.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

const AT = '2026-05-04T08:00:00.000Z';

/** Conversations of contact 1: 7000, which is closed, with messages in it, and as many as asked for that are open. */
async function withConversations({ open = 0, messages = 0 }) {
  const hubspot = await simulatedHubSpot();
  const said = Array.from({ length: messages }, (_, place) => ({
    ...{ id: `m${place}`, type: 'MESSAGE' as const, at: AT, text: 'Hei' },
  }));
  const all: Conversation[] = [{ id: '7000', contactId: '1', createdAt: AT, closedAt: AT, messages: said }];
  for (let place = 1; place <= open; place += 1)
    all.push({ id: String(7000 + place), contactId: '1', createdAt: AT, messages: [] });
  hubspot.account.conversations = new Map(all.map((one) => [one.id, one]));
  return hubspot;
}

describe('the conversations of a contact', () => {
  test('are read to their end, a hundred at a time, the open ones and then the closed ones', async () => {
    const { access, requests } = await withConversations({ open: 130 });
    const read = await readThreads(access, ['1']);
    const threads = read.kind === 'read' ? read.threads : [];
    expect(threads).toHaveLength(131);
    expect(threads.at(-1)).toEqual({
      id: '7000',
      status: 'CLOSED',
      createdAt: Date.parse(AT),
      closedAt: Date.parse(AT),
      isArchived: false,
    });
    // And whether more lie in the bin, of each.
    expect(requests()).toHaveLength(5);
  });

  test('are an error when their pages lead in a circle', async () => {
    const { access, fault } = await withConversations({ open: 130 });
    fault('back-cursor', '/threads', 3);
    await expect(readThreads(access, ['1'])).rejects.toMatchObject({ message: expect.stringContaining('has no end') });
  });

  test('are an error when one is about somebody else, and not when it is about an id that was merged into the contact', async () => {
    const thread = { id: '7000', associatedContactId: '2', status: 'OPEN', createdAt: AT };
    const { access } = await handmadeHubSpot(() => ({ body: { results: [thread] } }));
    await expect(readThreads(access, ['1'])).rejects.toMatchObject({ code: 'unexpected_answer' });
    // It is in both answers, as one is that is closed between the two questions.
    expect(await readThreads(access, ['1', '2'])).toMatchObject({ kind: 'read', threads: [{ id: '7000' }] });
  });
});

test('the messages of a conversation are read to their end', async () => {
  const { access } = await withConversations({ messages: 230 });
  const read = await readMessages(access, { id: '7000', isArchived: false });
  expect(new Set('kind' in read ? [] : read.map(({ id }) => id)).size).toBe(230);
});
