import { expect } from 'vitest';
import type { LogEntry } from '../../local/simulator/log.ts';
import { writtenParts } from '../../src/effects/writing-cursor.ts';
import { subjectOf } from '../../src/register/record.ts';
import { type ChangePosition, FIRST_CHANGE } from '../../src/runs/change-list.ts';
import type { Run } from '../../src/runs/run.ts';
import type { Engine } from '../../src/work/engine.ts';
import { requestRun } from '../../src/work/request-run.ts';
import { auditEvents } from './audit-events.ts';
import type { RegisterApp } from './register-app.ts';

/** What somebody asks for over HTTP. */
export interface Asked {
  readonly scope: Run['scope'];
  readonly given?: readonly string[];
}

/** A change as the audit trail tells it. */
interface Told {
  readonly subject: string;
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly cause: string;
}

/** Asks for a run and works until it has ended. */
export async function runFor(app: RegisterApp, asked: Asked, dryRun: boolean, engine = app.newEngine()): Promise<Run> {
  const { runId } = await requestRun(engine, { ...asked, trigger: 'http', actor: 'key', dryRun });
  return app.finish(engine, runId);
}

/** All changes that a dry run lists, in the terms of the audit trail, read in pages of `size`. */
export async function listedBy(engine: Engine, run: Run, size = 1_000): Promise<Told[]> {
  const told: Told[] = [];
  for (let from: ChangePosition | null = FIRST_CHANGE; from !== null; ) {
    const { items, next } = await engine.changes.page(run, writtenParts(run), from, size);
    expect(items.length).toBeLessThanOrEqual(size);
    // Only the last page may be a short one.
    if (next !== null) expect(items).toHaveLength(size);
    for (const { kind, id, reason, ...change } of items)
      told.push({ ...change, subject: subjectOf({ kind, id }), cause: reason });
    from = next;
  }
  return told;
}

/** The changes that a run made, by its events in the audit trail. */
export async function appliedBy(app: RegisterApp, { runId }: Pick<Run, 'runId'>): Promise<Told[]> {
  const told: Told[] = [];
  for (const event of await auditEvents(app.table('audit'))) {
    if (event.action !== 'applied' || event.runId !== runId) continue;
    // Made by a run before, which did not live to record it.
    if (event.cause === 'seen in HubSpot after an interruption') continue;
    const { subject, property, before, after, cause } = event;
    // A dry run lists definitions apart.
    if (subject.startsWith('definitions:')) continue;
    told.push({ subject, property, before, after, cause });
  }
  return told;
}

/** The same changes, in whatever order. */
export function expectSameChanges(one: readonly Told[], other: readonly Told[]): void {
  const sorted = (told: readonly Told[]) => told.map((each) => JSON.stringify(each, Object.keys(each).sort())).sort();
  expect(sorted(one)).toEqual(sorted(other));
}

/** Everything that runs share, with the ETag of each row: what is remembered, and the audit trail. */
export async function sharedRows(app: Pick<RegisterApp, 'table'>): Promise<string[]> {
  const rows: string[] = [];
  for (const name of ['index', 'audit'] as const) {
    // The budget of requests changes with every request, whatever it is for.
    for await (const row of app.table(name).listEntities())
      if (row.partitionKey !== 'budget') rows.push(`${name} ${JSON.stringify(row)}`);
  }
  return rows;
}

/** Requests that may have changed something in HubSpot. */
export function writesIn(log: readonly LogEntry[]): string[] {
  return log
    .filter(({ method, path }) => method !== 'GET' && !/\/(batch\/read|search)$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}
