import { describe, expect, it } from 'vitest';
import { occurrenceContent } from '../../../src/audit/content.ts';
import { macOfIndexRow } from '../../../src/audit/index-row.ts';
import { AuditKey } from '../../../src/audit/key.ts';
import { Keyring } from '../../../src/audit/keyring.ts';
import { openRowOf } from '../../../src/audit/open-row.ts';
import { sumOf } from '../../../src/audit/sum.ts';
import { type AuditTable, SECRET } from '../audit-table.ts';
import { exported, faultsOf } from '../export/exported.ts';
import { intent, RUN } from '../sample-intents.ts';
import { CHAIN, faultsIn, PLACES, SUBJECTS, sealedTrail } from '../sealed-trail.ts';
import { FALSE_HASH, tamperWith } from '../tamper.ts';

type Hands = ReturnType<typeof tamperWith>;
type Manipulation = readonly [
  name: string,
  faults: readonly string[],
  (hands: Hands, audit: AuditTable) => Promise<unknown>,
];

const [FIRST = '', SECOND = ''] = SUBJECTS;
const at = (kind: string, place: number | string) => `${kind} ${CHAIN} ${place}`;
const changed = ({ content }: Record<string, unknown>) => ({
  content: String(content).replace('"after":"', '"after":"x'),
});
const edit = async ({ get, edit: put }: Hands, place: number) => put(place, changed(await get(place)));
const removeAll = async ({ remove }: Hands, places: readonly number[]) => {
  for (const place of places) await remove(place);
};
const rowOf = async ({ rows }: AuditTable, subject = FIRST) => {
  const [row = {}] = await rows(CHAIN, `subject|${subject}|`, `subject|${subject}|~`);
  return String(row.rowKey);
};

const ENTRIES: Manipulation[] = [
  ['edits the first entry', [at('edited', '1-3')], (hands) => edit(hands, 1)],
  ['edits an entry in the middle', [at('edited', '13-15')], (hands) => edit(hands, 13)],
  ['edits the last entry', [at('edited', '19-24')], (hands) => hands.edit(19, { actor: 'x' })],
  [
    'edits two entries side by side',
    [at('edited', '4-12')],
    async (hands) => {
      await edit(hands, 4);
      await hands.edit(7, { runId: 'x' });
    },
  ],
  [
    'edits two entries far apart',
    [at('edited', '4-6'), at('edited', '16-18')],
    async (hands) => {
      await edit(hands, 4);
      await edit(hands, 16);
    },
  ],
  ['edits only a hash', [at('edited', '13-15')], (hands) => hands.edit(13, { hash: FALSE_HASH })],
  ['edits a number', [at('edited', '13-15')], (hands) => hands.edit(13, { first: 900, last: 902 })],
  ['lets an entry span more', [at('edited', '7-12')], (hands) => hands.edit(7, { last: 15 })],
  ['lets an entry span less', [at('edited', '7-12')], (hands) => hands.edit(7, { last: 11 })],
  ['edits the time', [at('edited', '13-15')], (hands) => hands.edit(13, { at: '2030-01-01T00:00:00.000Z' })],
  ['names an unknown key', [at('wrong_key', '13-15')], (hands) => hands.edit(13, { keyId: '0000000000000000' })],
  [
    'makes an entry unreadable',
    [at('edited', '13-15')],
    async ({ get, put }) => {
      const { subject: _, ...row } = await get(13);
      await put(row);
    },
  ],
  ['adds a column', [at('edited', '13-15')], (hands) => hands.edit(13, { note: 'x' })],
  ['changes the type of a value', [at('edited', '13-15')], (hands) => hands.edit(13, { content: 5 })],
  ['deletes an entry in the middle', [at('deleted', '13-15')], ({ remove }) => remove(13)],
  ['deletes several entries', [at('deleted', '4-15')], (hands) => removeAll(hands, [4, 7, 13])],
  [
    'deletes entries in two places',
    [at('deleted', '4-6'), at('deleted', '16-18')],
    (hands) => removeAll(hands, [4, 16]),
  ],
  ['deletes the first entry', [at('head_cut', '1-3')], ({ remove }) => remove(1)],
  ['deletes the first half', [at('head_cut', '1-12')], (hands) => removeAll(hands, [1, 4, 7])],
  ['deletes the last entry', [at('tail_cut', '19-24')], ({ remove }) => remove(19)],
  ['deletes the last entries', [at('tail_cut', '16-24')], (hands) => removeAll(hands, [16, 19])],
  ['deletes all entries', [at('emptied', '1-24')], (hands) => removeAll(hands, PLACES)],
  [
    'deletes the last entries and makes the head fit',
    [at('edited', 'head'), at('tail_cut', '16-24')],
    async (hands) => {
      await removeAll(hands, [16, 19]);
      await hands.putHead({ sequence: 15, hash: (await hands.get(13)).hash }, false);
    },
  ],
  [
    'deletes an entry and edits the next',
    [at('deleted', '13-15'), at('edited', '16-18')],
    async (hands) => {
      await hands.remove(13);
      await edit(hands, 16);
    },
  ],
  [
    'exchanges two entries',
    [at('edited', '4-6'), at('edited', '16-18')],
    async ({ get, put }) => {
      const [one, other] = [await get(4), await get(16)];
      await put({ ...other, first: 4, last: 6 }, 4);
      await put(one, 16);
    },
  ],
  [
    'moves entries up where one is gone',
    [at('edited', '13-24')],
    async ({ get, put, remove }) => {
      await put(await get(16), 13);
      await put(await get(19), 16);
      await remove(19);
    },
  ],
  ['copies an entry over another', [at('edited', '13-15')], async ({ get, put }) => put(await get(4), 13)],
  ['copies an entry to the end', [at('inserted', 25)], async ({ get, put }) => put(await get(4), 25)],
  [
    'adds an entry at the end',
    [at('inserted', 25)],
    async ({ get, put }) => put({ ...(await get(13)), first: 25, last: 27 }, 25),
  ],
  [
    'adds an entry within another',
    [at('inserted', 8)],
    async ({ get, put }) => put({ ...(await get(4)), first: 8, last: 10 }, 8),
  ],
  [
    'adds a row between two entries',
    [at('inserted', '000000000013a')],
    async ({ get, put }) => put(await get(13), '000000000013a'),
  ],
  [
    'writes other entries from the middle on',
    [at('edited', 'head'), at('edited', '13-24')],
    async (hands) => {
      let { previousHash } = await hands.get(13);
      for (const place of [13, 16, 19]) {
        const hash = new AuditKey('made up').hashOfText('x', String(place)).slice(5);
        await hands.edit(place, { actor: 'x', previousHash, hash });
        previousHash = hash;
      }
      await hands.putHead({ hash: previousHash }, false);
    },
  ],
];

