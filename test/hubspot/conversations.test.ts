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
    id: `m${place}`,
    type: 'MESSAGE' as const,
    at: AT,
    text: 'Hei',
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

describe('in the recycle bin', () => {
  const thread = (id: string, archived: boolean) => {
    return { id, associatedContactId: '1', status: 'OPEN', createdAt: AT, archived };
  };
  const isOfBin = ({ query }: { readonly query: string }) => query.includes('archived=true');

  test('conversations are found as well, and one that was moved there between two questions is told of once', async () => {
    const inBin = [thread('7000', true), thread('7002', true)];
    const { access } = await handmadeHubSpot((request) => {
      return { body: { results: isOfBin(request) ? inBin : [thread('7000', false)] } };
    });
    const read = await readThreads(access, ['1']);
    expect(read).toMatchObject({ kind: 'read', isBinUnread: false });
    const threads = read.kind === 'read' ? read.threads : [];
    expect(threads.map(({ id, isArchived }) => [id, isArchived])).toEqual([
      ['7000', false],
      ['7002', true],
    ]);
  });

  test.each([400, 403, 404, 501])('are unread where HubSpot answers %i, which is said', async (status) => {
    const { access } = await handmadeHubSpot((request) => {
      // Without a category nobody would take a 403 for HubSpot's own.
      const body = status === 403 ? { status: 'error', message: 'No', category: 'BANNED' } : {};
      return isOfBin(request) ? { status, body } : { body: { results: [thread('7000', false)] } };
    });
    expect(await readThreads(access, ['1'])).toMatchObject({
      kind: 'read',
      isBinUnread: true,
      threads: [{ id: '7000' }],
    });
  });

  test('are no answer where HubSpot gives none', async () => {
    const { access } = await handmadeHubSpot((request) => {
      return isOfBin(request) ? { status: 500 } : { body: { results: [] } };
    });
    await expect(readThreads(access, ['1'])).rejects.toMatchObject({ code: 'unavailable' });
  });

  const message = (id: string) => ({ id, type: 'MESSAGE', createdAt: AT, text: id });

  test.each<[string, string[] | number, string[] | number, unknown]>([
    ['to whoever asks for the bin', 404, ['m1'], ['m1']],
    ['to whoever asks for it as a live one', ['m1'], 400, ['m1']],
    ['in both ways, each once', ['m1', 'm2'], ['m2', 'm3'], ['m1', 'm2', 'm3']],
    ['not at all', 404, 404, 'not_offered'],
  ])('the messages of one are shown %s', async (_, live, ofBin, expected) => {
    const { access } = await handmadeHubSpot((request) => {
      const shown = isOfBin(request) ? ofBin : live;
      return typeof shown === 'number' ? { status: shown } : { body: { results: shown.map(message) } };
    });
    const read = await readMessages(access, { id: '7000', isArchived: true });
    expect('kind' in read ? read.kind : read.map(({ id }) => id)).toEqual(expected);
  });

  test('nothing of a live conversation is looked for', async () => {
    const { access, requests } = await handmadeHubSpot(() => ({ body: { results: [message('m1')] } }));
    expect(await readMessages(access, { id: '7000', isArchived: false })).toHaveLength(1);
    expect(requests.map(isOfBin)).toEqual([false]);
  });
});

test('of a message nothing that HubSpot says is lost, and what it shows cut is asked for whole', async () => {
  const [sender, recipient] = [
    { actorId: 'V-1', deliveryIdentifier: { value: 'aino@example.fi' } },
    { deliveryIdentifiers: [{ value: 'asiakaspalvelu@example.fi' }, { value: '+358401234567' }] },
  ];
  const cut = {
    id: 'm1',
    type: 'MESSAGE',
    createdAt: AT,
    direction: 'INCOMING',
    subject: 'Kurssi',
    text: 'Hei! Miss',
    senders: [sender],
    recipients: [recipient],
    attachments: [{ fileId: 55 }, {}],
    truncationStatus: 'TRUNCATED',
  };
  const { access } = await handmadeHubSpot(({ path }) => {
    if (path.endsWith('/original-content')) return { body: { text: 'Hei! Missä?', richText: '<p>Hei! Missä?</p>' } };
    return {
      body: { results: [cut, { id: 'm2', type: 'COMMENT', createdAt: AT, truncationStatus: 'NOT_TRUNCATED' }] },
    };
  });
  const none = { direction: undefined, subject: undefined, text: '', richText: '', senders: [], recipients: [] };
  expect(await readMessages(access, { id: '7000', isArchived: false })).toEqual([
    {
      id: 'm1',
      kind: 'MESSAGE',
      at: Date.parse(AT),
      direction: 'INCOMING',
      subject: 'Kurssi',
      fileIds: ['55'],
      attachments: [],
      text: 'Hei! Missä?',
      richText: '<p>Hei! Missä?</p>',
      senders: [{ actorId: 'V-1', addresses: ['aino@example.fi'] }],
      recipients: [{ actorId: undefined, addresses: ['asiakaspalvelu@example.fi', '+358401234567'] }],
    },
    { ...none, id: 'm2', kind: 'COMMENT', at: Date.parse(AT), fileIds: [], attachments: [] },
  ]);
});
