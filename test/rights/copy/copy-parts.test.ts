import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import { archiveRecord, editRecord } from '../../../local/simulator/change.ts';
import { byUser } from '../../../local/simulator/sources.ts';
import { copyParts } from '../../../src/rights/copy/copy-parts.ts';
import { writeJson } from '../../../src/rights/copy/json.ts';
import { copyDocumentSchema } from '../../../src/rights/copy/json-schema.ts';
import type { CopyPart, PartOf } from '../../../src/rights/copy/parts.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { collect } from '../../support/collect.ts';
import { addEngagement } from '../../support/erasure-world.ts';
import { copyWorld, EERO } from '../../support/copy-world.ts';
import { decidedRequest, personRequest } from '../../support/person-request.ts';
import { policyWith } from '../../support/policy.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { DAY, NOW } from '../../support/sync-world.ts';

let account: AccountData;
let app: RegisterApp;
let engine: Engine;

beforeAll(async () => {
  account = copyWorld();
  app = await startRegisterApp({ account, now: NOW });
  engine = app.newEngine();
  await engine.storage.prepare();
});

afterAll(() => app.close());

afterEach(() => {
  app.hubspot.missingScopes.clear();
  app.hubspot.faults.clear();
});

const copyOf = (request: PersonRequest = personRequest(['101'])) => collect(copyParts(engine, request));

function partsOf<Kind extends CopyPart['part']>(parts: readonly CopyPart[], kind: Kind): PartOf<Kind>[] {
  return parts.filter((part): part is PartOf<Kind> => part.part === kind);
}

function engagement(parts: readonly CopyPart[], subject: string): PartOf<'engagement'> | undefined {
  return partsOf(parts, 'engagement').find(({ type, id }) => `${type}:${id}` === subject);
}

function placeOf(parts: readonly CopyPart[], place: string) {
  return partsOf(parts, 'places')[0]?.places.find((one) => one.place === place);
}

