import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addRecord, editRecord } from '../../../local/simulator/change.ts';
import type { FaultKind } from '../../../local/simulator/fault-kinds.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { listEvents } from '../../../src/audit/query/list-events.ts';
import { rectify } from '../../../src/rights/requests/actions/rectify.ts';
import { openDuties } from '../../../src/rights/requests/duties.ts';
import { requestActions } from '../../../src/rights/requests/look.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import type { Engine } from '../../../src/work/engine.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { keptRows } from '../../support/kept-rows.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { requestOf } from '../../support/request-samples.ts';
import { NOW, syncWorld } from '../../support/sync-world.ts';

// Values put right in HubSpot (Art. 16), against the simulator: one world, and a contact of its own for each test.

const account = syncWorld();
let app: RegisterApp;
let engine: Engine;
let made = 5_000;

beforeAll(async () => {
  app = await startRegisterApp({ account, now: NOW });
  engine = app.newEngine();
  await engine.storage.prepare();
});
afterAll(() => app.close());
afterEach(() => {
  app.hubspot.faults.clear();
  app.hubspot.behaviour.keepsFormerAddress = true;
  app.hubspot.behaviour.duplicateAddress = 409;
  delete account.validationRules;
  delete account.conditionalRules;
});

/** A contact with a request that waits to be decided. */
async function asked(properties: Record<string, string> = {}, difference: Partial<PersonRequest> = {}) {
  made += 1;
  const contactId = String(made);
  const createdAt = '2020-01-01T00:00:00.000Z';
  addRecord(account, 'contacts', { id: contactId, createdAt, properties: { city: 'Salakaupunki', ...properties } });
  const state = 'assessing';
  const request = requestOf({ kind: 'rectification', state, contactIds: [contactId], ...difference }, NOW + made);
  await requestsOf(engine).create(request);
  const put = (property: string, value: string, contact = contactId) =>
    rectify(engine, request.id, { contactId: contact, property, value }, 'officer');
  const held = (property: string) => account.records.contacts.get(contactId)?.properties[property] ?? '';
  const told = async () =>
    (await auditEvents(app.table('audit'))).filter((one) => one.subject === `contact:${contactId}`);
  return { contactId, id: request.id, put, held, told };
}

const patches = () => app.hubspot.log.filter(({ method }) => method === 'PATCH');
const broken = (of: string, kind: FaultKind, times?: number) =>
  app.hubspot.faults.add({
    match: ({ method, path }) => `${method} ${path}`.startsWith(of),
    kind,
    ...(times === undefined ? {} : { times }),
  });

test('writes the value, keeps that it did, and keeps no value anywhere', async () => {
  const { contactId, id, put, held, told } = await asked();
  expect(await put('city', 'Oikeakaupunki')).toMatchObject({
    kind: 'done',
    rectification: { contactId, property: 'city', as: 'written', rulesRead: true, formerAddressKept: null },
    request: { state: 'assessing', rectified: [{ contactId, property: 'city', by: 'officer' }] },
  });
  expect(held('city')).toBe('Oikeakaupunki');
  expect(patches().at(-1)).toMatchObject({ ids: [contactId], status: 200 });
  const events = await told();
  expect(events.map(({ action, property }) => [action, property])).toEqual([
    ['intent', 'city'],
    ['applied', 'city'],
    ['request_rectified', ''],
  ]);
  const hash = (value: string) => engine.auditKey.hashOfText('city', value);
  expect(events[0]).toMatchObject({
    before: hash('Salakaupunki'),
    after: hash('Oikeakaupunki'),
    actor: 'officer',
    runId: '',
  });
  expect(events[0]?.cause).toBe(`request=${id}`);
  const { storage } = engine;
  for (const table of [storage.audit, storage.requests, storage.runs, storage.index])
    expect(await keptRows(table)).not.toMatch(/kaupunki/i);
});

test('what is there already is not written, and is kept as done', async () => {
  const { put, told } = await asked({ email: 'aino.virtanen@example.fi' });
  const before = patches().length;
  expect(await put('email', 'Aino.Virtanen@Example.FI')).toMatchObject({
    rectification: { as: 'already_there', formerAddressKept: null },
    request: { rectified: [{ property: 'email' }] },
  });
  expect(patches()).toHaveLength(before);
  expect((await told()).map(({ action }) => action)).toEqual(['request_rectified']);
});

