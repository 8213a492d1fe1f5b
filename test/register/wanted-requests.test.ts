import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactPropertiesWith } from '../../src/register/properties.ts';
import { REQUEST_KINDS } from '../../src/register/request-kinds.ts';
import { REQUEST_PROPERTIES } from '../../src/register/request-properties.ts';
import { type OpenRequest, wantedOfRequests } from '../../src/register/wanted-requests.ts';

const inOrder = (_: string, members: readonly string[]) =>
  REQUEST_KINDS.filter((kind) => members.includes(kind)).join(';');

const request: fc.Arbitrary<OpenRequest> = fc.record({
  kind: fc.constantFrom(...REQUEST_KINDS),
  dueOn: fc.constantFrom('2026-12-07', '2026-12-23', '2027-01-04', '2027-02-08'),
});

describe('flags of requests', () => {
  it.each<[string, readonly OpenRequest[] | undefined, object]>([
    ['nothing is open', [], { rekisteri_request_open: '', rekisteri_request_due: '' }],
    [
      'one is',
      [{ kind: 'erasure', dueOn: '2026-12-23' }],
      { rekisteri_request_open: 'erasure', rekisteri_request_due: '2026-12-23' },
    ],
    [
      'several are, in the order of the options, with the earliest day',
      [
        { kind: 'portability', dueOn: '2026-12-23' },
        { kind: 'access', dueOn: '2027-01-04' },
      ],
      { rekisteri_request_open: 'access;portability', rekisteri_request_due: '2026-12-23' },
    ],
    [
      'the same is under two ids that were merged',
      [
        { kind: 'access', dueOn: '2026-12-23' },
        { kind: 'access', dueOn: '2026-12-07' },
      ],
      { rekisteri_request_open: 'access', rekisteri_request_due: '2026-12-07' },
    ],
    ['nobody can tell', undefined, {}],
  ])('when %s', (_, open, wanted) => {
    expect(wantedOfRequests(open, inOrder)).toEqual(wanted);
  });

  it('say each kind that is open and no other, and a day that is due and none before it', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 8 }), (open) => {
        const { rekisteri_request_open: kinds = '', rekisteri_request_due: due } = wantedOfRequests(open, inOrder);
        expect(new Set(kinds === '' ? [] : kinds.split(';'))).toEqual(new Set(open.map(({ kind }) => kind)));
        expect(open.length === 0 ? [''] : open.map(({ dueOn }) => dueOn)).toContain(due);
        expect(open.every(({ dueOn }) => dueOn >= (due ?? ''))).toBe(true);
      }),
    );
  });

  it('are the last of the properties, with an option for each kind', () => {
    expect(contactPropertiesWith([]).slice(-2)).toEqual([...REQUEST_PROPERTIES]);
    expect(REQUEST_PROPERTIES[0].options.map(({ value }) => value)).toEqual([...REQUEST_KINDS]);
  });
});