const BESIDE: Manipulation[] = [
  ['adds a row before all others', [at('inserted', '!')], ({ put }) => put({ rowKey: '!' })],
  ['adds a row after all others', [at('inserted', 'zzz')], ({ put }) => put({ rowKey: 'zzz' })],
  ['adds a row behind everything', [at('inserted', '\uffff')], ({ put }) => put({ rowKey: '\uffff' })],
  [
    'adds a row to a chain that there is not',
    ['inserted chain-9 000000000001'],
    async ({ get }, { table }) => table.createEntity({ ...(await get(1)), partitionKey: 'chain-9' }),
  ],
  ['edits the head', [at('edited', 'head')], (hands) => hands.edit('head', { hash: FALSE_HASH })],
  ['edits a count of the head', [at('edited', 'head')], (hands) => hands.edit('head', { count: 5 })],
  ['adds a column to the head', [at('edited', 'head')], (hands) => hands.edit('head', { note: 'x' })],
  ['lets the head name an older seal', [at('edited', 'head')], (hands) => hands.edit('head', { sealNumber: 1 })],
  ['deletes the head', [at('deleted', 'head')], ({ remove }) => remove('head')],
  ['makes the head unreadable', [at('edited', 'head')], ({ put }) => put({ rowKey: 'head', sequence: 'x' })],
  [
    'puts back an older head',
    [at('edited', 'head')],
    async ({ get, put }, audit) => {
      const older = await get('head');
      await audit.trail().record([{ action: 'gone', subject: FIRST, cause: 'deleted' }], RUN);
      await audit.sealer().seal();
      await put(older, 'head');
    },
  ],
  [
    'empties a chain',
    [at('emptied', '1-24')],
    async (_, { table }) => {
      for await (const { rowKey = '' } of table.listEntities())
        await table.deleteEntity(CHAIN, rowKey).catch(() => undefined);
    },
  ],
  ['hides events from a contact', [at('deleted', 'index')], async ({ remove }, audit) => remove(await rowOf(audit))],
  [
    'hides events from a run',
    [at('deleted', 'index')],
    async ({ remove }, { rows }) => remove(String((await rows(CHAIN, 'run|', 'run|~'))[0]?.rowKey)),
  ],
  [
    'leads a contact to other events',
    [at('edited', 'subject|')],
    async (hands, audit) => hands.edit(await rowOf(audit), { first: 4, last: 6 }),
  ],
  [
    'adds a column to a row that leads to events',
    [at('edited', 'subject|')],
    async (hands, audit) => hands.edit(await rowOf(audit), { note: 'x' }),
  ],
  [
    'lets a row that leads to events name an unknown key',
    [at('wrong_key', 'index')],
    async (hands, audit) => hands.edit(await rowOf(audit), { keyId: '0000000000000000' }),
  ],
  [
    'makes up a row of an unknown key that leads a contact to events',
    [at('wrong_key', 'index')],
    async ({ get, put }, audit) =>
      put(
        { ...(await get(await rowOf(audit))), born: 1_000, keyId: '0000000000000000' },
        'subject|contact:1|999999999000',
      ),
  ],
  [
    'leads a contact to other events and edits the head',
    [at('edited', 'head'), at('edited', 'subject|')],
    async (hands, audit) => {
      await hands.edit(await rowOf(audit), { first: 4, last: 6 });
      await hands.edit('head', { count: 5 });
    },
  ],
  [
    'marks concluded intents as open',
    [at('inserted', 'open|000000000001')],
    ({ put }) => put({ rowKey: 'open|000000000001', first: 1, last: 6 }),
  ],
  [
    'marks concluded intents as open in place of others',
    [at('inserted', 'open|000000000001'), at('deleted', 'open')],
    async ({ put, get, remove }, audit) => {
      // The mark of the first intents as it was: made with the key, and saved before they had an outcome.
      const nonce = '0123456789abcdef';
      const old = openRowOf(CHAIN, { rowKey: 'open|000000000001', first: 1, last: 6, nonce }, new AuditKey(SECRET));
      await audit.trail().intend([intent(FIRST)], RUN);
      await put({ ...(await get('open|000000000025')), ...old });
      await remove('open|000000000025');
    },
  ],
  [
    'takes away the mark of open intents',
    [at('deleted', 'open')],
    async ({ remove }, audit) => {
      await audit.trail().intend([intent(FIRST)], RUN);
      await remove('open|000000000025');
    },
  ],
];

