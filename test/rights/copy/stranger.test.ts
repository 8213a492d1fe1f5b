import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { addRecord, associate, editRecord } from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { byUser } from '../../../local/simulator/sources.ts';
import { copyParts } from '../../../src/rights/copy/copy-parts.ts';
import { writeHtml } from '../../../src/rights/copy/html.ts';
import { reviewCopy } from '../../../src/rights/copy/review/review.ts';
import type { CopyPart } from '../../../src/rights/copy/parts.ts';
import { collect } from '../../support/collect.ts';
import { addEngagement, erasureAccount } from '../../support/erasure-world.ts';
import { decidedRequest, personRequest } from '../../support/person-request.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { DAY, NOW } from '../../support/sync-world.ts';

const OWN = ['sirkka@helmi.example', 'sirkka.vanha@helmi.example', 'sirkka.toinen@koti.example'];
const OTHERS = [
  'taavi',
  'Taavi',
  'kuusisto',
  'Kuusisto',
  'petra',
  'Petra',
  'rautala',
  'Rautala',
  'urho.staff',
  '+358400000777',
];
const USERS = ['userId:', '70707', '81818'];
const PARTICIPANTS = {
  hs_email_from_email: 'sirkka@helmi.example',
  hs_email_from_firstname: 'Sirkka',
  hs_email_from_lastname: 'Helmi',
  hs_email_to_email: 'urho.staff@balentor.example;taavi@kuusisto.example',
  hs_email_to_firstname: 'Taavi',
  hs_email_to_lastname: 'Kuusisto',
  hs_email_cc_email: 'petra@rautala.example',
  hs_email_cc_firstname: 'Petra',
  hs_email_headers: JSON.stringify({
    from: { email: 'sirkka@helmi.example', firstName: 'Sirkka', lastName: 'Helmi' },
    to: [{ email: 'taavi@kuusisto.example', firstName: 'Taavi', lastName: 'Kuusisto' }],
    cc: [{ email: 'petra@rautala.example' }],
    'Message-ID': '<taavi-1@kuusisto.example>',
  }),
};

function define(
  account: AccountData,
  type: 'calls' | 'contacts' | 'emails' | 'meetings',
  name: string,
  kind: 'number' | 'string',
  fieldType: string,
): void {
  account.properties[type].set(name, {
    name,
    label: name,
    type: kind,
    fieldType,
    groupName: 'g',
    description: '',
    options: [],
    hubspotDefined: name.startsWith('hs_'),
  });
}

