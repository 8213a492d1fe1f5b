import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ChainedEvent } from '../../src/audit/event.ts';
import { CHAIN_NAMES } from '../../src/audit/rows.ts';
import { eventsIn } from '../support/audit-events.ts';
import { type AuditTable, auditTable } from './audit-table.ts';
import { allApplied, contactsIn, intent } from './sample-intents.ts';

const CHAIN = 'chain-1';
const [PEKKA = '', PAAVO = ''] = contactsIn(CHAIN, 2);
/** Another subject of the same chain whose id begins with all of Pekka's. */
const PEKKA_LONG = contactsIn(CHAIN, 3_000).find((subject) => subject !== PEKKA && subject.startsWith(PEKKA)) ?? '';

const pointer = z.object({
  first: z.number(),
  last: z.number(),
  outcomeFirst: z.number(),
  outcomeLast: z.number(),
  outcome: z.number(),
});

async function pairOfRuns(): Promise<AuditTable> {
  const audit = await auditTable();
  const trail = audit.trail();
  const subjects = [PAAVO, PEKKA, PEKKA_LONG];
  for (const runId of ['run-1', 'run-2']) {
    const author = { runId, actor: 'timer' };
    const open = await trail.intend(
      subjects.map((subject, index) => intent(subject, index + 2, runId)),
      author,
    );
    await trail.conclude(open, allApplied(subjects), author);
  }
  return audit;
}

/** Follows index rows as a query does: every row read is counted. */
async function follow({ rows }: AuditTable, chain: string, from: string) {
  const index = await rows(chain, `${from}|`, `${from}|~`);
  const events: ChainedEvent[] = [];
  for (const row of index) {
    const { first, last, outcomeFirst, outcomeLast, outcome } = pointer.parse(row);
    const read = [
      ...(await rows(chain, digits(first), digits(last + 1))),
      ...(await rows(chain, digits(outcome), digits(outcomeLast + 1))),
    ];
    const isLedTo = (place: number) =>
      (first <= place && place <= last) || (outcomeFirst <= place && place <= outcomeLast);
    events.push(
      ...eventsIn(read)
        .filter(({ sequence }) => isLedTo(sequence))
        .reverse(),
    );
  }
  return { index, events };
}

describe('index rows', () => {
  it('lead from a subject to exactly its events, newest first', async () => {
    const audit = await pairOfRuns();
    const { index, events } = await follow(audit, CHAIN, `subject|${PEKKA}`);
    expect(index).toHaveLength(2);
    expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set([PEKKA]));
    expect(events.map(({ runId, action, after }) => [runId, action, after])).toEqual(
      ['run-2', 'run-1'].flatMap((runId) =>
        ['applied', 'intent'].flatMap((action) => [2, 1, 0].map((number) => [runId, action, `${runId}${number}`])),
      ),
    );
    const places = events.map(({ sequence }) => sequence);
    expect(places).toEqual(places.toSorted((a, b) => b - a));
  });

  it('tell a subject from one whose id only begins alike', async () => {
    expect(PEKKA_LONG).not.toBe('');
    const { events } = await follow(await pairOfRuns(), CHAIN, `subject|${PEKKA_LONG}`);
    expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set([PEKKA_LONG]));
    expect(events).toHaveLength(2 * 2 * 4);
  });

  it('lead from a run to exactly its events', async () => {
    const audit = await pairOfRuns();
    const { index, events } = await follow(audit, CHAIN, 'run|run-1');
    expect(index).toHaveLength(1);
    expect(new Set(events.map(({ runId }) => runId))).toEqual(new Set(['run-1']));
    expect(events).toHaveLength(2 * (2 + 3 + 4));
  });

  it('are only in the chains in which something happened', async () => {
    const { rows } = await pairOfRuns();
    for (const chain of CHAIN_NAMES.filter((name) => name !== CHAIN)) expect(await rows(chain)).toEqual([]);
  });
});

function digits(sequence: number): string {
  return String(sequence).padStart(12, '0');
}