describe('a copy', () => {
  it('holds values of categories and of none, those that were cleared too, and no name of who handles them', async () => {
    const parts = await copyOf();
    const details = partsOf(parts, 'category').find(({ category }) => category === 'contact_details');
    const phone = details?.entries.find(({ property }) => property === 'phone');
    expect(phone).toMatchObject({ label: 'Puhelinnumero', value: '' });
    expect(phone?.history.map(({ value, hubspotSource }) => [value, hubspotSource])).toEqual([
      ['', 'CRM_UI'],
      ['040 1', 'FORM'],
    ]);
    const email = details?.entries.find(({ property }) => property === 'email');
    expect(email).toMatchObject({ value: 'aino@example.fi', sources: ['Henkilö itse'] });
    const [others] = partsOf(parts, 'other_properties');
    expect(others?.entries.map(({ property }) => property)).toContain('hs_merged_object_ids');
    expect(JSON.stringify(parts)).not.toMatch(/9001|userId/);
    const [leftOut] = partsOf(parts, 'left_out');
    expect(leftOut?.items).toContainEqual(
      expect.objectContaining({ what: 'users', count: 2, properties: ['hubspot_owner_id'] }),
    );
  });

  it('holds the text of an engagement with others only where an officer granted it by its name', async () => {
    const before = engagement(await copyOf(), 'notes:32');
    expect(before).toMatchObject({
      othersCount: 1,
      texts: [],
      leftOut: [{ what: 'texts', ground: 'rights_of_others' }],
    });
    const granted = await copyOf(decidedRequest(['101'], { granted: ['contact:101', 'notes:32'] }));
    expect(engagement(granted, 'notes:32')).toMatchObject({
      texts: [{ text: 'Tavattu myös Esimerkin Eeroa.' }],
      leftOut: [],
    });
  });

  it('leaves out what was refused, with its ground', async () => {
    const request = decidedRequest(['101'], {
      granted: ['contact:101'],
      refused: { 'property:city': 'still_needed', 'notes:33': 'legal_claims' },
    });
    const parts = await copyOf(request);
    expect(JSON.stringify(parts)).not.toContain('Turku');
    expect(engagement(parts, 'notes:33')).toMatchObject({
      texts: [],
      attachmentIds: [],
      leftOut: [{ ground: 'legal_claims' }],
    });
    const grounds = partsOf(parts, 'left_out')[0]?.items.map(({ what, ground }) => `${what} ${ground}`);
    expect(grounds).toEqual(expect.arrayContaining(['refused still_needed', 'refused legal_claims']));
  });

  it('holds nothing of a contact that was refused as a whole', async () => {
    const parts = await copyOf(
      decidedRequest(['101', '104'], { granted: ['contact:104'], refused: { 'contact:101': 'fi_34_security' } }),
    );
    expect(partsOf(parts, 'contact').map(({ contactId }) => contactId)).toEqual(['104']);
    expect(JSON.stringify(parts)).not.toContain('aino@example.fi');
  });

  it('holds texts without markup, what staff call the person, and files by their ids', async () => {
    const parts = await copyOf();
    const note = engagement(parts, 'notes:33');
    expect(note?.texts).toMatchObject([{ property: 'hs_note_body', text: 'Soittaa Eero Esimerkille.\n\n• שלום' }]);
    expect(note?.leftOut).toMatchObject([{ what: 'code' }]);
    expect(partsOf(parts, 'files')[0]?.files.map(({ id }) => id)).toEqual(['501', '502', '503']);
    expect(placeOf(parts, 'files')).toMatchObject({ state: 'not_available', count: 3 });
    expect(partsOf(parts, 'other_records')[0]?.records).toEqual([{ kind: 'deals', id: '61', labels: ['Päättäjä'] }]);
    expect(partsOf(parts, 'companies')[0]?.companies).toMatchObject([
      { id: '201', isPrimary: true, labels: ['Primary', 'Yhteyshenkilö'] },
    ]);
  });

  it('holds in which relations to other people the person stands, and not who they are', async () => {
    const parts = await copyOf();
    expect(partsOf(parts, 'relations').map(({ relations }) => relations)).toEqual([[{ labels: ['Esimies'] }]]);
    expect(placeOf(parts, 'contacts')).toMatchObject({ state: 'covered', count: 1 });
    expect(partsOf(parts, 'left_out')[0]?.items).toContainEqual(
      expect.objectContaining({ what: 'related_people', ground: 'rights_of_others', count: 1 }),
    );
    const both = await copyOf(personRequest(['101', '102']));
    expect(partsOf(both, 'relations').map(({ relations }) => relations)).toEqual([[], []]);
  });

  it('holds of who took part in an e-mail the person alone', async () => {
    const parts = await copyOf();
    const email = engagement(parts, 'emails:31');
    expect(email?.details).toContainEqual(
      expect.objectContaining({ property: 'hs_email_from_email', value: 'aino@example.fi' }),
    );
    const headers = email?.texts.find(({ property }) => property === 'hs_email_headers')?.text ?? '';
    expect(JSON.parse(headers)).toEqual({
      from: [{ email: 'aino@example.fi', firstName: 'Aino', lastName: 'Virtanen' }],
    });
    expect(email?.leftOut).toMatchObject([{ what: 'participants' }]);
    const text = JSON.stringify(parts);
    for (const stranger of [EERO.email, EERO.phone, 'valmentaja@oma.fi.example', 'Maija'])
      expect(text).not.toContain(stranger);
  });

  it('holds conversations, whole, but for the messages that somebody else got too, and notes of staff beside them', async () => {
    const parts = await copyOf();
    const [conversation, ...others] = partsOf(parts, 'conversation');
    expect(others).toEqual([]);
    expect(conversation?.messages.map(({ kindText, text }) => [kindText, text])).toEqual([
      ['Viesti meille', 'Hei! Missä tilaisuus on?'],
      ['Viestimme', 'Kampissa.'],
      ['Viesti meille', 'Kiitos! > Kampissa.'],
    ]);
    expect(conversation).toMatchObject({ id: '7001', status: 'CLOSED', leftOut: [{ ground: 'rights_of_others' }] });
    expect(placeOf(parts, 'conversations')).toMatchObject({ state: 'covered', count: 1 });
    const granted = await copyOf(decidedRequest(['101'], { granted: ['contact:101', 'conversations:7001'] }));
    expect(partsOf(granted, 'conversation')[0]?.messages).toHaveLength(5);
    const request = { granted: ['contact:101'], refused: { 'conversations:7001': 'legal_claims' } };
    const refused = await copyOf(decidedRequest(['101'], request));
    expect(partsOf(refused, 'conversation')).toMatchObject([{ messages: [], leftOut: [{ ground: 'legal_claims' }] }]);
  });

  describe('of a conversation in the recycle bin', () => {
    beforeAll(() => {
      const at = '2026-10-01T08:00:00.000Z';
      const sender = { actorId: 'V-101' };
      const written = { id: 'c1', type: 'MESSAGE', direction: 'INCOMING', at, text: 'Poistin tämän.', sender } as const;
      const inBin = { id: '7003', contactId: '101', createdAt: at, archived: true, messages: [written] };
      account.conversations?.set('7003', inBin);
    });
    afterAll(() => account.conversations?.delete('7003'));

    it('holds what was written, and says where it lies', async () => {
      const parts = await copyOf();
      const [, inBin, ...others] = partsOf(parts, 'conversation');
      expect(others).toEqual([]);
      expect(inBin).toMatchObject({
        id: '7003',
        statusText: 'Avoinna, roskakorissa',
        messages: [{ text: 'Poistin tämän.' }],
      });
      expect(placeOf(parts, 'conversations')).toMatchObject({ state: 'covered', count: 2 });
    });

    it.each([
      // Of each status those that are live are asked for first.
      ['which there are', '/threads', (nth: number) => nth % 2 === 0, 1],
      ['what was written in it', '/7003/messages', () => true, 2],
    ])('says that HubSpot would not show %s', async (_what, ending, isRefused, count) => {
      let nth = 0;
      const match = ({ path }: { readonly path: string }) => {
        if (!path.endsWith(ending)) return false;
        nth += 1;
        return isRefused(nth);
      };
      app.hubspot.faults.add({ match, kind: '400' });
      const parts = await copyOf();
      expect(placeOf(parts, 'conversations')).toMatchObject({
        state: 'covered',
        count,
        text: expect.stringContaining('Roskakorissa olevia HubSpot ei anna'),
      });
      expect(parts.at(-1)).toMatchObject({ part: 'end' });
    });

    it('is made only when HubSpot answers', async () => {
      app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/7003/messages'), kind: '500' });
      await expect(copyOf()).rejects.toThrow();
    });
  });

  it('holds answers to surveys, and of one with somebody else only that it is there', async () => {
    const parts = await copyOf();
    expect(partsOf(parts, 'feedback')).toMatchObject([{ id: '881' }, { id: '882', details: [] }]);
    const [own, shared] = partsOf(parts, 'feedback');
    expect(own?.details).toContainEqual(expect.objectContaining({ property: 'hs_content', value: 'Hyvä kurssi' }));
    expect(shared?.leftOut).toMatchObject([{ ground: 'rights_of_others' }]);
    expect(placeOf(parts, 'feedback')).toMatchObject({ state: 'covered', count: 2 });
  });

  it.each([
    ['404', '400'],
    ['501', '501'],
  ] as const)('names what HubSpot will not be asked about in this account: %s and %s', async (threads, surveys) => {
    app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/threads'), kind: threads });
    app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/feedback_submissions'), kind: surveys });
    const parts = await copyOf();
    for (const place of ['conversations', 'feedback'])
      expect(placeOf(parts, place)).toMatchObject({
        state: 'not_available',
        text: expect.stringContaining('HubSpot ei anna'),
      });
    expect(parts.at(-1)).toMatchObject({ part: 'end' });
  });

  it('tells until when the data is kept, and of a colleague who decides that no more than that', async () => {
    const own = partsOf(await copyOf(), 'retention')[0];
    expect(own).toMatchObject({ status: 'active', endsOn: '2030-05-04', setBy: { type: 'meetings', id: '11' } });
    const colleague = partsOf(await copyOf(personRequest(['102'])), 'retention')[0];
    expect(colleague).toMatchObject({ basis: 'colleague_activity', setBy: null, endsOn: '2030-05-04' });
    expect(JSON.stringify(colleague)).not.toContain('11"');
  });

  it('takes two contacts of one person for one person, and says so of none', async () => {
    const parts = await copyOf(personRequest(['101', '102']));
    expect(engagement(parts, 'notes:32')).toMatchObject({ othersCount: 0, texts: [{ property: 'hs_note_body' }] });
    expect(partsOf(parts, 'contact').map(({ contactId }) => contactId)).toEqual(['101', '102']);
    const nobody = await copyOf(personRequest([]));
    expect(partsOf(nobody, 'cover')[0]?.notes[0]).toContain('ei löytynyt');
    expect(nobody.at(-1)).toMatchObject({ part: 'end', entries: 0 });
  });

  it('is a document of the published schema', async () => {
    const text = Buffer.concat(await collect(writeJson(copyParts(engine, personRequest(['101']))))).toString();
    expect(copyDocumentSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
  });

  it('shows 2,000 values that a property has had', async () => {
    for (let at = 0; at < 2_000; at += 1)
      editRecord(account, 'contacts', '104', { jobtitle: `Työ ${at}` }, NOW - 9 * DAY + at, byUser(7));
    const parts = await copyOf(personRequest(['104']));
    const job = partsOf(parts, 'category').find(({ category }) => category === 'job');
    expect(job?.entries[0]).toMatchObject({ value: 'Työ 1999', historyMayBeCut: true });
    expect(job?.entries[0]?.history).toHaveLength(2_000);
  });
});

it('reads engagements as they are taken, and fewer at a time where they are long', async () => {
  const long = `<p>${'x'.repeat(1_000_000)}</p>`;
  for (let at = 0; at < 70; at += 1)
    addEngagement(account, 'notes', String(700 + at), { hs_note_body: at < 10 ? long : 'lyhyt' }, ['104']);
  const pages = () =>
    app.hubspot.log
      .filter(({ path }) => path.endsWith('/objects/2026-09/notes/batch/read'))
      .map(({ ids }) => ids.length);
  const before = pages().length;
  const taken: number[] = [];
  for await (const part of copyParts(engine, personRequest(['104'])))
    if (part.part === 'engagement') taken.push(pages().length - before);
  expect(pages().slice(before)).toEqual([5, 5, 5, 50, 5]);
  expect([taken[0], taken[4], taken[5], taken[10], taken[15]]).toEqual([1, 1, 2, 3, 4]);
});

describe('a copy for portability', () => {
  it('holds what the person gave: values by a form, and e-mails of theirs', async () => {
    const parts = await copyOf(personRequest(['101'], { kind: 'portability' }));
    const entries = [...partsOf(parts, 'category'), ...partsOf(parts, 'other_properties')].flatMap(
      (one) => one.entries,
    );
    expect(entries.map(({ property }) => property).sort()).toEqual(['email', 'ruokavalio']);
    expect(partsOf(parts, 'engagement').map(({ type, id }) => `${type}:${id}`)).toEqual(['emails:31']);
    expect(partsOf(parts, 'lists')).toEqual([]);
    const written = partsOf(parts, 'conversation').flatMap(({ messages }) => messages.map(({ id }) => id));
    expect(written).toEqual(['a1', 'a4']);
    expect(partsOf(parts, 'feedback').map(({ id }) => id)).toEqual(['881']);
    const text = Buffer.concat(
      await collect(writeJson(copyParts(engine, personRequest(['101'], { kind: 'portability' })))),
    );
    expect(copyDocumentSchema.safeParse(JSON.parse(text.toString())).error).toBeUndefined();
  });

  it('holds nothing of a category all of whose purposes are on another basis', async () => {
    const purpose = {
      code: 'x',
      text: 'Tarkoitus',
      basis: 'legitimate_interests',
      categories: null,
      legitimateInterest: 'Etu',
    };
    const policy = policyWith({ purposes: [purpose] });
    const parts = await collect(copyParts({ ...engine, policy }, personRequest(['101'], { kind: 'portability' })));
    const entries = partsOf(parts, 'category').flatMap((one) => one.entries);
    expect(entries.map(({ property }) => property)).toEqual(['ruokavalio']);
    expect(partsOf(parts, 'engagement')).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['crm.lists.read', ['lists']],
    ['crm.objects.marketing_events.read', ['marketing_events']],
    ['conversations.read', ['conversations']],
    ['crm.objects.feedback_submissions.read', ['feedback']],
    ['sales-email-read', ['emails']],
    ['communication_preferences.read', ['subscriptions']],
    ['crm.objects.companies.read', ['company']],
  ])('is named when the scope %s is missing', async (scope, places) => {
    app.hubspot.missingScopes.add(scope);
    const parts = await copyOf();
    for (const place of places) expect(placeOf(parts, place)).toMatchObject({ state: 'missing_scope', scope });
    expect(parts.at(-1)).toMatchObject({ part: 'end' });
  });

  it.each([
    ['objects/2026-09/contacts/batch/read', '500'],
    ['objects/2026-09/notes/batch/read', '500'],
    ['notes/contacts/batch/read', 'garbage'],
    ['contacts/notes/batch/read', '400'],
    ['objects/2026-09/companies/batch/read', '503'],
    // A list of properties without any says nothing of what they hold.
    ['properties/2026-09/contacts', 'nobody'],
    ['properties/2026-09/notes', 'nobody'],
    ['properties/2026-09/emails', 'half-page'],
    ['memberships', '500'],
    ['breakdown', '500'],
    ['statuses/aino%40example.fi', '500'],
    ['contacts/deals/batch/read', '500'],
    ['contacts/contacts/batch/read', '500'],
    ['conversations/2026-09/threads', '500'],
    ['7001/messages', '404'],
    ['a4/original-content', '404'],
    ['contacts/feedback_submissions/batch/read', '400'],
  ] as const)('ends the copy when %s is answered by %s', async (ending, kind) => {
    app.hubspot.faults.add({ match: ({ path }) => path.endsWith(ending), kind });
    await expect(copyOf()).rejects.toThrow();
  });

  it('is asked for one by one where a batch names nobody', async () => {
    app.hubspot.faults.add({ match: ({ path }) => path.endsWith('objects/2026-09/notes/batch/read'), kind: 'nobody' });
    expect(engagement(await copyOf(), 'notes:33')?.texts).toHaveLength(1);
  });

  it('ends the copy when the contact lies in the recycle bin, or was merged away', async () => {
    archiveRecord(account, 'contacts', '103', NOW);
    await expect(copyOf(personRequest(['103']))).rejects.toMatchObject({ code: 'contact_gone' });
    await expect(copyOf(personRequest(['77']))).rejects.toMatchObject({ code: 'contact_merged' });
  });
});
