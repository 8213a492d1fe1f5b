import type { TableClient } from '@azure/data-tables';
import { expect } from 'vitest';
import type { Simulator } from '../../local/simulator/simulator.ts';
import { AuditKey } from '../../src/audit/key.ts';
import { Keyring } from '../../src/audit/keyring.ts';
import { verifyTrail } from '../../src/audit/verify/verify-trail.ts';
import { auditEvents } from './audit-events.ts';

const OUTCOMES = ['applied', 'not_applied', 'superseded'];

/** The key of the registers that tests start. */
const KEYS = new Keyring(new AuditKey('a-key-for-tests'));

/**
 * No intent is open, each has one outcome, every change in HubSpot has exactly one event that it was applied, and the trail
 * verifies: whatever happened to the program is no reason for an alarm.
 */
export async function expectEveryChangeInTheAudit({
  hubspot,
  table,
}: {
  readonly hubspot: Pick<Simulator, 'changes'>;
  readonly table: (name: 'audit') => TableClient;
}): Promise<void> {
  const changes = hubspot.changes.map(
    ({ objectType, id, property }) => `${objectType === 'contacts' ? 'contact' : 'company'}:${id} ${property}`,
  );
  const open: string[] = [];
  const intents: string[] = [];
  const outcomes: string[] = [];
  const applied: string[] = [];
  for await (const { rowKey = '' } of table('audit').listEntities()) if (rowKey.startsWith('open|')) open.push(rowKey);
  for (const { action, subject, property } of await auditEvents(table('audit'))) {
    if (action === 'intent') intents.push(`${subject} ${property}`);
    else if (OUTCOMES.includes(action)) outcomes.push(`${subject} ${property}`);
    if (action === 'applied' && !subject.startsWith('definitions:')) applied.push(`${subject} ${property}`);
  }
  expect(open).toEqual([]);
  const { chains, strays } = await verifyTrail(table('audit'), { keys: KEYS });
  expect([...chains.flatMap(({ faults }) => faults), ...strays]).toEqual([]);
  expect(outcomes.sort()).toEqual(intents.sort());
  expect(applied.sort()).toEqual(changes.sort());
}
