import { describe, expect, test } from 'vitest';
import { archiveRecord, editRecord, purgeRecord } from '../../../local/simulator/change.ts';
import { execute } from '../../../src/effects/execute.ts';
import { eraseEngagements } from '../../../src/effects/kinds/erase-engagements.ts';
import type { SliceContext } from '../../../src/facts/context.ts';
import {
  addEngagement,
  type ErasureWorld,
  eraseEngagementsOf,
  erasureAccount,
  erasureWorld,
  TEXT,
  textIn,
} from '../../support/erasure-world.ts';
import { NOW } from '../../support/sync-world.ts';

const ALL = eraseEngagementsOf('101', ['notes:21', 'emails:22', 'calls:23'], ['notes:24', 'emails:25']);

const run = (context: SliceContext, ...effects: (typeof ALL)[]) =>
  execute(context, eraseEngagements(context), effects, { part: 0 });

const archived = { kind: 'done', as: 'archived' };
const kept = { kind: 'done', as: 'kept_scrubbed' };

function setReadOnly({ account }: ErasureWorld, type: 'emails' | 'notes' | 'calls', ...names: string[]) {
  for (const name of names) Object.assign(account.properties[type].get(name) ?? {}, { readOnlyValue: true });
}

const writes = ({ app }: ErasureWorld) =>
  app.hubspot.log
    .filter(({ path }) => /\/batch\/(update|archive)$/.test(path))
    .map(({ path, ids }) => `${path.split('/').slice(-3).join('/')} ${ids}`);

