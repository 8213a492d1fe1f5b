import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/audit/canonical.ts';
import type { ScopedKind } from '../../../src/rights/erasure/enumerate.ts';
import type { ErasureItem } from '../../../src/rights/erasure/item.ts';
import { sumUp } from '../../../src/rights/erasure/list-hash.ts';
import { sampleItem } from '../../support/erasure-samples.ts';

const page = await readFile(new URL('../../../docs/erasure-list.md', import.meta.url), 'utf8');
const COMMON: Parameters<typeof sumUp>[0] = {
  ground: 'retention',
  requestId: null,
  policyDigest: 'AbCdEfGhIjKlMnOpQrStUv',
  withoutScope: [],
};
const AT = Date.parse('2011-05-04T09:00:00.000Z');

async function* each(items: readonly ErasureItem[]): AsyncGenerator<ErasureItem> {
  yield* items;
}

const AINO = sampleItem('301', {
  status: 'proposed',
  facts: { endsOn: '2021-05-04', basis: 'meeting', source: 'meetings:5002', merged: [], companyId: '201' },
  ownClockAt: AT,
  engagements: [
    { type: 'notes', id: '5001', class: 'exclusive', modifiedAt: AT },
    { type: 'meetings', id: '5002', class: 'company', modifiedAt: AT },
  ],
});

const hashOf = async (items: readonly ErasureItem[], common: Partial<Parameters<typeof sumUp>[0]> = {}) =>
  (await sumUp({ ...COMMON, ...common }, each(items))).listHash;

/** As somebody else would compute it who has the page alone. */
function byThePage(items: readonly ErasureItem[], withoutScope: readonly ScopedKind[]): string {
  const contacts = items
    .filter(({ status }) => status === 'proposed')
    .map(({ contactId, facts, ownClockAt, engagements }) => ({
      contactId,
      ...Object.fromEntries(
        (['basis', 'endsOn', 'source', 'companyId'] as const).map((name) => [name, facts[name] ?? '']),
      ),
      engagements: [...engagements].sort((a, b) =>
        a.type === b.type ? Number(a.id) - Number(b.id) : a.type < b.type ? -1 : 1,
      ),
      merged: [...facts.merged].sort((a, b) => Number(a) - Number(b)),
      ownClockAt: ownClockAt ?? '',
    }));
  const rest = { ground: 'retention', policyDigest: COMMON.policyDigest, requestId: '' };
  return createHash('sha256')
    .update(
      canonicalJson({ format: 'rekisteri-erasure-list-v1', contacts, ...rest, withoutScope: withoutScope.toSorted() }),
    )
    .digest('hex');
}

const item = fc
  .record({
    contactId: fc.integer({ min: 1, max: 99_999 }),
    status: fc.constantFrom<ErasureItem['status']>('proposed', 'excluded', 'protected'),
    basis: fc.option(fc.constantFrom('meeting', 'former_contact')),
    companyId: fc.option(fc.constantFrom('201', '202')),
    merged: fc.uniqueArray(fc.constantFrom('9', '10', '100'), { maxLength: 3 }),
    ownClockAt: fc.option(fc.integer({ min: 0, max: 2 ** 45 })),
    engagements: fc.uniqueArray(
      fc.record({
        type: fc.constantFrom<'notes' | 'emails' | 'meetings'>('notes', 'emails', 'meetings'),
        id: fc.integer({ min: 1, max: 1_200 }).map(String),
        class: fc.constantFrom<'exclusive' | 'company' | 'shared'>('exclusive', 'company', 'shared'),
        modifiedAt: fc.integer({ min: 0, max: 2 ** 45 }),
      }),
      { selector: ({ type, id }) => `${type}:${id}`, maxLength: 8 },
    ),
  })
  .map(({ contactId, basis, companyId, merged, ...rest }) =>
    sampleItem(String(contactId), { ...rest, facts: { endsOn: '2021-01-01', basis, source: 'x', merged, companyId } }),
  );

describe('the hash of a list', () => {
  it('is that of the example in the documents, and the example is what is hashed', async () => {
    const [, example = ''] = /```json example\n(.*)\n```/.exec(page) ?? [];
    expect(canonicalJson(JSON.parse(example))).toBe(example);
    expect(await hashOf([AINO])).toBe(createHash('sha256').update(example).digest('hex'));
    expect(page).toContain(`\`${await hashOf([AINO])}\``);
  });

  it('is what the page says, of any list, in whatever order engagements, merged ids and kinds come, and all are counted', async () => {
    const list = fc.uniqueArray(item, { selector: ({ contactId }) => contactId, maxLength: 6 });
    const kinds = fc.shuffledSubarray<ScopedKind>(['deals', 'tickets']);
    await fc.assert(
      fc.asyncProperty(list, kinds, async (some, withoutScope) => {
        const items = some.toSorted((a, b) => Number(a.contactId) - Number(b.contactId));
        const { listHash, counts } = await sumUp({ ...COMMON, withoutScope }, each(items));
        expect(listHash).toBe(byThePage(items, withoutScope));
        const byStatus = Map.groupBy(items, ({ status }) => status);
        expect(counts).toEqual(Object.fromEntries([...byStatus].map(([status, those]) => [status, those.length])));
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it.each<[string, Partial<ErasureItem>]>([
    ['another end', { facts: { ...AINO.facts, endsOn: '2021-05-05' } }],
    ['another basis', { facts: { ...AINO.facts, basis: 'call' } }],
    ['another company', { facts: { ...AINO.facts, companyId: null } }],
    ['a merged record', { facts: { ...AINO.facts, merged: ['299'] } }],
    ['another own clock', { ownClockAt: AT + 1 }],
    ['an engagement less', { engagements: AINO.engagements.slice(1) }],
    ['an engagement of another class', { engagements: AINO.engagements.map((one) => ({ ...one, class: 'shared' })) }],
    ['an engagement changed later', { engagements: AINO.engagements.map((one) => ({ ...one, modifiedAt: AT + 1 })) }],
    ['another status', { status: 'excluded' }],
  ])('changes with %s', async (_, change) => {
    expect(await hashOf([{ ...AINO, ...change }])).not.toBe(await hashOf([AINO]));
  });

  it.each<Partial<Parameters<typeof sumUp>[0]>>([
    { ground: 'request' },
    { requestId: 'r-1' },
    { policyDigest: 'other' },
    { withoutScope: ['deals'] },
  ])('changes with %o', async (common) => {
    expect(await hashOf([AINO], common)).not.toBe(await hashOf([AINO]));
  });

  it('does not change with what decides nothing', async () => {
    const other = { ...AINO, changes: ['facts'], begun: true, outcomes: { ...AINO.outcomes, archived: 3 } };
    expect(await hashOf([other, sampleItem('302', { status: 'protected' })])).toBe(await hashOf([AINO]));
  });
});
