import { onTestFinished } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord, associate, editRecord } from '../../local/simulator/change.ts';
import { defineTrainingProperties } from '../../local/simulator/data/training-properties.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import type { SimulatorOptions } from '../../local/simulator/simulator.ts';
import { byUser, byWorkflow, type ChangeSource } from '../../local/simulator/sources.ts';
import { approveList } from '../../src/rights/erasure/actions/approve.ts';
import { prepareErasure } from '../../src/rights/erasure/actions/prepare.ts';
import type { ItemSummary } from '../../src/rights/erasure/item.ts';
import type { ErasureList } from '../../src/rights/erasure/list.ts';
import { erasureOf, itemsPage } from '../../src/rights/erasure/look.ts';
import type { Engine } from '../../src/work/engine.ts';
import { wake } from '../../src/work/request-run.ts';
import type { CopyOfRegister } from './copy-of-register.ts';
import { type RegisterApp, startCopy, startRegisterApp } from './register-app.ts';
import { addActivity, DAY, HOUR, NOW } from './sync-world.ts';

export { DAY, HOUR, MINUTE, NOW } from './sync-world.ts';

/** Object ids of people who decide. */
export const PREPARER = '0f3e7c54-0000-4000-8000-000000000001';
export const APPROVER = '0f3e7c54-0000-4000-8000-000000000002';

/** When a list that was prepared and approved in the first hours may be carried out, with the default delay. */
export const DUE = NOW + DAY + 3 * HOUR;

const CREATED = '2009-03-02T08:00:00.000Z';
const LONG_AGO = '2011-05-04T09:00:00.000Z';

/**
 * People whose time ended long ago and whom somebody decided to erase: Aino (301) and Eero (302) of company 201, Liisa (303) of 202,
 * Onni (304) of none. Kerttu (305) is held, a workflow decided on Matti (306), Veikko (307) was met last year.
 * Of Aino: note 5001 is hers alone, meeting 5002 also the company's, note 5003 also Eero's. Call 5004 is Eero's and the company's.
 */
export function erasureAccount(): AccountData {
  const account = emptyAccount(1, 'Europe/Helsinki');
  defineTrainingProperties(account);
  for (const id of ['201', '202'])
    addRecord(account, 'companies', { id, createdAt: CREATED, properties: { name: id } });
  const people = { 301: '201', 302: '201', 303: '202', 304: '', 305: '', 306: '', 307: '' };
  for (const [id, companyId] of Object.entries(people)) {
    const properties = { firstname: `Nimi${id}`, email: `nimi${id}@example.fi` };
    addRecord(account, 'contacts', { id, createdAt: CREATED, properties });
    if (companyId === '') continue;
    associate(account, 'contacts', id, 'companies', companyId);
    addRecord(account, 'contacts', {
      id,
      createdAt: CREATED,
      properties: { ...properties, associatedcompanyid: companyId },
    });
  }
  addActivity(account, 'notes', '5001', LONG_AGO, { contacts: ['301'] });
  addActivity(account, 'meetings', '5002', LONG_AGO, { contacts: ['301'], companies: ['201'] });
  addActivity(account, 'notes', '5003', LONG_AGO, { contacts: ['301', '302'] });
  addActivity(account, 'calls', '5004', '2012-02-01T09:00:00.000Z', { contacts: ['302'], companies: ['201'] });
  addActivity(account, 'emails', '5005', LONG_AGO, { contacts: ['303'] });
  addActivity(account, 'meetings', '5007', '2025-05-04T09:00:00.000Z', { contacts: ['307'] });
  for (const [type, records] of Object.entries(TEXTS))
    for (const [id, properties] of Object.entries(records))
      Object.assign(account.records[type as 'notes'].get(id)?.properties ?? {}, properties);
  return account;
}

const TEXTS = {
  notes: { 5001: { hs_note_body: 'Aino on muuttanut' }, 5003: { hs_note_body: 'Aino ja Eero tapasivat' } },
  meetings: { 5002: { hs_meeting_title: 'Ainon tapaaminen', hs_meeting_body: 'Aino kertoi' } },
  calls: { 5004: { hs_call_title: 'Eeron puhelu', hs_call_body: 'Eero soitti' } },
  emails: { 5005: { hs_email_subject: 'Liisalle' } },
};

/** What somebody decided about a contact, at `at` (ms). */
export function decide(
  app: RegisterApp,
  id: string,
  value: string,
  at: number,
  source: ChangeSource = byUser(7),
): void {
  editRecord(app.hubspot.account, 'contacts', id, { rekisteri_retention_decision: value }, at, source);
}

export interface ErasureWorldOptions {
  readonly account?: AccountData;
  readonly policy?: object;
  readonly hubspot?: Partial<SimulatorOptions>;
  readonly withoutErasureKey?: boolean;
}

