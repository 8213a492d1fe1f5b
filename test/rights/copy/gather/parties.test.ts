import { expect, it } from 'vitest';
import type { Message, Party } from '../../../../src/hubspot/conversation-messages.ts';
import { partyText, personIn, strangerTo } from '../../../../src/rights/copy/gather/parties.ts';

const party = (actorId: string | undefined, ...addresses: string[]): Party => ({ actorId, addresses });

const ANSWER: Message = {
  id: '1',
  kind: 'MESSAGE',
  at: 0,
  direction: 'OUTGOING',
  subject: undefined,
  text: 'Hei',
  richText: '',
  senders: [party('E-Tuki@inbox.example')],
  recipients: [],
  fileIds: [],
  attachments: [],
};
const isStranger = strangerTo([ANSWER], {
  own: new Set(['aino@example.fi']),
  domains: new Set(['balentor.fi']),
  known: new Set(['101', '100']),
});

it.each([
  ['the contact', party('V-101', 'old@example.fi'), false],
  ['a contact that was merged into it', party('V-100'), false],
  ['another contact, whatever the address', party('V-102', 'aino@example.fi'), true],
  ['the own address, however it is written', party(undefined, 'Aino@Example.fi'), false],
  ['an actor that is the own address', party('E-aino@example.fi'), false],
  ['an actor that is an address of somebody else', party('E-eero@example.fi'), true],
  ['an address of somebody else beside the own one', party(undefined, 'aino@example.fi', 'eero@example.fi'), true],
  ['a user of HubSpot', party('A-7', 'eero@example.fi'), false],
  ['HubSpot itself', party('S-hubspot'), false],
  ['an address at the domain of the controller', party(undefined, 'Myynti@Balentor.fi'), false],
  ['whoever answered', party(undefined, 'tuki@inbox.example'), false],
  ['a colleague of whoever answered', party(undefined, 'eero@inbox.example'), true],
  ['a telephone number', party(undefined, '+358401234567'), false],
])('in a conversation %s (%j) is a stranger: %s', (_, one, isOther) => {
  expect(isStranger(one)).toBe(isOther);
});

const isPerson = personIn({ own: new Set(['aino@example.fi']), known: new Set(['101', '100']) });

it.each([
  ['the contact, by whatever address', party('V-101', '+358401234567'), true],
  ['a contact that was merged into it', party('V-100'), true],
  ['another contact with the own address', party('V-102', 'aino@example.fi'), false],
  ['the own address', party(undefined, 'Aino@Example.fi'), true],
  ['a user of HubSpot', party('A-7', 'myynti@balentor.fi'), false],
  ['nobody knows who', party(undefined, '+358401234567'), false],
])('in a conversation %s (%j) is the person: %s', (_, one, isTheirs) => {
  expect(isPerson(one)).toBe(isTheirs);
});

it.each([
  [{ actorId: 'V-101', name: 'Aino K.', addresses: ['+358401234567'] }, 'Aino K. (+358401234567)'],
  [{ actorId: 'E-aino@example.fi', addresses: ['aino@example.fi'] }, 'aino@example.fi'],
  [{ actorId: 'V-101', name: 'Aino', addresses: [] }, 'Aino'],
  [{ actorId: 'V-101', addresses: [] }, ''],
])('%j is written as %j', (one, text) => {
  expect(partyText(one)).toBe(text);
});
