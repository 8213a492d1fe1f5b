import { expect, test } from 'vitest';
import { decideHealth } from '../../src/health/decide.ts';
import { known } from '../../src/health/known.ts';
import { logHealth } from '../../src/health/log-health.ts';
import { examplePolicyWith } from '../support/example-policy.ts';
import { soundFacts } from '../support/health-facts.ts';
import { NOW } from '../support/sync-world.ts';

/** The line of a register with these facts. */
async function lineOf(changes: Parameters<typeof soundFacts>[0], account?: string) {
  const check = async () => decideHealth(soundFacts(changes), examplePolicyWith(), NOW);
  const lines: [string, unknown][] = [];
  await logHealth({ account, health: { check, checkWithoutAsking: check } }, (level, line) =>
    lines.push([level, JSON.parse(line)]),
  );
  return lines;
}

test('a line says how a register is, and names what is wrong; ids of requests are left out', async () => {
  expect(await lineOf({})).toEqual([['info', { event: 'health_checked', status: 'ok', failed: '', degraded: '' }]]);
  const open = [
    { id: 'R1', kind: 'access', state: 'assessing', receivedOn: '2026-10-01', dueOn: '2026-11-02' } as const,
  ];
  const troubled = { poisoned: known(2), requests: known({ today: '2026-11-23', open }) };
  expect(await lineOf(troubled, 'toinen')).toEqual([
    [
      'warn',
      { event: 'health_checked', account: 'toinen', status: 'failed', failed: 'requests', degraded: 'poisonQueue' },
    ],
  ]);
});
