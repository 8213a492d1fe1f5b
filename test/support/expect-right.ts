import { expect } from 'vitest';
import { heldByAccount } from './held-values.ts';
import { leftBehind } from './left-behind.ts';
import { oracleRegister } from './oracle-register.ts';
import type { RegisterApp } from './register-app.ts';

/**
 * Values are as the oracle has them at `now`, every change was made once and has one intent and one outcome, and no run
 * left anything behind.
 */
export async function expectRight({ hubspot, policy, table }: RegisterApp, now: number): Promise<void> {
  const wanted = oracleRegister(hubspot.account, policy, now);
  expect(heldByAccount(hubspot.account, 'contacts')).toEqual(wanted.contacts);
  expect(heldByAccount(hubspot.account, 'companies')).toEqual(wanted.companies);
  await expectAudited({ hubspot, table });
}

/** Every change was made once and has one intent and one outcome, none is open, and no run left anything behind. */
export async function expectAudited({ hubspot, table }: Pick<RegisterApp, 'hubspot' | 'table'>): Promise<void> {
  const changes = hubspot.changes.map(
    ({ objectType, id, property }) => `${objectType === 'contacts' ? 'contact' : 'company'}:${id} ${property}`,
  );
  expect(new Set(changes).size).toBe(changes.length);
  const applied: string[] = [];
  const intents: string[] = [];
  const outcomes: string[] = [];
  for await (const row of table('audit').listEntities<Record<string, string>>()) {
    if (row.rowKey?.startsWith('open|')) throw new Error('an intent was left without outcome');
    if (!/^\d/.test(row.rowKey ?? '')) continue;
    (row.action === 'intent' ? intents : outcomes).push(`${row.subject} ${row.property}`);
    if (row.action === 'applied' && !row.subject?.startsWith('definitions:'))
      applied.push(`${row.subject} ${row.property}`);
  }
  expect(applied.sort()).toEqual(changes.sort());
  expect(outcomes.sort()).toEqual(intents.sort());
  expect(await leftBehind(table('index'))).toEqual([]);
}
