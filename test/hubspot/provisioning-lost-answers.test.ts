import { describe, expect, test } from 'vitest';
import { isEmptyPlan } from '../../src/hubspot/provisioning.ts';
import { CONTACT_PROPERTIES, REGISTER_GROUP } from '../../src/register/properties.ts';
import { handmadeHubSpot } from '../support/handmade-hubspot.ts';
import { carriedOut, definition, NEEDED, planOf, provisionAll, provisioned } from '../support/provisioned.ts';
import { simulatedHubSpot } from '../support/simulated-hubspot.ts';

describe('lost answers and others at work', () => {
  const LOST = ['reset-before', 'reset-after', '503', 'truncated', 'garbage', 'empty'] as const;

  test.each(LOST.flatMap((kind) => ['/groups', '/batch/create'].map((step) => [kind, step] as const)))(
    '%s at %s of a new account',
    async (kind, step) => {
      const { account, access, simulator } = await simulatedHubSpot();
      const plan = await planOf(access, 'contacts', CONTACT_PROPERTIES);
      simulator.faults.add({ match: ({ method, path }) => method === 'POST' && path.endsWith(step), kind, times: 2 });
      await carriedOut(access, plan, CONTACT_PROPERTIES);
      expect(simulator.faults.count).toBeGreaterThan(0);
      expect(isEmptyPlan(await planOf(access, 'contacts', CONTACT_PROPERTIES))).toBe(true);
      expect(account.groups.contacts.get('rekisteri')).toMatchObject(REGISTER_GROUP);
    },
  );

  test.each(
    LOST.flatMap((kind) => ['/groups/rekisteri', '/rekisteri_retention_ends'].map((step) => [kind, step] as const)),
  )('%s at the repair of %s', async (kind, step) => {
    const { account, access, simulator } = await provisioned();
    Object.assign(definition(account, 'rekisteri_retention_ends'), { label: 'Muu' });
    Object.assign(account.groups.contacts.get('rekisteri') ?? {}, { label: 'Muu' });
    const plan = await planOf(access, 'contacts', CONTACT_PROPERTIES);
    simulator.faults.add({ match: ({ method, path }) => method === 'PATCH' && path.endsWith(step), kind, times: 2 });
    await carriedOut(access, plan, CONTACT_PROPERTIES);
    expect(simulator.faults.count).toBeGreaterThan(0);
    expect(isEmptyPlan(await planOf(access, 'contacts', CONTACT_PROPERTIES))).toBe(true);
  });

  test('an answer lost again and again is an error in the end', async () => {
    const { access, simulator } = await simulatedHubSpot();
    const plan = await planOf(access, 'contacts', CONTACT_PROPERTIES);
    simulator.faults.add({ match: ({ method }) => method === 'POST', kind: '503' });
    const call = carriedOut(access, plan, CONTACT_PROPERTIES);
    await expect(call).rejects.toMatchObject({ code: 'outcome_unknown' });
    expect(simulator.log.filter(({ method }) => method === 'POST')).toHaveLength(6);
  });

  test('what somebody else created in between (409, 207) is found and completed', async () => {
    const { account, access, requests } = await simulatedHubSpot();
    const plan = await planOf(access, 'contacts', CONTACT_PROPERTIES);
    await provisionAll(access, 'contacts', CONTACT_PROPERTIES);
    account.properties.contacts.delete('rekisteri_retention_ends');
    Object.assign(definition(account, 'rekisteri_retention_status'), { label: 'Muu' });
    await carriedOut(access, plan, CONTACT_PROPERTIES);
    expect(requests()).toContain('POST /crm/properties/2026-09/contacts/groups 409');
    expect(isEmptyPlan(await planOf(access, 'contacts', CONTACT_PROPERTIES))).toBe(true);
  });

  test('some properties created by somebody else: the answer is a 207', async () => {
    const { account, access, requests } = await provisioned();
    account.properties.contacts.delete('rekisteri_retention_ends');
    account.properties.contacts.delete('rekisteri_retention_status');
    const plan = await planOf(access, 'contacts', CONTACT_PROPERTIES);
    await provisionAll(access);
    account.properties.contacts.delete('rekisteri_retention_ends');
    Object.assign(definition(account, 'rekisteri_retention_status'), { label: 'Muu' });
    await carriedOut(access, plan, CONTACT_PROPERTIES);
    expect(requests()).toContain('POST /crm/properties/2026-09/contacts/batch/create 207');
    expect(isEmptyPlan(await planOf(access, 'contacts', CONTACT_PROPERTIES))).toBe(true);
  });

  test('what somebody changed in between and nobody intended to repair is left to the next run', async () => {
    const { account, access, simulator } = await provisioned();
    Object.assign(definition(account, 'rekisteri_retention_ends'), { label: 'Muu' });
    const plan = await planOf(access, 'contacts', NEEDED);
    account.properties.contacts.delete('rekisteri_retention_status');
    Object.assign(account.groups.contacts.get('rekisteri') ?? {}, { label: 'Muu' });
    simulator.faults.add({ match: ({ method }) => method === 'PATCH', kind: 'reset-before', times: 1 });
    expect([...(await carriedOut(access, plan, NEEDED)).keys()]).toEqual(['rekisteri_retention_ends']);
    expect(definition(account, 'rekisteri_retention_ends').label).not.toBe('Muu');
    expect(account.properties.contacts.has('rekisteri_retention_status')).toBe(false);
    expect(account.groups.contacts.get('rekisteri')?.label).toBe('Muu');
  });

  test('a refusal is an error at once', async () => {
    const { access, requests } = await handmadeHubSpot(({ method }) =>
      method === 'GET' ? { body: { results: [] } } : { status: 400, body: { category: 'VALIDATION_ERROR' } },
    );
    await expect(provisionAll(access)).rejects.toMatchObject({ code: 'rejected', status: 400 });
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});
