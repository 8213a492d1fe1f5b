import { expect, test } from 'vitest';
import { REQUEST_KINDS, type PersonRequest, type RequestKind } from '../../../src/rights/requests/request.ts';
import { hasRoom } from '../../../src/rights/requests/room.ts';
import { policyWith } from '../../support/policy.ts';
import { requestOf } from '../../support/request-samples.ts';

// However often officers record letters and pauses, what is kept of a request until it ends fits into its row.

const MOST_OF_A_ROW = 32_768;
const BY = '0f3e7c54-0000-4000-8000-000000000001';
const [on, at] = ['2026-11-24', '2026-11-24T08:00:00.000Z'];
const id = (place: number) => String(10n ** 18n + BigInt(place));
const policy = policyWith({
  processors: Array.from({ length: 12 }, (_, place) => ({ name: `P${place}`, safeguard: 'EU' })),
});

const started = (kind: RequestKind, contacts: number) =>
  requestOf({
    kind,
    state: 'assessing',
    contactIds: Array.from({ length: contacts }, (_, place) => id(place)),
    identity: { how: 'registered_email_reply', by: BY, at },
  });

/** More and more letters and pauses, until no more are taken. */
function filled(request: PersonRequest): PersonRequest {
  for (let now = request; ; ) {
    const letters = [...now.letters, { letter: 'extension' as const, sentOn: on, by: BY, at }];
    const next = { ...now, letters };
    if (!hasRoom(next, { action: 'letter-sent', letter: 'extension' }, policy)) return now;
    now = next;
  }
}

const decided = (request: PersonRequest, refused: boolean): PersonRequest => {
  const items = request.contactIds.map((one) => ({
    subject: `contact:${one}`,
    outcome: refused ? ('refused' as const) : ('granted' as const),
    statute: null,
    ground: refused ? 'unfounded_or_excessive' : null,
    until: null,
    proofRef: refused ? 'D'.repeat(40) : null,
  }));
  return { ...request, decision: { items, by: BY, at, on, proposedBy: BY } };
};

const ANSWERS = (['answer', 'answer', 'refusal', 'lifting'] as const).map((letter) => {
  return { letter, sentOn: on, by: BY, at };
});

/** Everything that others keep of it until it has ended. */
const ended = (request: PersonRequest): PersonRequest => ({
  ...request,
  state: 'partly_answered',
  endedAt: at,
  lateErasureAt: at,
  lifted: { letterSentOn: on, at, by: BY },
  extension: { reason: 'complexity', on, by: BY },
  recipients: policy.processors.map(() => ({ processor: 'p'.repeat(43), on, by: BY })),
  letters: [...request.letters, ...ANSWERS],
  left: request.contactIds.map((contactId) => ({
    contactId,
    listId: request.id,
    status: 'protected',
    reason: 'restriction_of_merged',
    until: on,
    at,
  })),
  disclosed: Array.from({ length: 10 }, () => ({
    at,
    format: 'json',
    sha256: 'a'.repeat(64),
    bytes: 123_456_789,
    by: BY,
  })),
});

test.each(REQUEST_KINDS.flatMap((kind) => [1, 20, 50].map((contacts) => [kind, contacts] as const)))(
  '%s of %i contacts',
  (kind, contacts) => {
    const full = filled(started(kind, contacts));
    expect(full.letters.length).toBeGreaterThan(0);
    // A correction is granted value by value, and each takes its room.
    for (const refused of kind === 'rectification' ? [true] : [true, false]) {
      const next = decided(full, refused);
      expect(hasRoom(next, { action: 'decide' }, policy)).toBe(true);
      for (const count of [1, 2, 3]) {
        const told = { ...next, letters: [...next.letters, ...ANSWERS.slice(0, count)] };
        expect(hasRoom(told, { action: 'letter-sent', letter: 'answer' }, policy)).toBe(true);
      }
      expect(JSON.stringify(ended(next)).length).toBeLessThanOrEqual(MOST_OF_A_ROW);
    }
  },
);

test('values that were granted find their room one after the other', () => {
  const one = started('rectification', 2);
  const names = Array.from({ length: 25 }, (_, place) => `${'p'.repeat(98)}${place + 10}`);
  const items = names.map((name) => ({
    subject: `property:${name}`,
    outcome: 'granted' as const,
    ground: null,
    statute: null,
    until: null,
    proofRef: null,
  }));
  let now = filled({ ...one, decision: { items, by: BY, at, on, proposedBy: null } });
  for (const contactId of now.contactIds)
    for (const property of names) {
      now = { ...now, rectified: [...now.rectified, { contactId, property, at, by: BY }] };
      expect(hasRoom(now, { action: 'rectifications' }, policy)).toBe(true);
    }
  expect(JSON.stringify(ended(now)).length).toBeLessThanOrEqual(MOST_OF_A_ROW);
});

test('without room a letter that answers nothing is not recorded, and the request can be withdrawn', () => {
  const full = filled(started('access', 1));
  const letters = [...full.letters, ...full.letters.slice(0, 1)];
  expect(hasRoom({ ...full, letters }, { action: 'letter-sent', letter: 'extension' }, policy)).toBe(false);
  expect(hasRoom({ ...full, letters }, { action: 'withdraw' }, policy)).toBe(true);
});
