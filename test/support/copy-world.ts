import type { AccountData } from '../../local/simulator/account.ts';
import type { Conversation } from '../../local/simulator/conversation.ts';
import { addRecord, associate, editRecord } from '../../local/simulator/change.ts';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { BY_FORM, byUser } from '../../local/simulator/sources.ts';
import { addEngagement } from './erasure-world.ts';
import { DAY, NOW, syncWorld } from './sync-world.ts';

/** Something of Eero's that no copy of Aino's may hold. */
export const EERO = { email: 'eero.esimerkki@toinen.fi.example', phone: '+358 50 765 4321' };

/**
 * `syncWorld` with Aino Virtanen (101), to whom 77 was merged, and what HubSpot may hold of her: values by a form and by staff, an owner,
 * engagements of her own, with Eero Esimerkki (102) and with markup, a deal and another contact with labels, two lists' worth of nothing.
 */
export function copyWorld(): AccountData {
  const account = syncWorld();
  const created = '2014-01-01T08:00:00.000Z';
  addRecord(account, 'contacts', { id: '77', createdAt: created, properties: { email: 'vanha.aino@example.fi' } });
  editRecord(account, 'contacts', '101', { email: 'aino@example.fi', phone: '040 1' }, NOW - 90 * DAY, BY_FORM);
  const byStaff = { lastname: 'Virtanen', firstname: 'Aino', hubspot_owner_id: '9001', city: 'Turku' };
  editRecord(account, 'contacts', '101', byStaff, NOW - 80 * DAY, byUser(7));
  editRecord(account, 'contacts', '101', { phone: '' }, NOW - 70 * DAY, byUser(7));
  editRecord(account, 'contacts', '101', { ruokavalio: 'Kasvis' }, NOW - 60 * DAY, BY_FORM);
  mergeRecords(account, 'contacts', '101', '77', NOW - 50 * DAY, true);
  const eero = { firstname: 'Eero', lastname: 'Esimerkki', ...EERO };
  editRecord(account, 'contacts', '102', eero, NOW - 90 * DAY, byUser(7));
  const headers = JSON.stringify({
    from: { email: 'aino@example.fi', firstName: 'Aino', lastName: 'Virtanen' },
    to: [{ email: 'valmentaja@oma.fi.example', firstName: 'Maija', lastName: 'Valmentaja' }],
    cc: [{ email: EERO.email, firstName: 'Eero', lastName: 'Esimerkki' }],
  });
  addEngagement(
    account,
    'emails',
    '31',
    {
      hs_email_subject: 'Kysymys',
      hs_email_text: 'Hei!',
      hs_email_direction: 'INCOMING_EMAIL',
      hs_email_headers: headers,
    },
    ['101'],
  );
  addEngagement(account, 'notes', '32', { hs_note_body: '<p>Tavattu myös Esimerkin Eeroa.</p>' }, ['101', '102']);
  const markup = '<p>Soittaa <b>Eero Esimerkille</b>.</p><script>alert("x")</script><ul><li>שלום</li></ul>';
  addEngagement(account, 'notes', '33', { hs_note_body: markup, hs_attachment_ids: '501;502' }, ['101'], ['201']);
  addEngagement(account, 'tasks', '34', { hs_task_subject: 'Lähetä ohjelma', hubspot_owner_id: '9001' }, ['101']);
  addRecord(account, 'deals', { id: '61', createdAt: created, properties: { dealname: 'Kauppa' } });
  associate(account, 'contacts', '101', 'deals', '61');
  associate(account, 'notes', '33', 'deals', '61');
  associate(account, 'contacts', '101', 'contacts', '102');
  account.associationLabels.set('contacts:101 contacts:102', ['Esimies']);
  account.associationLabels.set('contacts:101 deals:61', ['Päättäjä']);
  account.associationLabels.set('contacts:101 companies:201', ['Yhteyshenkilö']);
  addConversations(account);
  const response = { hs_content: 'Hyvä kurssi', hs_sentiment: 'POSITIVE', hs_survey_name: 'Palaute' };
  addRecord(account, 'feedback_submissions', { id: '881', createdAt: created, properties: response });
  addRecord(account, 'feedback_submissions', { id: '882', createdAt: created, properties: response });
  for (const [id, contactId] of PAIRS) associate(account, 'feedback_submissions', id, 'contacts', contactId);
  return account;
}

/** Whose answers are whose: 882 is Aino's and Eero's. */
const PAIRS = [
  ['881', '101'],
  ['882', '101'],
  ['882', '102'],
] as const;

/** One of Aino's, with a message that Eero got too and one that HubSpot shows cut, and one of Eero's. */
function addConversations(account: AccountData): void {
  const at = '2026-05-04T08:00:00.000Z';
  const aino = { actorId: 'V-101', email: 'aino@example.fi' };
  const team = { actorId: 'E-tuki@balentor.hs-inbox.com', email: 'tuki@balentor.hs-inbox.com' };
  const incoming = { type: 'MESSAGE', direction: 'INCOMING', at, sender: aino } as const;
  const messages: Conversation['messages'] = [
    {
      ...incoming,
      id: 'a1',
      text: 'Hei! Missä tilaisuus on?',
      subject: 'Tilaisuus',
      recipients: [team],
      fileIds: ['503'],
    },
    { ...incoming, id: 'a2', text: 'Terveisin Aino', recipients: [team, { actorId: 'E-eero', email: EERO.email }] },
    { type: 'MESSAGE', direction: 'OUTGOING', at, id: 'a3', text: 'Kampissa.', sender: team, recipients: [aino] },
    { ...incoming, id: 'a4', text: 'Kiitos! > Kampissa.', shown: 'Kiitos!', recipients: [team] },
    { type: 'COMMENT', at, id: 'a5', text: 'Soitetaan hänelle.', sender: { actorId: 'A-7' } },
  ];
  account.conversations = new Map([
    ['7001', { id: '7001', contactId: '101', createdAt: at, closedAt: at, messages }],
    ['7002', { id: '7002', contactId: '102', createdAt: at, messages: [{ ...incoming, id: 'b1', text: EERO.phone }] }],
  ]);
}