/** A register over `erasureAccount`, reconciled, with the decisions made; its clock stands an hour later. */
export async function erasureWorld(options: ErasureWorldOptions = {}): Promise<RegisterApp> {
  const { account = erasureAccount(), ...rest } = options;
  const app = await startRegisterApp({ account, now: NOW, ...rest });
  await app.reconcile();
  for (const id of ['301', '302', '303', '304', '305', '307']) decide(app, id, 'erase', NOW);
  decide(app, '306', 'erase', NOW, byWorkflow(9));
  editRecord(app.hubspot.account, 'contacts', '305', { rekisteri_hold_until: '2030-01-01' }, NOW, byUser(7));
  app.setNow(NOW + HOUR);
  return app;
}

/** The same, closed when the test has ended. Without options it is come to once in a process, and put back for each test. */
export async function startErasureWorld(options?: ErasureWorldOptions): Promise<RegisterApp> {
  if (options === undefined)
    return (await putBackOf(WORLD, async () => ({ app: await erasureWorld(), list: undefined }))).app;
  const app = await erasureWorld(options);
  onTestFinished(() => app.close());
  return app;
}

/** The same, with a list of everybody that is approved and due. */
export async function startApprovedWorld(): Promise<{ readonly app: RegisterApp; readonly list: ErasureList }> {
  const { app, list } = await putBackOf(APPROVED, async () => {
    const world = await erasureWorld();
    return { app: world, list: await approved(world, await prepared(world)) };
  });
  app.setNow(DUE);
  return { app, list };
}

/** What was come to once; another one is begun while a test works with it. */
interface Kept<List> {
  copy?: { readonly copy: CopyOfRegister; readonly list: List };
  isTaken: boolean;
}

const WORLD: Kept<undefined> = { isTaken: false };
const APPROVED: Kept<ErasureList> = { isTaken: false };

async function putBackOf<List>(
  kept: Kept<List>,
  start: () => Promise<{ readonly app: RegisterApp; readonly list: List }>,
): Promise<{ readonly app: RegisterApp; readonly list: List }> {
  if (kept.isTaken || kept.copy === undefined) {
    const { app, list } = await start();
    if (kept.copy !== undefined) {
      onTestFinished(() => app.close());
      return { app, list };
    }
    kept.copy = { copy: await app.copy(), list };
    await app.close();
  }
  kept.isTaken = true;
  const app = await startCopy(kept.copy.copy);
  onTestFinished(async () => {
    await app.close();
    kept.isTaken = false;
  });
  return { app, list: kept.copy.list };
}

/** Has a list prepared, and works until it is. */
export async function prepared(
  app: RegisterApp,
  wish: Partial<Parameters<typeof prepareErasure>[1]> = {},
  engine: Engine = app.newEngine(),
): Promise<ErasureList> {
  const asked = await prepareErasure(engine, { ground: 'retention', ...wish }, PREPARER);
  if (asked.kind !== 'created') throw new Error(`refused: ${asked.kind}`);
  await app.finish(engine, asked.list.runId);
  return listNow(engine, asked.list.id);
}

/** Approves a list as it stands, and works until the check has ended, and with no delay everything that follows. */
export async function approved(
  app: RegisterApp,
  { id, listHash }: ErasureList,
  engine: Engine = app.newEngine(),
): Promise<ErasureList> {
  const asked = await approveList(engine, id, listHash ?? '', APPROVER);
  if (asked.kind !== 'checking') throw new Error(`refused: ${asked.kind}`);
  await app.finish(engine, asked.list.runId);
  await workThrough(app, engine);
  return listNow(engine, id);
}

/** Runs a sync at the app's time, and works until nothing waits any more. */
export async function synced(app: RegisterApp, engine: Engine = app.newEngine()): Promise<void> {
  await app.run('changed', engine);
}

/** Works until nothing waits any more. */
export async function workThrough(app: RegisterApp, engine: Engine): Promise<void> {
  for (let next = await wake(engine); next !== undefined; next = await wake(engine))
    await app.finish(engine, next.runId);
}

export async function listNow(engine: Engine, id: string): Promise<ErasureList> {
  const list = await erasureOf(engine, id);
  if (list === undefined) throw new Error(`there is no list ${id}`);
  return list;
}

/** Statuses of people by id, with the reason or what differs where there is any: `305: protected hold`. */
export async function people(engine: Engine, id: string): Promise<string[]> {
  const { items } = await itemsPage(engine, id, 1_000);
  return items.map(told);
}

function told({ contactId, status, reason, changes }: ItemSummary): string {
  return [`${contactId}: ${status}`, reason ?? '', ...changes].filter((text) => text !== '').join(' ');
}
