import { describe, expect, test } from 'vitest';
import { mergeRecords } from '../../local/simulator/merge.ts';
import { readParticipations } from '../../src/hubspot/participations.ts';
import { addEvent } from '../support/marketing.ts';
import { addMany, NOW, simulatedHubSpot } from '../support/simulated-hubspot.ts';

const AT = '2025-02-03T04:05:06.000Z';

async function withEvents(count: number) {
  const hubspot = await simulatedHubSpot();
  addMany(hubspot.account, 'contacts', 2);
  for (let id = 1; id <= count; id += 1) {
    addEvent(hubspot.account, String(900 + id), {
      1: { state: 'ATTENDED', at: AT, durationSeconds: 600, percentage: '50' },
      2: { state: 'NO_SHOW', at: AT },
    });
  }
  return hubspot;
}

describe('the marketing events of a contact', () => {
  test('come with state, time and duration, and only the own ones', async () => {
    const { access } = await withEvents(1);
    const event = { eventId: '901', eventName: 'Tapahtuma 901', at: Date.parse(AT) };
    expect(await readParticipations(access, ['1'])).toEqual({
      kind: 'read',
      participations: [{ ...event, state: 'ATTENDED', durationSeconds: 600, percentage: '50' }],
    });
    expect(await readParticipations(access, ['2'])).toEqual({
      kind: 'read',
      participations: [{ ...event, state: 'NO_SHOW', durationSeconds: undefined, percentage: undefined }],
    });
  });

  test('are read to their end, a hundred at a time', async () => {
    const { access, requests } = await withEvents(230);
    const read = await readParticipations(access, ['1']);
    const ids = read.kind === 'read' ? read.participations.map(({ eventId }) => eventId) : [];
    expect(new Set(ids).size).toBe(230);
    expect(requests()).toHaveLength(3);
  });

  test('are told from a missing scope', async () => {
    const { access, simulator } = await withEvents(1);
    const scope = 'crm.objects.marketing_events.read';
    simulator.missingScopes.add(scope);
    expect(await readParticipations(access, ['1'])).toEqual({ kind: 'missing_scope', scope });
  });

  test.each(['no-cursor', 'half-page', 'back-cursor', 'total-more'] as const)(
    'are an error when an answer suffers from %s',
    async (kind) => {
      const { access, simulator } = await withEvents(230);
      simulator.faults.add({ match: () => true, kind });
      await expect(readParticipations(access, ['1'])).rejects.toMatchObject({ code: 'unexpected_answer' });
    },
  );

  test("are those of both after a merge, and nobody else's", async () => {
    const { access, account } = await withEvents(1);
    addEvent(account, '950', { 2: { state: 'REGISTERED', at: AT } });
    const { id } = mergeRecords(account, 'contacts', '1', '2', NOW);
    const read = await readParticipations(access, [id, '1', '2']);
    expect(read.kind === 'read' && read.participations.map(({ eventId }) => eventId)).toEqual(['901', '950']);
    // An id that leads to somebody else is somebody else's.
    await expect(readParticipations(access, ['1'])).rejects.toMatchObject({
      message: expect.stringContaining('is about another contact'),
    });
  });
});
