import { afterEach, expect, test } from 'vitest';
import { generateCompanyAccount } from '../../local/simulator/data/company-account.ts';
import { checkWork } from '../../src/health/checks/runs.ts';
import { newRun, type Run } from '../../src/runs/run.ts';
import { undoneProblems } from '../../src/runs/undone.ts';
import { auditEvents } from '../support/audit-events.ts';
import { type RegisterApp, startRegisterApp } from '../support/register-app.ts';
import { DAY, HOUR, NOW } from '../support/sync-world.ts';

let app: RegisterApp;
afterEach(() => app.close());

const start = async () => {
  app = await startRegisterApp({ account: generateCompanyAccount({ seed: 1, now: NOW }), now: NOW });
  return app;
};

const healthOf = (run: Run) =>
  checkWork({
    work: 'reconcile',
    undone: app.policy.undone,
    now: NOW + 2 * DAY,
    runs: [run],
    limit: 0,
    inUseForADay: true,
    seenUntil: undefined,
  });

const updatesOf = (kind: string) => app.hubspot.log.filter(({ path }) => path.endsWith(`/${kind}/batch/update`));

test('when every update is refused for one reason, the run says so, health has failed, and requests are few', async () => {
  const { hubspot } = await start();
  hubspot.faults.add({ match: ({ path, body }) => isUpdate('contacts', path, body), kind: '400' });
  const run = await app.reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { processed: 300, failed: 300 } });
  expect(run.problems).toEqual([
    '300 of 300 contacts (100 %) could not be decided or written: 300 × HubSpot did not take the values (rejected 400 VALIDATION_ERROR).',
  ]);
  // Of the first batch three parts, one in another, and three records alone; each of the others once; and whether the token may write.
  expect(updatesOf('contacts').length).toBeLessThanOrEqual(6 + 3 + 1);
  expect(healthOf(run)).toMatchObject({ status: 'failed', reason: expect.stringContaining('300 of 300 contacts') });
  hubspot.faults.clear();
  app.setNow(NOW + DAY);
  const clock = await app.run('clock');
  expect(clock).toMatchObject({ contacts: { changed: 300, failed: 0 }, problems: [] });
  expect(healthOf(clock).status).toBe('ok');
});

test('an update answered with nobody named is a failed write, and the next clock run makes up for it', async () => {
  const { hubspot } = await start();
  hubspot.faults.add({ match: ({ path, body }) => isUpdate('contacts', path, body), kind: 'nobody' });
  const run = await app.reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { processed: 300, failed: 300 } });
  expect(run.problems).toEqual([expect.stringContaining('HubSpot answered without writing it')]);
  const outcomes = new Map<string, number>();
  for (const { action, subject } of await auditEvents(app.table('audit')))
    if (subject.startsWith('contact:')) outcomes.set(action, (outcomes.get(action) ?? 0) + 1);
  expect([...outcomes.keys()].sort()).toEqual(['intent', 'not_applied']);
  hubspot.faults.clear();
  app.setNow(NOW + HOUR);
  expect(await app.run('clock')).toMatchObject({ contacts: { changed: 300, failed: 0 } });
});

test('when nobody can be decided, the run says why, and health has failed', async () => {
  const { hubspot } = await start();
  hubspot.faults.add({ match: ({ path }) => path.includes('/associations/2026-09/contacts/meetings/'), kind: '500' });
  const run = await app.reconcile();
  expect(run).toMatchObject({ status: 'succeeded', contacts: { processed: 300, unknown: 300 } });
  const [problem] = run.problems.filter((one) => one.includes('of 300 contacts'));
  expect(problem).toMatch(/^300 of 300 contacts \(100 %\).*associations to meetings could not be read/);
  expect(healthOf(run).status).toBe('failed');
});

test('one record that is refused makes health degraded, no more', async () => {
  const { hubspot } = await start();
  const id = [...hubspot.account.records.contacts.values()].find((one) => !one.archivedAt)?.id ?? '';
  hubspot.faults.add({
    match: ({ path, body }) => isUpdate('contacts', path, body) && JSON.stringify(body).includes(`"id":"${id}"`),
    kind: '423',
  });
  const run = await app.reconcile();
  expect(run.problems).toEqual([expect.stringMatching(/^1 of 300 contacts \(0 %\)/)]);
  expect(healthOf(run).status).toBe('degraded');
  expect(updatesOf('contacts').length).toBeLessThan(60);
});

test.each([
  ['clock', 1, 1, 'degraded'],
  ['clock', 2, 10, 'failed'],
  ['changed', 2, 11, 'degraded'],
  ['changed', 4, 4, 'failed'],
  ['all', 1, 4, 'failed'],
] as const)(
  'a fifth of the records is a failure of health, but one alone of a run over some: %s, %i of %i',
  async (scope, records, processed, status) => {
    await start();
    const run = newRun({ scope, trigger: 'timer', actor: 'timer', dryRun: false }, NOW, NOW);
    const undone = { ...run.undone, contacts: { records, reasons: { 'it could not be read': records } } };
    const contacts = { ...run.contacts, processed };
    const ended = { ...run, status: 'succeeded' as const, finishedAt: new Date(NOW).toISOString(), contacts, undone };
    expect(healthOf({ ...ended, problems: undoneProblems(ended, 1) }).status).toBe(status);
  },
);

function isUpdate(kind: string, path: string, body: unknown): boolean {
  return path.endsWith(`/${kind}/batch/update`) && JSON.stringify(body).includes('"id"');
}
