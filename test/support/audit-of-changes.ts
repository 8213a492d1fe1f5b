import type { TableClient } from '@azure/data-tables';
import { expect } from 'vitest';
import type { Simulator } from '../../local/simulator/simulator.ts';

/** No intent is open, each has one outcome, and every change in HubSpot has exactly one event that it was applied. */
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
  for await (const { rowKey = '', action, subject, property } of table('audit').listEntities<
    Record<string, string>
  >()) {
    if (rowKey.startsWith('open|')) open.push(rowKey);
    if (!/^\d/.test(rowKey)) continue;
    (action === 'intent' ? intents : outcomes).push(`${subject} ${property}`);
    if (action === 'applied') applied.push(`${subject} ${property}`);
  }
  expect(open).toEqual([]);
  expect(outcomes.sort()).toEqual(intents.sort());
  expect(applied.sort()).toEqual(changes.sort());
}
