import { afterEach, expect, test } from 'vitest';
import type { AccountData } from '../../../local/simulator/account.ts';
import {
  addRecord,
  archiveRecord,
  moveToCompany,
  purgeRecord,
  restoreRecord,
} from '../../../local/simulator/change.ts';
import { mergeRecords } from '../../../local/simulator/merge.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { addActivity, expectAllRight, HOUR, NOW, syncWorld } from '../../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const CHANGES: Record<string, (account: AccountData) => void> = {
  'is made': (account) => {
    addRecord(account, 'contacts', { id: '110', createdAt: new Date(NOW).toISOString(), properties: {} }, NOW);
    moveToCompany(account, '110', '202', NOW);
    addActivity(account, 'calls', '15', new Date(NOW).toISOString(), { contacts: ['110'] }, NOW);
  },
  'is archived': (account) => archiveRecord(account, 'contacts', '101', NOW),
  'is purged': (account) => purgeRecord(account, 'contacts', '101', NOW),
  'is restored': (account) => restoreRecord(account, 'contacts', '105', NOW),
  'is merged into a new one': (account) => mergeRecords(account, 'contacts', '104', '101', NOW),
  'is merged into one that stays': (account) => mergeRecords(account, 'contacts', '104', '101', NOW, true),
};

/** Whoever takes up another after being read is `unknown`, not `ended`, until the next run. */
const mayBeUnknown = (what: string) => what === 'is merged into one that stays';

/** When in the run it happens. */
const MOMENTS: Record<string, (line: string, pages: number) => boolean> = {
  'between pages': (line, pages) => line === 'GET /contacts' && pages === 3,
  'before the count': (line) => line === 'POST /contacts/search',
  'before activities are read': (line) => line === 'POST /meetings/batch/read',
};

test.for(Object.keys(CHANGES).flatMap((what) => Object.keys(MOMENTS).map((when) => [what, when] as const)))(
  'a contact that %s %s is no reason to doubt anything, and right after the next run that can see it',
  async ([what, when]) => {
    const account = syncWorld();
    addRecord(account, 'contacts', { id: '105', createdAt: '2015-03-02T08:00:00.000Z', properties: {} });
    archiveRecord(account, 'contacts', '105', NOW - HOUR);
    app = await startRegisterApp({ account, now: NOW, hubspot: { behaviour: { listPageSizes: [1] } } });
    let pages = 0;
    let hasHappened = false;
    app.hubspot.faults.add({
      match: ({ method, path }) => {
        const line = `${method} ${path.split('/2026-09')[1]}`;
        if (line === 'GET /contacts') pages += 1;
        if (!hasHappened && MOMENTS[when]?.(line, pages)) {
          hasHappened = true;
          CHANGES[what]?.(account);
        }
        return false;
      },
      kind: '500',
    });
    const run = await app.reconcile();
    expect(hasHappened).toBe(true);
    expect(run).toMatchObject({
      status: 'succeeded',
      unproved: [],
      problems: mayBeUnknown(what) ? expect.any(Array) : [],
      contacts: { unknown: mayBeUnknown(what) ? expect.any(Number) : 0 },
    });
    app.setNow(NOW + HOUR);
    // What is in the recycle bin or gone no search can show.
    await app.run(what === 'is archived' || what === 'is purged' ? 'all' : 'changed');
    expectAllRight(app, NOW + HOUR);
  },
);