test('an empty value clears; the same property is kept once', async () => {
  const { put, held } = await asked({ ruokavalio: 'kala' });
  await put('ruokavalio', 'kasvis');
  expect(await put('ruokavalio', '')).toMatchObject({ rectification: { as: 'written' }, request: { rectified: [{}] } });
  expect(held('ruokavalio')).toBe('');
});

test.each([
  ['ruokavaliox', 'x', 'property'],
  ['rekisteri_hold_until', '2030-01-01', 'property'],
  ['lifecyclestage', 'lead', 'property'],
  ['name', 'Oy', 'property'],
] as const)('%s is no property to put right', async (property, value, path) => {
  const { put } = await asked();
  const before = app.hubspot.log.length;
  expect(await put(property, value)).toMatchObject({ kind: 'wrong_field', path });
  expect(app.hubspot.log).toHaveLength(before);
});

test('a contact of somebody else is refused, and so is another state, kind or request', async () => {
  const { put, id } = await asked();
  expect(await put('city', 'x', '101')).toMatchObject({ kind: 'wrong_field', path: 'contactId' });
  const early = await asked({}, { state: 'identifying' });
  expect(await early.put('city', 'x')).toEqual({ kind: 'wrong_state', state: 'identifying' });
  const other = await asked({}, { kind: 'access' });
  expect(await other.put('city', 'x')).toEqual({ kind: 'wrong_state', state: 'assessing' });
  expect(await rectify(engine, `${id.slice(0, -1)}x`, { contactId: '101', property: 'city', value: 'x' }, 'o')).toEqual(
    {
      kind: 'unknown_request',
    },
  );
  expect((await early.told()).map(({ action }) => action)).toEqual([]);
  const refused = (await auditEvents(app.table('audit'))).filter(({ action }) => action === 'refused');
  expect(refused.map(({ cause }) => cause)).toContain('action=rectifications reason=wrong_state');
});

test.each([
  ['tyokokemus_vuotta', 'kymmenen', 'must be a number, with a point before decimals'],
  ['viimeisin_tilaisuus_pvm', '1.2.2026', 'must be a date such as 2026-11-23'],
  ['email', 'aino', 'must be an e-mail address'],
  ['hs_language', 'xx', expect.stringMatching(/^must be one of the options /)],
] as const)(
  '%s: what its definition does not take is told before anything is written',
  async (property, value, message) => {
    const { put, told } = await asked();
    const before = patches().length;
    expect(await put(property, value)).toEqual({ kind: 'wrong_value', messages: [message] });
    expect(patches()).toHaveLength(before);
    expect(await told()).toEqual([]);
  },
);

test("the account's own rules are read first; without the scope, or without any, HubSpot judges alone", async () => {
  account.validationRules = new Map([['zip', [{ ruleType: 'MAX_LENGTH', ruleArguments: ['5'] }]]]);
  const { put, held, told } = await asked({ zip: '00100' });
  const before = patches().length;
  expect(await put('zip', '123456')).toEqual({ kind: 'wrong_value', messages: ['must have at most 5 characters'] });
  expect(patches()).toHaveLength(before);
  broken('GET /crm/property-validations/', '403', 1);
  expect(await put('zip', '123456')).toMatchObject({ kind: 'wrong_value' });
  expect(patches()).toHaveLength(before + 1);
  expect((await told()).map(({ action }) => action)).toEqual(['intent', 'not_applied']);
  broken('GET /crm/property-validations/', '404', 1);
  expect(await put('zip', '00200')).toMatchObject({ rectification: { as: 'written', rulesRead: true } });
  broken('GET /crm/property-validations/', '403', 1);
  expect(await put('zip', '00300')).toMatchObject({ rectification: { as: 'written', rulesRead: false } });
  expect(held('zip')).toBe('00300');
});

test('a pattern is judged by HubSpot, and told in the words of who made it', async () => {
  account.validationRules = new Map([
    ['jobtitle', [{ ruleType: 'REGEX', ruleArguments: ['^[A-Z]+$', 'Vain isot kirjaimet'] }]],
  ]);
  const { put, told } = await asked();
  const refusal = await put('jobtitle', 'salainen');
  expect(refusal).toMatchObject({
    kind: 'wrong_value',
    messages: ['Vain isot kirjaimet', expect.stringMatching('REGEX')],
  });
  expect(JSON.stringify([refusal, await told()])).not.toContain('salainen');
});