/** Sirkka (501, with 502 merged in); Taavi (503) and Petra (504), who share some of her engagements. */
function account(): { account: AccountData; id: string } {
  const made = erasureAccount();
  define(made, 'calls', 'hs_call_callee_object_id', 'number', 'number');
  define(made, 'contacts', 'hs_latest_source_data_2', 'string', 'text');
  define(made, 'contacts', 'harrastus', 'string', 'text');
  define(made, 'emails', 'hs_email_cc_email', 'string', 'text');
  define(made, 'emails', 'hs_email_cc_firstname', 'string', 'text');
  define(made, 'meetings', 'hs_guest_emails', 'string', 'text');
  const at = '2019-03-02T08:00:00.000Z';
  const person = (id: string, properties: Record<string, string>) =>
    addRecord(made, 'contacts', { id, createdAt: `2019-03-0${id.at(-1)}T08:00:00.000Z`, properties });
  person('501', {
    firstname: 'Sirkka',
    lastname: 'Helmi',
    email: 'sirkka@helmi.example',
    phone: '+358401110001',
    harrastus: 'avantouinti',
    jobtitle: 'Kassanhoitaja',
    hs_latest_source_data_2: 'userId:70707',
  });
  person('502', {
    firstname: 'Sirkka',
    lastname: 'Vanhanimi',
    email: 'sirkka.vanha@helmi.example',
    city: 'Utsjoki',
    hubspot_owner_id: '81818',
  });
  person('503', { firstname: 'Taavi', lastname: 'Kuusisto', email: 'taavi@kuusisto.example', phone: '+358400000777' });
  person('504', { firstname: 'Petra', lastname: 'Rautala', email: 'petra@rautala.example' });
  const day = Date.parse('2020-01-02T08:00:00Z');
  editRecord(made, 'contacts', '501', { hs_latest_source_data_2: 'kampanja', jobtitle: 'Rehtori' }, day, byUser(70707));
  const shared = ['501', '503', '504'];
  addEngagement(
    made,
    'emails',
    '601',
    { hs_email_subject: 'Oma aihe', hs_email_text: 'Oma viesti omenista', ...PARTICIPANTS },
    ['501'],
    ['201'],
  );
  addEngagement(
    made,
    'emails',
    '602',
    { hs_email_subject: 'Taavi asiasta', hs_email_text: 'Petra Rautala kertoi', ...PARTICIPANTS },
    shared,
  );
  addEngagement(
    made,
    'calls',
    '603',
    {
      hs_call_title: 'Taavi Kuusisto',
      hs_call_body: 'Petra',
      hs_call_callee_object_id: '50300503',
      hs_call_to_number: '+358400000777',
      hs_call_duration: '4444',
    },
    shared,
  );
  addEngagement(
    made,
    'meetings',
    '604',
    {
      hs_meeting_title: 'Oma kokous',
      hs_meeting_body: '<p>Kokous k&auml;ytiin</p>',
      hs_guest_emails: 'sirkka@helmi.example;taavi@kuusisto.example',
    },
    ['501'],
  );
  addEngagement(made, 'notes', '605', { hs_note_body: '<b>Oma</b> muistiinpano' }, ['502']);
  addEngagement(made, 'tasks', '606', { hs_task_subject: 'Soita takaisin', hs_task_body: 'teht&auml;v&auml;' }, [
    '501',
  ]);
  addEngagement(made, 'communications', '607', { hs_communication_body: 'tekstiviesti' }, ['501']);
  addEngagement(made, 'postal_mail', '608', { hs_postal_mail_body: 'kirjeen teksti' }, ['501']);
  addEngagement(
    made,
    'calls',
    '609',
    { hs_call_title: 'Oma puhelu', hs_call_body: 'puhelun teksti', hs_call_callee_object_id: '501' },
    ['501'],
  );
  addEngagement(
    made,
    'emails',
    '611',
    {
      hs_email_text: 'Vieraiden kesken',
      hs_email_from_email: 'taavi@kuusisto.example',
      hs_email_to_email: 'Petra <petra@rautala.example>;anne.mero@balentor.fi',
    },
    ['501'],
  );
  addEngagement(
    made,
    'emails',
    '612',
    { hs_email_text: 'Oma asia', hs_email_from_email: 'anne.mero@balentor.fi', hs_email_to_email: 'info@balentor.fi' },
    ['501'],
  );
  addEngagement(made, 'notes', '610', { hs_note_body: 'Petra Rautala yksin' }, ['504']);
  editRecord(made, 'companies', '201', { phone: '+358999888777' }, day);
  associate(made, 'contacts', '501', 'companies', '201');
  associate(made, 'contacts', '503', 'companies', '201');
  made.associationLabels.set('contacts:503 companies:201', ['Taavi-rooli']);
  made.associationLabels.set('contacts:503 emails:602', ['Kuusisto-rooli']);
  const list = (id: string, name: string, members: string[]) =>
    made.lists.set(id, {
      id,
      name,
      processingType: 'MANUAL',
      createdAt: at,
      members: new Map(members.map((one) => [one, { firstAddedAt: at, lastAddedAt: at }])),
    });
  list('71', 'Kevään kutsut', ['502', '503']);
  list('72', 'Rautalan omat', ['504']);
  made.marketingEvents.set('81', {
    id: '81',
    name: 'Helmijuhla',
    createdAt: at,
    participations: new Map([
      ['501', { state: 'ATTENDED', at }],
      ['503', { state: 'NO_SHOW', at }],
    ]),
  });
  for (const [address, status] of [
    [OWN[0], 'SUBSCRIBED'],
    [OWN[1], 'UNSUBSCRIBED'],
    [OWN[2], 'SUBSCRIBED'],
    ['taavi@kuusisto.example', 'SUBSCRIBED'],
  ] as const)
    made.subscriptionStatuses.set(
      address ?? '',
      new Map([['4101', { status, source: `lähde ${OWN.indexOf(address ?? '')}`, at }]]),
    );
  const { id } = mergeRecords(made, 'contacts', '501', '502', day + 2 * DAY);
  made.associationLabels.set(`contacts:${id} companies:201`, ['Puheenjohtaja']);
  const survivor = made.records.contacts.get(id);
  if (survivor) survivor.properties.hs_additional_emails = [OWN[1], OWN[2]].join(';');
  return { account: made, id };
}

