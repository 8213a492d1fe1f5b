import { afterEach, describe, expect, test } from 'vitest';
import { editRecord } from '../../../local/simulator/change.ts';
import { byUser } from '../../../local/simulator/sources.ts';
import { examinedByRun } from '../../support/examined-by-run.ts';
import { type RegisterApp, startRegisterApp } from '../../support/register-app.ts';
import { NOW, syncWorld } from '../../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

describe('x', () => {
  test('y', async () => {
    const account = syncWorld();
    app = await startRegisterApp({ account, now: NOW });
    await app.reconcile();
    editRecord(account, 'contacts', '104', { rekisteri_retention_decision: 'erase' }, NOW, byUser(7));
    const before = app.hubspot.log.length;
    const { run, examined } = await examinedByRun(app, ['101', '102', '103', '104', '999']);
    console.log(run.status, run.error, JSON.stringify([...examined], null, 1));
    console.log(
      app.hubspot.log.slice(before).map(({ method, path, status, ids }) => `${method} ${path} ${status} ${ids.length}`),
    );
    expect(1).toBe(1);
  });
});
