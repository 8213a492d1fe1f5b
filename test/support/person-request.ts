import type { PersonRequest } from '../../src/rights/requests/request.ts';
import { requestSchema } from '../../src/rights/requests/request.ts';

/** A request of these contacts, as somebody who was identified made it; `more` says what is different. */
export function personRequest(contactIds: readonly string[], more: Partial<PersonRequest> = {}): PersonRequest {
  return {
    ...requestSchema.parse({
      id: '20261120T101500000Z-00000001',
      kind: 'access',
      channel: 'letter',
      receivedOn: '2026-11-20',
      filedAt: '2026-11-20T10:15:00.000Z',
      filedBy: 'officer',
      contactIds,
      marketing: false,
      elsewhere: [],
      state: 'assessing',
      pauses: [],
      extension: null,
      proposal: null,
      decision: null,
      letters: [],
      identity: { how: 'call_back', by: 'officer', at: '2026-11-21T08:00:00.000Z' },
      recipients: [],
      erased: [],
      endedAt: null,
      lifted: null,
      revision: '1',
    }),
    ...more,
  };
}

/** The same, decided: what is granted, and what is refused on a ground. */
export function decidedRequest(
  contactIds: readonly string[],
  { granted = [], refused = {} }: { granted?: readonly string[]; refused?: Readonly<Record<string, string>> },
  more: Partial<PersonRequest> = {},
): PersonRequest {
  const bare = { ground: null, statute: null, until: null, proofRef: null };
  const items = [
    ...granted.map((subject) => ({ subject, outcome: 'granted' as const, ...bare })),
    ...Object.entries(refused).map(([subject, ground]) => ({ ...bare, subject, outcome: 'refused' as const, ground })),
  ];
  const decision = { items, by: 'officer', at: '2026-11-22T08:00:00.000Z', on: '2026-11-22', proposedBy: null };
  return personRequest(contactIds, { state: 'executing', decision, ...more });
}