let app: RegisterApp;
let parts: CopyPart[];
let html: string;
let id: string;
beforeAll(async () => {
  const made = account();
  id = made.id;
  app = await startRegisterApp({ account: made.account, now: NOW });
  const engine = app.newEngine();
  await engine.storage.prepare();
  parts = await collect(copyParts(engine, personRequest([id])));
  html = Buffer.concat(await collect(writeHtml(partsAgain(), engine.policy.timeZone))).toString();
});
afterAll(() => app.close());

async function* partsAgain() {
  yield* parts;
}

test.each(['json', 'html'])('the %s holds everything of somebody with something in every place', (form) => {
  const text = form === 'json' ? JSON.stringify(parts) : html;
  const own = [
    ...OWN,
    'Sirkka',
    'Helmi',
    'Vanhanimi',
    '+358401110001',
    'avantouinti',
    'Kassanhoitaja',
    'Rehtori',
    'Utsjoki',
    'kampanja',
    'Oma aihe',
    'Oma viesti omenista',
    'Oma kokous',
    'Kokous käytiin',
    'Oma muistiinpano',
    'Soita takaisin',
    'tehtävä',
    'tekstiviesti',
    'kirjeen teksti',
    'Oma puhelu',
    'puhelun teksti',
    'Kevään kutsut',
    'Helmijuhla',
    'lähde 0',
    'lähde 1',
    'lähde 2',
    'Puheenjohtaja',
    '601',
    '602',
    '603',
    '4444',
  ];
  expect(own.filter((one) => !text.includes(one))).toEqual([]);
});

test.each(['json', 'html'])('the %s holds nothing of the others on shared things, nor of users', (form) => {
  const text = form === 'json' ? JSON.stringify(parts) : html;
  const others = [
    ...OTHERS,
    ...USERS,
    '50300503',
    '"503"',
    '"504"',
    'Rautalan omat',
    '+358999888777',
    'Taavi-rooli',
    '610',
    'Vieraiden kesken',
  ];
  expect(
    others
      .filter((one) => text.includes(one))
      .map((one) => text.slice(text.indexOf(one) - 200, text.indexOf(one) + 60)),
  ).toEqual([]);
});

test('an e-mail between others that somebody put on their record is as one with others, unless it is granted', async () => {
  const emails = parts.flatMap((part) => (part.part === 'engagement' && part.type === 'emails' ? [part] : []));
  const told = emails.map(({ id: one, othersCount, texts }) => [one, othersCount, texts.length > 0]);
  expect(told).toEqual([
    ['601', 0, true],
    ['602', 2, false],
    ['611', 2, false],
    ['612', 0, true],
  ]);
  const review = await reviewCopy(app.newEngine(), personRequest([id]));
  expect(review.withOthers.map(({ subject }) => subject)).toEqual(['calls:603', 'emails:602', 'emails:611']);
  // Her own e-mail, of which others got a copy: its text is hers, and an officer should see who else is in it.
  const sent = review.hints.find(({ subject }) => subject === 'emails:601');
  expect(sent?.found).toEqual(expect.arrayContaining(['taavi@kuusisto.example', 'petra@rautala.example']));
  const granted = await collect(
    copyParts(app.newEngine(), decidedRequest([id], { granted: [`contact:${id}`, 'emails:611'] })),
  );
  expect(JSON.stringify(granted)).toContain('Vieraiden kesken');
});

test('a text that was granted does not bring the participants with it', async () => {
  const granted = await collect(
    copyParts(app.newEngine(), decidedRequest([id], { granted: [`contact:${id}`, 'emails:602'] })),
  );
  const text = JSON.stringify(granted);
  expect(text).toContain('Taavi asiasta');
  expect(['petra@', 'taavi@', 'urho.staff', '50300503'].filter((one) => text.includes(one))).toEqual([]);
});