test('a property that a rule of the account asks for besides is told by label and name', async () => {
  account.conditionalRules = [{ property: 'address', when: { property: 'city', value: 'Turku' } }];
  const { put, held } = await asked();
  expect(await put('city', 'Turku')).toEqual({
    kind: 'missing_properties',
    properties: [{ name: 'address', label: expect.stringMatching(/\S/) }],
  });
  expect(held('city')).toBe('Salakaupunki');
  await put('address', 'Katu 1');
  expect(await put('city', 'Turku')).toMatchObject({ kind: 'done' });
});

test.each([409, 400] as const)(
  'an address that another contact has is a conflict that names its id (%i)',
  async (status) => {
    app.hubspot.behaviour.duplicateAddress = status;
    const email = `toinen${status}@example.fi`;
    const other = await asked({ email });
    const { put, told } = await asked({ email: `oma${status}@example.fi` });
    expect(await put('email', email)).toEqual({ kind: 'value_taken', contactId: other.contactId });
    expect((await told()).map(({ action }) => action)).toEqual(['intent', 'not_applied']);
    expect(JSON.stringify(await told())).not.toContain('example.fi');
  },
);

test('of a new address it is told whether the former one is kept beside it', async () => {
  const { put } = await asked({ email: 'vanha.osoite@example.fi' });
  expect(await put('email', 'uusi.osoite@example.fi')).toMatchObject({ rectification: { formerAddressKept: true } });
  app.hubspot.behaviour.keepsFormerAddress = false;
  expect(await put('email', 'uusin.osoite@example.fi')).toMatchObject({ rectification: { formerAddressKept: false } });
});

test('a contact that was merged or is gone is left alone', async () => {
  const [merged, survivor, gone] = [await asked(), await asked(), await asked()];
  mergeRecords(account, 'contacts', survivor.contactId, merged.contactId, NOW, true);
  account.records.contacts.delete(gone.contactId);
  const before = patches().length;
  expect(await merged.put('city', 'x')).toEqual({
    kind: 'merged_contact',
    contactId: merged.contactId,
    into: survivor.contactId,
  });
  expect(await gone.put('city', 'x')).toEqual({ kind: 'merged_contact', contactId: gone.contactId, into: undefined });
  expect(patches()).toHaveLength(before);
});

test.each(['reset-after', 'truncated', '500'] as const)(
  'a lost answer (%s) is looked up and does not write twice',
  async (kind) => {
    const { put, held } = await asked();
    broken('PATCH ', kind, 1);
    expect(await put('city', `Kuopio ${kind}`)).toMatchObject({ rectification: { as: 'written' } });
    expect(held('city')).toBe(`Kuopio ${kind}`);
  },
);

test('what nobody knows is told, is safe to repeat, and is closed by the next run', async () => {
  const { put, told, held, contactId } = await asked();
  broken('PATCH ', '500');
  expect(await put('city', 'Kuopio')).toEqual({ kind: 'unsure' });
  expect((await told()).map(({ action }) => action)).toEqual(['intent']);
  app.hubspot.faults.clear();
  expect(await put('city', 'Kuopio')).toMatchObject({ rectification: { contactId, as: 'written' } });
  // While another is put right, a run writes to both: other properties, so neither takes anything from the other.
  const other = await asked();
  const [run, done] = await Promise.all([app.reconcile(engine), other.put('city', 'Turku')]);
  expect([run.status, done.kind]).toEqual(['succeeded', 'done']);
  const ofValues = (await told()).filter(
    ({ property, action }) => property === 'city' || action === 'request_rectified',
  );
  const actions = ['intent', 'intent', 'applied', 'request_rectified', 'applied'];
  expect(ofValues.map(({ action }) => action)).toEqual(actions);
  expect([held('city'), other.held('city')]).toEqual(['Kuopio', 'Turku']);
  expect([held('rekisteri_retention_status'), other.held('rekisteri_retention_status')]).toEqual(['active', 'active']);
  expect(await engine.audit.open()).toEqual([]);
  // Calls are in no run, and the trail verifies all the same.
  expect((await engine.verifier.verify(() => undefined)).faults).toEqual([]);
  const { events } = await listEvents(engine.storage.audit, { subject: `contact:${contactId}` }, 1_000);
  expect(events).toHaveLength((await told()).length);
});

