import { expect } from 'vitest';
import { auditEvents } from './audit-events.ts';
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
  for await (const { rowKey = '' } of table('audit').listEntities())
    if (rowKey.startsWith('open|')) throw new Error('an intent was left without outcome');
  for (const { action, subject, property } of await auditEvents(table('audit'))) {
    (action === 'intent' ? intents : outcomes).push(`${subject} ${property}`);
    if (action === 'applied' && !subject.startsWith('definitions:')) applied.push(`${subject} ${property}`);
  }
  expect(applied.sort()).toEqual(changes.sort());
  expect(outcomes.sort()).toEqual(intents.sort());
  expect(await leftBehind(table('index'))).toEqual([]);
}