describe('engagements of people who are erased', () => {
  test('those of one person lose their text and go to the bin; those of the company stay without it', async () => {
    const world = await erasureWorld();
    const { account } = world;
    const fates = await run(await world.slice(), ALL);
    expect(Object.fromEntries(fates)).toEqual({
      'contact:101 notes:21': archived,
      'contact:101 emails:22': archived,
      'contact:101 calls:23': archived,
      'contact:101 notes:24': kept,
      'contact:101 emails:25': kept,
    });
    for (const [type, id] of [
      ['notes', '21'],
      ['emails', '22'],
      ['calls', '23'],
      ['notes', '24'],
      ['emails', '25'],
    ] as const) {
      expect(textIn(account, type, id)).toBe(false);
      expect(account.records[type].get(id)?.archivedAt === undefined).toBe(id > '23');
    }
    expect(account.records.notes.get('24')?.properties.hs_note_body).toBe('[poistettu]');
    // A number is cleared: HubSpot may take no word there.
    expect(account.records.calls.get('23')?.properties).toMatchObject({ hs_call_title: '[poistettu]' });
    expect(account.records.calls.get('23')?.properties.hs_call_to_number).toBeUndefined();
    // Nobody asked about anybody else's.
    expect(textIn(account, 'notes', '26')).toBe(true);
    expect(await world.said('contact:101')).toEqual([
      'intent notes:21 exclusive archived',
      'intent emails:22 exclusive archived',
      'intent calls:23 exclusive archived',
      'intent notes:24 company kept_scrubbed',
      'intent emails:25 company kept_scrubbed',
      'applied notes:21 exclusive archived',
      'applied emails:22 exclusive archived',
      'applied calls:23 exclusive archived',
      'applied notes:24 company kept_scrubbed',
      'applied emails:25 company kept_scrubbed',
    ]);
    expect((await world.app.newEngine().verifier.verify(() => undefined)).faults).toEqual([]);
  });

  test('those of several people go in one request for each type', async () => {
    const world = await erasureWorld();
    await run(await world.slice(), eraseEngagementsOf('101', ['notes:21']), eraseEngagementsOf('102', ['notes:26']));
    expect(writes(world)).toEqual(['notes/batch/update 21,26', 'notes/batch/archive 21,26']);
  });

  test('what holds no text is not written; what is to be kept and holds none is left as it is, unsaid', async () => {
    const account = erasureAccount();
    addEngagement(account, 'tasks', '31', {}, ['101']);
    addEngagement(account, 'tasks', '32', { hs_task_subject: '[poistettu]' }, ['101'], ['201']);
    const world = await erasureWorld(account);
    const fates = await run(await world.slice(), eraseEngagementsOf('101', ['tasks:31'], ['tasks:32']));
    expect([...fates.values()]).toEqual([kept, archived]);
    expect(writes(world)).toEqual(['tasks/batch/archive 31']);
    expect(await world.said('contact:101')).toEqual([
      'intent tasks:31 exclusive archived',
      'applied tasks:31 exclusive archived',
    ]);
  });

  test('text that nobody may change is archived, also where the engagement was to be kept; all other text is overwritten', async () => {
    const world = await erasureWorld();
    setReadOnly(world, 'emails', 'hs_email_subject', 'hs_email_html');
    const fates = await run(await world.slice(), eraseEngagementsOf('101', ['emails:22'], ['emails:25']));
    expect([...fates.values()]).toEqual([
      { kind: 'done', as: 'archived_only' },
      { kind: 'done', as: 'archived_only' },
    ]);
    const { emails } = world.account.records;
    expect(emails.get('22')).toMatchObject({
      archivedAt: expect.any(String),
      properties: { hs_email_subject: TEXT, hs_email_text: '[poistettu]' },
    });
    expect(emails.get('25')?.archivedAt).toBeDefined();
    expect(await world.said('contact:101')).toContain('applied emails:25 company archived_only');
  });

  test('text that HubSpot refuses to change against its own definition is archived, and the trail says so', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    const kind = eraseEngagements(context);
    const { go } = (await kind.recheck?.([eraseEngagementsOf('101', [], ['notes:24'])])) ?? { go: [] };
    // Known to be writable by then.
    setReadOnly(world, 'notes', 'hs_note_body');
    const fates = await execute(context, { ...kind, recheck: async () => ({ go, fates: new Map() }) }, go, { part: 0 });
    expect([...fates.values()]).toMatchObject([{ kind: 'done', as: 'archived_only' }]);
    expect(world.account.records.notes.get('24')?.archivedAt).toBeDefined();
    const [applied] = (await world.events()).filter(({ action }) => action === 'applied');
    expect(applied?.cause).toMatch(/^archived only: HubSpot refused to overwrite it \(rejected 400 .*READ_ONLY_VALUE/);
  });

  test('a property that the policy names and the account lacks, or for text that only the account has, is left, and the run says so; without any, nothing is kept', async () => {
    const world = await erasureWorld(erasureAccount(), {
      policy: { erasure: { text: { notes: ['hs_note_body', 'hs_no_such_body'], emails: ['hs_no_such_text'] } } },
    });
    const { notes } = world.account.properties;
    const own = { label: 'Oma', groupName: 'notes', description: '', options: [] };
    notes.set('oma_teksti', { ...own, name: 'oma_teksti', type: 'string', fieldType: 'text' });
    notes.set('oma_luku', { ...own, name: 'oma_luku', type: 'number', fieldType: 'number' });
    const context = await world.slice();
    const fates = await run(context, eraseEngagementsOf('101', [], ['notes:24', 'emails:25']));
    expect([...fates.values()]).toEqual([kept, { kind: 'done', as: 'archived_only' }]);
    expect(context.session.run.notes).toEqual([
      expect.stringContaining('no property hs_no_such_body on notes'),
      expect.stringContaining('a property oma_teksti on notes for text'),
      expect.stringContaining('no property hs_no_such_text on emails'),
    ]);
  });

  test('definitions are read once for each type in a slice', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    await run(context, eraseEngagementsOf('101', ['notes:21']));
    await run(context, eraseEngagementsOf('102', ['notes:26']));
    expect(world.app.hubspot.log.filter(({ path }) => path.startsWith('/crm/properties/'))).toHaveLength(1);
  });

  test('what somebody else archived or erased meanwhile is no work of ours', async () => {
    const world = await erasureWorld();
    archiveRecord(world.account, 'notes', '21', NOW);
    purgeRecord(world.account, 'emails', '22', NOW);
    const fates = await run(await world.slice(), eraseEngagementsOf('101', ['notes:21', 'emails:22']));
    expect(Object.fromEntries(fates)).toEqual({
      'contact:101 notes:21': { kind: 'overtaken', reason: 'somebody archived it with its text', gone: true },
      'contact:101 emails:22': { kind: 'overtaken', reason: 'it was gone already', gone: true },
    });
    expect(writes(world)).toEqual([]);
    expect(await world.said('contact:101')).toEqual([]);
  });

  test('one that is refused is left with its text, and not archived; the trail tells one from the others', async () => {
    const world = await erasureWorld();
    world.app.hubspot.faults.add({
      match: ({ path, body }) => path.endsWith('/notes/batch/update') && JSON.stringify(body).includes('"21"'),
      kind: '400',
    });
    const fates = await run(await world.slice(), eraseEngagementsOf('101', ['notes:21'], ['notes:24']));
    expect(Object.fromEntries(fates)).toEqual({
      'contact:101 notes:21': { kind: 'refused', reason: 'rejected 400 VALIDATION_ERROR', codes: ['VALIDATION_ERROR'] },
      'contact:101 notes:24': kept,
    });
    expect(world.account.records.notes.get('21')?.archivedAt).toBeUndefined();
    expect(await world.said('contact:101')).toEqual([
      'intent notes:21 exclusive archived',
      'intent notes:24 company kept_scrubbed',
      'not_applied notes:21 exclusive archived',
      'applied notes:24 company kept_scrubbed',
    ]);
    expect((await world.app.newEngine().verifier.verify(() => undefined)).faults).toEqual([]);
  });

  test('an answer that says it was archived is not believed', async () => {
    const world = await erasureWorld();
    world.app.hubspot.faults.add({ match: ({ path }) => path.endsWith('/notes/batch/archive'), kind: 'nobody' });
    const context = await world.slice();
    await context.session.update(() => ({ failures: 3 }));
    const fates = await run(context, eraseEngagementsOf('101', ['notes:21']));
    expect([...fates.values()]).toEqual([
      { kind: 'unsure', reason: 'archived by HubSpot, by its answer, and still there' },
    ]);
    // It stays open, and whoever comes next sees that it did not happen.
    expect(await world.said('contact:101')).toEqual(['intent notes:21 exclusive archived']);
    await world.slice();
    expect((await world.said('contact:101')).at(-1)).toBe('not_applied notes:21 exclusive archived');
  });

  test('what cannot be read is not touched', async () => {
    const world = await erasureWorld();
    world.app.hubspot.faults.add({ match: ({ path }) => path.includes('/notes/'), kind: '503' });
    const fates = await run(await world.slice(), eraseEngagementsOf('101', ['notes:21', 'calls:23']));
    expect(Object.fromEntries(fates)).toEqual({
      'contact:101 notes:21': { kind: 'refused', reason: 'unavailable 503' },
      'contact:101 calls:23': archived,
    });
  });

  test('many engagements are many intents, each of which one can conclude apart', async () => {
    const account = erasureAccount();
    const ids = Array.from({ length: 230 }, (_, index) => String(1_000 + index));
    for (const id of ids) addEngagement(account, 'notes', id, { hs_note_body: TEXT }, ['101']);
    const world = await erasureWorld(account);
    const names = ids.map((id) => `notes:${id}` as const);
    world.app.hubspot.faults.add({
      match: ({ path, body }) => path.endsWith('/notes/batch/update') && JSON.stringify(body).includes('"1111"'),
      kind: '400',
    });
    const fates = await run(await world.slice(), eraseEngagementsOf('101', names));
    expect([...fates].filter(([, { kind }]) => kind !== 'done').map(([name]) => name)).toEqual([
      'contact:101 notes:1111',
    ]);
    const events = await world.events();
    expect(events.filter(({ action }) => action === 'applied')).toHaveLength(229);
    expect(events.filter(({ action }) => action === 'not_applied').map(({ property }) => property)).toEqual([
      'notes:1111',
    ]);
    const { verifier } = world.app.newEngine();
    expect((await verifier.verify(() => undefined)).faults).toEqual([]);
  });

  test('what is to be followed up of an archived engagement is forgotten, of one that stays it is not', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    await context.state.due.add([
      '2027-01-01T00:00:00.000Z|notes:21',
      '2027-01-01T00:00:00.000Z|notes:24',
      'x|notes:26',
    ]);
    editRecord(world.account, 'notes', '24', { hs_timestamp: '2027-01-01T00:00:00.000Z' }, NOW);
    await run(context, eraseEngagementsOf('101', ['notes:21'], ['notes:24']));
    expect(await context.state.due.list('', '~')).toEqual(['2027-01-01T00:00:00.000Z|notes:24', 'x|notes:26']);
  });

  test('a dry run lists what would be done', async () => {
    const world = await erasureWorld();
    const context = await world.slice();
    const { runId } = context.session.run;
    await eraseEngagements(context).list([eraseEngagementsOf('101', ['notes:21'], ['notes:24'])], 0);
    const { items } = await context.changes.page(
      { runId, finishedAt: '' },
      { companies: 0, contacts: 1 },
      { kind: 'companies', part: 0, index: 0 },
      10,
    );
    expect(items.map(({ id, property, after }) => `${id} ${property} ${after}`)).toEqual([
      '101 notes:21 archived',
      '101 notes:24 kept_scrubbed',
    ]);
    expect(textIn(world.account, 'notes', '21')).toBe(true);
  });
});