test('what HubSpot cannot be asked for is an error, and nothing is intended', async () => {
  const { put, told } = await asked();
  broken('GET /crm/properties/', '503');
  await expect(put('city', 'Kuopio')).rejects.toMatchObject({ code: 'unavailable' });
  expect(await told()).toEqual([]);
});

test('what was granted and HubSpot refuses is put right by hand there, told with the same value, and the request can end', async () => {
  const granted = { subject: 'property:city', outcome: 'granted', ground: null, statute: null, until: null } as const;
  const at = '2026-11-23T09:00:00.000Z';
  const decision = { items: [{ ...granted, proofRef: null }], by: 'o', at, on: '2026-11-23', proposedBy: null };
  const letters: PersonRequest['letters'] = [{ letter: 'answer', sentOn: '2026-11-23', by: 'o', at }];
  const { contactId, put } = await asked({}, { state: 'executing', decision, letters });
  account.conditionalRules = [{ property: 'address', when: { property: 'city', value: 'Turku' } }];
  expect(await put('city', 'Turku')).toMatchObject({ kind: 'missing_properties' });
  editRecord(account, 'contacts', contactId, { city: 'Turku', address: 'Linnankatu 1' }, NOW);
  const outcome = await put('city', 'Turku');
  expect(outcome).toMatchObject({ kind: 'done', rectification: { as: 'already_there' } });
  if (outcome.kind !== 'done') return;
  expect(openDuties(outcome.request, { processors: [] })).toEqual([]);
  const actions = requestActions(outcome.request, { processors: [] }, '2026-11-24');
  expect(actions).toContain('complete');
  expect(actions).not.toContain('rectifications');
});

test('the duty is over when everything that was granted was put right, of each contact', async () => {
  const policy = { processors: [] };
  const decided = (subjects: readonly string[], rectified: readonly string[], refused: readonly string[] = []) => {
    const item = (outcome: 'granted' | 'refused') => (subject: string) => {
      return { subject, outcome, ground: null, statute: null, until: null, proofRef: null };
    };
    const items = [...subjects.map(item('granted')), ...refused.map(item('refused'))];
    const decision = { items, by: 'o', at: '2026-11-23T10:00:00.000Z', on: '2026-11-23', proposedBy: null };
    return requestOf({
      kind: 'rectification',
      state: 'executing',
      contactIds: ['1', '2'],
      decision,
      letters: [{ letter: 'answer', sentOn: '2026-11-23', by: 'o', at: '2026-11-23T11:00:00.000Z' }],
      rectified: rectified.map((one) => {
        const [contactId = '', property = ''] = one.split(' ');
        return { contactId, property, at: '2026-11-23T09:00:00.000Z', by: 'o' };
      }),
    });
  };
  const cases = [
    [decided(['property:city'], []), ['rectification']],
    [decided(['property:city'], ['1 city']), ['rectification']],
    [decided(['property:city'], ['1 city', '2 city']), []],
    [decided(['property:city'], ['1 city'], ['contact:2']), []],
    [decided(['property:city', 'property:zip'], ['1 city', '2 city']), ['rectification']],
    [decided(['contact:1'], ['2 city']), ['rectification']],
    [decided(['contact:1'], ['1 city']), []],
    // An engagement is put right by hand.
    [decided(['notes:5512'], []), []],
  ] as const;
  for (const [request, open] of cases) {
    expect(openDuties(request, policy)).toEqual(open);
    // What was granted and is open can still be put right; nothing else can.
    expect(requestActions(request, policy, '2026-11-23').includes('rectifications')).toBe(open.length > 0);
  }
});

test('after a lost answer nothing is certain until HubSpot shows the value, whatever becomes of sending it again', async () => {
  const { put, held, told } = await asked();
  // The first is lost, and the second cannot be sent: the first may still arrive.
  broken('PATCH ', '500', 1);
  broken('PATCH ', '429-daily');
  expect(await put('city', 'Kuopio')).toEqual({ kind: 'unsure' });
  expect(held('city')).toBe('Salakaupunki');
  expect((await told()).map(({ action }) => action)).toEqual(['intent']);
});
