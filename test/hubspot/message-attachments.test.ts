import { expect, it } from 'vitest';
import { readMessages } from '../../src/hubspot/conversation-messages.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';

const profile = { name: { formattedName: 'Aino' }, phones: [{ phone: '040 1' }, { phone: '040 2' }], emails: [] };

it.each([
  ['a place', { type: 'LOCATION', latitude: 60.17, name: 'Koti' }, ['LOCATION: latitude 60.17, name Koti']],
  [
    'a card of a contact',
    { type: 'CONTACT', contactProfile: profile },
    [
      'CONTACT: contactProfile.name.formattedName Aino, contactProfile.phones.phone 040 1, contactProfile.phones.phone 040 2',
    ],
  ],
  ['a named file', { type: 'FILE', fileId: 88, name: 'cv.pdf' }, ['FILE: name cv.pdf']],
  ['a bare file', { type: 'FILE', fileId: 88, url: null }, []],
  ['what HubSpot does not show', { type: 'UNSUPPORTED_CONTENT' }, ['UNSUPPORTED_CONTENT']],
])('of %s that came with a message all is told', async (_, attachment, told) => {
  const message = { id: 'm1', type: 'MESSAGE', createdAt: '2026-05-04T08:00:00.000Z', attachments: [attachment] };
  const { access } = await handmadeHubSpot(() => ({ body: { results: [message] } }));
  const fileIds = 'fileId' in attachment ? ['88'] : [];
  expect(await readMessages(access, { id: '7000', isArchived: false })).toMatchObject([{ fileIds, attachments: told }]);
});
