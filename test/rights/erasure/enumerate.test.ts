import { afterEach, describe, expect, test } from 'vitest';
import {
  addRecord,
  archiveRecord,
  associate,
  dissociate,
  editRecord,
  restoreRecord,
} from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { ACTIVITY_TYPES } from '../../../src/policy/activity-types.ts';
import type { Examined } from '../../../src/rights/erasure/examine.ts';
import { accountOfPeople, adderOf, EXAMINED_AT } from '../../support/erasure-people.ts';
import { examinedByRun } from '../../support/examined-by-run.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';

let app: RegisterApp;
afterEach(() => app.close());

const CREATED = '2012-03-02T08:00:00.000Z';

/** One person, 100001, with one engagement of each type: 11 to 17. */
async function start() {
  const account = accountOfPeople();
  const id = adderOf(account)();
  for (const [place, type] of ACTIVITY_TYPES.entries()) {
    addRecord(account, type, { id: String(11 + place), createdAt: CREATED, properties: {} });
    associate(account, type, String(11 + place), 'contacts', id);
  }
  app = await startRegisterApp({ account, now: EXAMINED_AT });
  await app.reconcile();
  return { account, id };
}

async function examined(
  id: string,
  withoutScope: readonly ('deals' | 'tickets')[] = [],
): Promise<Examined | undefined> {
  return (await examinedByRun(app, [id], { withoutScope })).examined.get(id);
}

/** Classes by engagement. */
function classesOf(one: Examined | undefined): Record<string, string> {
  const engagements = one !== undefined && 'engagements' in one ? (one.engagements ?? []) : [];
  return Object.fromEntries(engagements.map((each) => [`${each.type}:${each.id}`, each.class]));
}

describe('the engagements of a person', () => {
  test('are of all seven types, counted by the policy or not, each with the time of its last change', async () => {
    const { account, id } = await start();
    editRecord(account, 'tasks', '17', { hs_task_subject: 'x' }, EXAMINED_AT - 5_000);
    const one = await examined(id);
    expect(one).toMatchObject({ kind: 'open', withoutScope: [] });
    expect(Object.keys(classesOf(one))).toEqual(ACTIVITY_TYPES.map((type, place) => `${type}:${11 + place}`));
    const engagements = one?.kind === 'open' ? one.engagements : [];
    const times = ACTIVITY_TYPES.map((type) => (type === 'tasks' ? EXAMINED_AT - 5_000 : Date.parse(CREATED)));
    expect(engagements.map(({ modifiedAt }) => modifiedAt)).toEqual(times);
  });

  test('are classed by everything that they are associated with', async () => {
    const { account, id } = await start();
    for (const kind of ['contacts', 'companies', 'deals', 'tickets'] as const) {
      addRecord(account, kind, { id: '900', createdAt: CREATED, properties: {} });
    }
    associate(account, 'meetings', '11', 'contacts', '900');
    associate(account, 'calls', '12', 'companies', '900');
    associate(account, 'emails', '13', 'deals', '900');
    associate(account, 'communications', '14', 'tickets', '900');
    const all = {
      'meetings:11': 'shared',
      'calls:12': 'company',
      'emails:13': 'shared',
      'communications:14': 'shared',
    };
    const rest = { 'postal_mail:15': 'exclusive', 'notes:16': 'exclusive', 'tasks:17': 'exclusive' };
    expect(classesOf(await examined(id))).toEqual({ ...all, ...rest });
    // Of a record that was merged into the person's it is this person's alone.
    const { id: survivor } = mergeRecords(account, 'contacts', id, '900', EXAMINED_AT, true);
    expect(classesOf(await examined(survivor))).toMatchObject({ 'meetings:11': 'exclusive' });
  });

  test('are not those in the bin, and those again that come back from it', async () => {
    const { account, id } = await start();
    archiveRecord(account, 'notes', '16', EXAMINED_AT);
    expect(classesOf(await examined(id))).not.toHaveProperty('notes:16');
    restoreRecord(account, 'notes', '16', EXAMINED_AT);
    expect(classesOf(await examined(id))).toHaveProperty('notes:16');
  });

  test('that are archived while they are read are left out, once nobody leads to them any more', async () => {
    const { account, id } = await start();
    const isRead = ({ path }: { path: string }) => path.endsWith('objects/2026-09/notes/batch/read');
    // The first answer is lost; before the second the note is archived.
    app.hubspot.faults.add({
      match: (request) => {
        if (isRead(request) && account.records.notes.get('16')?.archivedAt === undefined)
          archiveRecord(account, 'notes', '16', EXAMINED_AT);
        return false;
      },
      kind: '500',
    });
    const one = await examined(id);
    expect(one).toMatchObject({ kind: 'open' });
    expect(classesOf(one)).not.toHaveProperty('notes:16');
  });

  test('that lead elsewhere when they are asked about again keep the person', async () => {
    const { account, id } = await start();
    addRecord(account, 'notes', { id: '18', createdAt: CREATED, properties: {} });
    app.hubspot.faults.add({
      match: ({ path }) => {
        if (
          path.endsWith('objects/2026-09/notes/batch/read') &&
          account.records.notes.get('16')?.archivedAt === undefined
        ) {
          archiveRecord(account, 'notes', '16', EXAMINED_AT);
          associate(account, 'notes', '18', 'contacts', id);
        }
        return false;
      },
      kind: '500',
    });
    expect(await examined(id)).toMatchObject({ kind: 'protected', protection: 'engagement_unread' });
  });

  test('that lose the person while they are read keep them', async () => {
    const { account, id } = await start();
    app.hubspot.faults.add({
      match: ({ path }) => {
        if (path.endsWith('notes/contacts/batch/read')) dissociate(account, 'notes', '16', 'contacts', id);
        return false;
      },
      kind: '500',
    });
    expect(await examined(id)).toMatchObject({ kind: 'protected', protection: 'engagement_unread' });
  });
});

describe('a missing scope', () => {
  test.each([
    ['deals', 'crm.objects.deals.read'],
    ['tickets', 'tickets'],
  ] as const)('for %s keeps everybody, unless the policy names them', async (kind, scope) => {
    const { account, id } = await start();
    addRecord(account, kind, { id: '900', createdAt: CREATED, properties: {} });
    associate(account, 'notes', '16', kind, '900');
    app.hubspot.behaviour.associationsTakeOwnScope = true;
    app.hubspot.missingScopes.add(scope);
    const one = await examined(id);
    expect(one).toMatchObject({ kind: 'protected', protection: 'engagement_unread' });
    expect(new Set(Object.values(classesOf(one)))).toEqual(new Set(['unread']));
    const other = kind === 'deals' ? 'tickets' : 'deals';
    expect(await examined(id, [other])).toMatchObject({ protection: 'engagement_unread' });
    const allowed = await examined(id, [kind]);
    expect(allowed).toMatchObject({ kind: 'open', withoutScope: [kind] });
    expect(classesOf(allowed)).toMatchObject({ 'notes:16': 'exclusive' });
    // What is allowed is not said where nothing was missing.
    app.hubspot.missingScopes.clear();
    const asked = await examined(id, [kind]);
    expect(asked).toMatchObject({ kind: 'open', withoutScope: [] });
    expect(classesOf(asked)).toMatchObject({ 'notes:16': 'shared' });
  });
});
