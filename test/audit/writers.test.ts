import { describe, expect, it } from 'vitest';
import { verifyTrail } from '../../src/audit/verify/verify-trail.ts';
import { auditEvents } from '../support/audit-events.ts';
import { auditTable, KEYS } from './audit-table.ts';
import { allApplied, intent } from './sample-intents.ts';
import { faultsIn } from './sealed-trail.ts';

const WRITERS = 8;
const ROUNDS = 3;
const CHANGES = 2;

/** Subjects of one writer and round: spread over all chains, so that all writers meet in each. */
function subjectsOf(writer: number, round: number): string[] {
  return Array.from({ length: 12 }, (_, index) => `contact:${writer}${round}${String(index).padStart(3, '0')}`);
}

describe('eight writers at once', () => {
  it('lose no event and fork no chain, while the trail is verified again and again', async () => {
    const audit = await auditTable();
    let isDone = false;
    const write = async (writer: number) => {
      const trail = audit.trail(audit.client());
      const author = { runId: `run-${writer}`, actor: 'timer' };
      for (let round = 0; round < ROUNDS; round += 1) {
        const subjects = subjectsOf(writer, round);
        const open = await trail.intend(
          subjects.map((subject) => intent(subject, CHANGES)),
          author,
        );
        await trail.record(
          [{ action: 'run_requested', subject: `run:${writer}-${round}`, cause: 'scope=all' }],
          author,
        );
        await trail.conclude(open, allApplied(subjects), author);
      }
    };
    const verify = async () => {
      const failed: string[] = [];
      while (!isDone) failed.push(...(await faultsIn(audit)));
      return failed;
    };
    const verified = verify();
    await Promise.all(Array.from({ length: WRITERS }, (_, index) => write(index + 1))).finally(() => {
      isDone = true;
    });
    expect(await verified).toEqual([]);
    await audit.sealer().seal();
    const result = await verifyTrail(audit.table, { keys: KEYS, sealsOf: (chain) => audit.seals.read(chain) });
    expect(result).toMatchObject({ status: 'ok', events: WRITERS * ROUNDS * (12 * CHANGES * 2 + 1) });
    const said: string[] = [];
    for (const { action, subject, property } of await auditEvents(audit.table))
      said.push(`${action} ${subject} ${property}`);
    const wanted = Array.from({ length: WRITERS * ROUNDS }, (_, index) => {
      const [writer, round] = [Math.floor(index / ROUNDS) + 1, index % ROUNDS];
      return subjectsOf(writer, round).flatMap((subject) =>
        ['intent', 'applied'].flatMap((action) =>
          Array.from({ length: CHANGES }, (_unused, number) => `${action} ${subject} rekisteri_property_${number}`),
        ),
      );
    }).flat();
    expect(said.filter((line) => !line.startsWith('run_requested')).sort()).toEqual(wanted.sort());
  });
});
