import { onTestFinished } from 'vitest';
import type { AccountData, CrmRecord, EngagementType } from '../../local/simulator/account.ts';
import { addRecord, associate } from '../../local/simulator/change.ts';
import type { ChainedEvent } from '../../src/audit/event.ts';
import { beginEffects } from '../../src/effects/begin.ts';
import type { EraseEngagements, ForgetPerson, KeepFloor, KeepHashes } from '../../src/effects/effect.ts';
import type { SliceContext } from '../../src/facts/context.ts';
import { RunStore } from '../../src/runs/run-store.ts';
import type { Engine } from '../../src/work/engine.ts';
import { openSession } from '../../src/work/open-session.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from './audit-events.ts';
import { type RegisterApp, type RegisterAppOptions, startRegisterApp } from './register-app.ts';
import { NOW, syncWorld } from './sync-world.ts';

const ERASURE_ID = '20261123T081500000Z-5a6b7c8d';
const HOUR_MS = 3_600_000;

/** Text that must be gone. */
export const TEXT = 'Aino Virtanen, 040 123 4567';

/**
 * The people of `syncWorld`, with engagements of Aino (101): note 21, email 22 and call 23 are hers alone, note 24 and email 25 of
 * her company too. Note 26 is Eero's (102).
 */
export function erasureAccount(): AccountData {
  const account = syncWorld();
  addEngagement(account, 'notes', '21', { hs_note_body: TEXT }, ['101']);
  addEngagement(account, 'emails', '22', { hs_email_subject: TEXT, hs_email_text: TEXT, hs_email_html: TEXT }, ['101']);
  addEngagement(account, 'calls', '23', { hs_call_title: TEXT, hs_call_to_number: '+358401234567' }, ['101']);
  addEngagement(account, 'notes', '24', { hs_note_body: TEXT }, ['101'], ['201']);
  addEngagement(account, 'emails', '25', { hs_email_subject: TEXT }, ['101'], ['201']);
  addEngagement(account, 'notes', '26', { hs_note_body: TEXT }, ['102']);
  return account;
}

/** Defines what companies keep of erased people, as the add-on does. */
export function defineFloor(account: AccountData): void {
  account.properties.companies.set('rekisteri_erased_contact_at', {
    name: 'rekisteri_erased_contact_at',
    label: '',
    description: '',
    groupName: 'rekisteri',
    type: 'datetime',
    fieldType: 'date',
    options: [],
  });
}

/** An engagement with text. */
export function addEngagement(
  account: AccountData,
  type: EngagementType,
  id: string,
  properties: Record<string, string>,
  contacts: readonly string[],
  companies: readonly string[] = [],
): CrmRecord {
  const at = '2015-03-02T08:00:00.000Z';
  const record = addRecord(account, type, { id, createdAt: at, properties: { hs_timestamp: at, ...properties } });
  for (const contact of contacts) associate(account, type, id, 'contacts', contact);
  for (const company of companies) associate(account, type, id, 'companies', company);
  return record;
}

/** Whether HubSpot still holds the text anywhere in an engagement; `gone` when there is no such engagement. */
export function textIn(account: AccountData, type: EngagementType, id: string): boolean | 'gone' {
  const record = account.records[type].get(id);
  if (record === undefined) return 'gone';
  return Object.values(record.properties).some((value) => value.includes('Aino') || value.includes('+358'));
}

export const erasePerson = (id: string, merged: readonly string[] = []): ForgetPerson => {
  return { type: 'forget_person', record: { kind: 'contacts', id }, erasureId: ERASURE_ID, merged };
};

export const keepAddresses = (id: string, addresses: readonly string[]): KeepHashes => {
  return { type: 'keep_hashes', record: { kind: 'contacts', id }, erasureId: ERASURE_ID, addresses };
};

export const floorAt = (companyId: string, at: string): KeepFloor => {
  return {
    type: 'keep_floor',
    record: { kind: 'companies', id: companyId },
    erasureId: ERASURE_ID,
    at: Date.parse(at),
  };
};

/** Aino's own engagements, and those with her company; as the policy handles them unless given otherwise. */
export function eraseEngagementsOf(
  id: string,
  exclusive: readonly `${EngagementType}:${string}`[],
  company: readonly `${EngagementType}:${string}`[] = [],
  handling: { exclusive?: 'archive' | 'keep_scrubbed'; company?: 'archive' | 'keep_scrubbed' } = {},
): EraseEngagements {
  const named = (name: string) => {
    const [type, own] = name.split(':');
    return { type: TYPES.find((one) => one === type) ?? 'notes', id: own ?? '' };
  };
  return {
    type: 'erase_engagements',
    record: { kind: 'contacts', id },
    erasureId: ERASURE_ID,
    engagements: [
      ...exclusive.map(
        (name) => ({ ...named(name), class: 'exclusive', handling: handling.exclusive ?? 'archive' }) as const,
      ),
      ...company.map(
        (name) => ({ ...named(name), class: 'company', handling: handling.company ?? 'keep_scrubbed' }) as const,
      ),
    ],
  };
}

const TYPES = ['meetings', 'calls', 'emails', 'communications', 'postal_mail', 'notes', 'tasks'] as const;

/** A register with a run at work, and slices of it. */
export interface ErasureWorld {
  readonly app: RegisterApp;
  readonly account: AccountData;
  /** What the next slice works with, after what an earlier one left open was closed. */
  slice(options?: { readonly resumed?: boolean; readonly engine?: Engine }): Promise<SliceContext>;
  events(): Promise<ChainedEvent[]>;
  /** What the trail says of a subject: `intent notes:21 exclusive archived`. */
  said(subject: string): Promise<string[]>;
}

/** Starts one over an account; ends with the test. */
export async function erasureWorld(
  account = erasureAccount(),
  options: Partial<RegisterAppOptions> = {},
): Promise<ErasureWorld> {
  const world = await startErasureWorld(account, options);
  onTestFinished(() => world.app.close());
  return world;
}

/** Starts one that several tests share: whoever starts it closes its app. */
export async function startErasureWorld(
  account: AccountData,
  options: Partial<RegisterAppOptions> = {},
): Promise<ErasureWorld> {
  const app = await startRegisterApp({ account, now: NOW, ...options });
  await requestRun(app.newEngine(), { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
  const events = () => auditEvents(app.table('audit'));
  return {
    app,
    account,
    events,
    async slice({ resumed = false, engine = app.newEngine() } = {}) {
      const stored = await engine.ledger.activate();
      if (stored === undefined) throw new Error('there is no run');
      const session = openSession(engine, stored);
      await session.renew(engine.systemNow() + HOUR_MS);
      const store = new RunStore(engine.storage.index, stored.run.runId, engine.rowMacs);
      const context: SliceContext = {
        ...engine,
        session,
        store,
        stillOpen: new Set(),
        log: () => undefined,
        resumed,
        timeIsUp: () => false,
      };
      return beginEffects(context);
    },
    async said(subject) {
      const own = (await events()).filter((event) => event.subject === subject);
      return own.map(({ action, property, before, after }) => [action, property, before, after].join(' ').trim());
    },
  };
}
