import { expect, it } from 'vitest';
import type { Message, Party } from '../../../../src/hubspot/conversation-messages.ts';
import { conversationPart } from '../../../../src/rights/copy/gather/conversations.ts';
import { decidedOf } from '../../../../src/rights/copy/gather/decided.ts';
import { decidedRequest } from '../../../support/person-request.ts';
import { policyWith } from '../../../support/policy.ts';

const AINO: Party = { actorId: 'V-101', addresses: ['aino@example.fi'] };
const AINO_TEXTING: Party = { actorId: 'V-101', name: 'Aino K.', addresses: ['+358401234567'] };
const EERO: Party = { actorId: 'V-102', addresses: ['eero@example.fi'] };
const THREAD = { id: '7001', status: 'OPEN', createdAt: 0, closedAt: undefined, isArchived: false };

function message(id: string, more: Partial<Message> = {}): Message {
  const nothing = { direction: undefined, subject: undefined, text: '', richText: '', fileIds: [], attachments: [] };
  return { ...nothing, id, kind: 'MESSAGE', at: 0, senders: [AINO], recipients: [], ...more };
}

function partOf(messages: readonly Message[], granted: readonly string[] = []) {
  const decided = decidedOf(decidedRequest(['101'], { granted: ['contact:101', ...granted] }));
  const isStranger = (party: Party) => party === EERO;
  const isPerson = (party: Party) => party.actorId === 'V-101';
  return conversationPart(
    { policy: policyWith(), decided },
    { contactId: '101', thread: THREAD, messages, isStranger, isPerson },
  );
}

const written = (part: ReturnType<typeof partOf>) => part.messages.map(({ id }) => id);

it('what staff noted where somebody else takes part is shown only where an officer granted it', () => {
  const note = message('note', { kind: 'COMMENT', senders: [], text: 'Eero soitti' });
  expect(written(partOf([message('1'), note]))).toEqual(['1', 'note']);
  const withEero = [message('1'), message('2', { senders: [EERO] }), note];
  expect(written(partOf(withEero))).toEqual(['1']);
  expect(partOf(withEero).leftOut).toMatchObject([{ ground: 'rights_of_others' }]);
  expect(written(partOf(withEero, ['conversations:7001']))).toEqual(['1', '2', 'note']);
});

it.each([
  ['Hei  Aino', '<p>Hei<br>Aino</p>', 'Hei  Aino'],
  ['', '<p>Hei</p>', 'Hei'],
  ['Katso ohje', '<p>Katso ohje</p><a href="https://x.fi">tästä</a>', 'Katso ohje\n\ntästä (https://x.fi)'],
  ['Lyhyt', '<p>Aivan muuta</p>', 'Lyhyt\n\nAivan muuta'],
])('of a message in two forms, %j and %j, nothing is lost', (text, richText, shown) => {
  expect(partOf([message('1', { text, richText })]).messages).toMatchObject([{ text: shown }]);
});

it('a message says under which names and addresses the person is in it, and nobody else', () => {
  const answer = message('2', { senders: [EERO], recipients: [AINO, AINO_TEXTING, AINO] });
  const told = partOf([message('1', { senders: [AINO_TEXTING] }), answer], ['conversations:7001']).messages;
  expect(told.map(({ person }) => person)).toEqual([
    ['Aino K. (+358401234567)'],
    ['aino@example.fi', 'Aino K. (+358401234567)'],
  ]);
});

it('what came with a message besides its text and files is shown', () => {
  const place = 'LOCATION: latitude 60.17, longitude 24.94';
  expect(partOf([message('1', { attachments: [place] })]).messages).toMatchObject([{ text: '', attachments: [place] }]);
});