/** Signs a head for rows that lead to events as they are now. */
async function signFor(
  { get, putHead }: Hands,
  removed: readonly string[],
  added: readonly string[] = [],
): Promise<void> {
  const { indexRows, indexSum } = await get('head');
  const rows = Number(indexRows) - removed.length + added.length;
  await putHead({ indexRows: rows, indexSum: sumOf(String(indexSum), added, removed) }, true);
}

const WITH_KEY: Manipulation[] = [
  [
    'edits the first entry and all hashes',
    [at('suffix_rewritten', '1-24')],
    async ({ rewrite, get }) => rewrite(PLACES, changed(await get(1))),
  ],
  [
    'edits an entry behind a seal and all hashes after it',
    [at('suffix_rewritten', '13-24')],
    async ({ rewrite, get }) => rewrite([16, 19], changed(await get(16))),
  ],
  [
    'edits the last entry, its hash and the head',
    [at('suffix_rewritten', '13-24')],
    ({ rewrite }) => rewrite([19], { actor: 'x' }),
  ],
  [
    'edits an entry and its hash',
    [at('edited', '4-6')],
    async ({ rewrite, get }) => rewrite([4], changed(await get(4)), false),
  ],
  [
    'edits a sealed entry and its hash',
    [at('edited', '7-12'), at('edited', 12)],
    ({ rewrite }) => rewrite([7], { actor: 'x' }, false),
  ],
  [
    'cuts the tail and makes a head',
    [at('tail_cut', '16-24')],
    async (hands) => {
      await removeAll(hands, [16, 19]);
      await hands.putHead({ sequence: 15, hash: (await hands.get(13)).hash, count: 15 }, true);
    },
  ],
  [
    'deletes an entry and joins the rest',
    [at('tail_cut', '22-24')],
    async (hands) => {
      let { previousHash } = await hands.get(13);
      for (const [from, first, last] of [
        [16, 13, 15],
        [19, 16, 21],
      ] as const) {
        const row = hands.rehashed(await hands.get(from), { first, last }, String(previousHash));
        await hands.put(row);
        previousHash = row.hash;
      }
      await hands.remove(19);
      await hands.putHead({ sequence: 21, hash: previousHash, count: 21 }, true);
    },
  ],
  ['lets the head count other events', [at('edited', 'head')], ({ putHead }) => putHead({ count: 23 }, true)],
  [
    'adds an entry beyond the head',
    [at('inserted', '25-30')],
    async ({ get, put, rehashed }) => {
      const last = await get(19);
      await put(rehashed(last, { first: 25, last: 30 }, String(last.hash)));
    },
  ],
  [
    'records something under a subject of another chain',
    [at('inserted', 25)],
    async ({ get, put, rehashed, putHead }) => {
      const { hash: previousHash, ...last } = await get(19);
      const said = { first: 25, last: 25, action: 'gone', content: occurrenceContent('x'), subject: 'company:3' };
      const row = rehashed({ ...last, hash: previousHash }, said, String(previousHash));
      await put(row);
      await putHead({ sequence: 25, hash: row.hash, count: 25 }, true);
    },
  ],
  [
    'makes up a row of the future that leads to events',
    [at('inserted', 'subject|')],
    async ({ get, put, key }, audit) => {
      const row = { ...(await get(await rowOf(audit))), rowKey: 'subject|contact:1|999999999000', born: 1_000 };
      await put({ ...row, mac: macOfIndexRow(CHAIN, row as never, key) });
    },
  ],
  [
    'hides one contact’s events and signs the head anew',
    [at('edited', 'index')],
    async (hands, audit) => {
      const rowKey = await rowOf(audit);
      const { mac } = await hands.get(rowKey);
      await hands.remove(rowKey);
      await signFor(hands, [String(mac)]);
    },
  ],
  [
    'leads a contact to another’s events and signs the head anew',
    [at('edited', 'index')],
    async (hands, audit) => {
      const rowKey = await rowOf(audit);
      const own = await hands.get(rowKey);
      const other = await hands.get(await rowOf(audit, SECOND));
      const row = { ...own, first: other.first, last: other.last };
      const mac = macOfIndexRow(CHAIN, row as never, hands.key);
      await hands.put({ ...row, mac });
      await signFor(hands, [String(own.mac)], [mac]);
    },
  ],
  [
    'hides one contact’s events behind a mark that they are open, and signs the head anew',
    [at('deleted', 'open'), at('inserted', 'open|000000000001')],
    async (hands, audit) => {
      const rowKey = await rowOf(audit);
      const { mac } = await hands.get(rowKey);
      await hands.remove(rowKey);
      const nonce = '0123456789abcdef';
      await hands.put({ ...openRowOf(CHAIN, { rowKey: 'open|000000000001', first: 1, last: 3, nonce }, hands.key) });
      await hands.putHead({ openRows: 1 }, true);
      await signFor(hands, [String(mac)]);
    },
  ],
  [
    'hides what a run did and signs the head anew',
    [at('edited', 'index')],
    async (hands, { rows }) => {
      const [row = {}] = await rows(CHAIN, 'run|', 'run|~');
      await hands.remove(String(row.rowKey));
      await signFor(hands, [String(row.mac)]);
    },
  ],
];

describe.each([
  ['without the key', [...ENTRIES, ...BESIDE]],
  ['with the key', WITH_KEY],
])('somebody %s', (_, manipulations) => {
  it.each(manipulations)('who %s is found out', async (_name, expected, manipulate) => {
    const audit = await sealedTrail();
    await manipulate(tamperWith(audit), audit);
    const found = (await faultsIn(audit)).map((line) => line.replace(/(subject\|).*/, '$1'));
    expect(found.sort()).toEqual([...expected].sort());
    // What leads to events is not exported; all else is found in an export just the same.
    const ofEvents = found.filter((fault) => !/ (index|open.*|subject\|)$/.test(fault));
    expect((await faultsOf(await exported(audit))).sort()).toEqual(ofEvents);
  });
});

it('a chain of which only what leads to its events is left is known to be emptied, though nobody saw it before', async () => {
  const audit = await sealedTrail();
  const hands = tamperWith(audit);
  await removeAll(hands, PLACES);
  await hands.remove('head');
  expect(await faultsIn(audit, undefined, { sealsOf: undefined })).toContain(at('emptied', 'all'));
});

describe('a trail that nobody touched', () => {
  it('has no faults', async () => {
    expect(await faultsIn(await sealedTrail())).toEqual([]);
  });

  it('has no faults with open intents, whoever concluded others', async () => {
    const audit = await sealedTrail();
    const trail = audit.trail();
    const open = await trail.intend([intent(FIRST), intent(SECOND, 2)], RUN);
    await trail.intend([intent(SECOND, 2)], RUN);
    const conclusions = new Map([FIRST, SECOND].map((subject) => [subject, { outcome: 'superseded' as const }]));
    await trail.conclude(open, conclusions, { runId: 'run-of-repair', actor: 'timer' });
    expect(await faultsIn(audit)).toEqual([]);
  });

  it('is not judged with the wrong key', async () => {
    const wrong = new Keyring(new AuditKey('another key'));
    const found = await faultsIn(await sealedTrail(), wrong);
    expect(new Set(found.map((line) => line.split(' ')[0]))).toEqual(new Set(['wrong_key']));
    expect(found).toContain(at('wrong_key', '1-24'));
  });
});
