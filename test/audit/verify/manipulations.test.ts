import { describe, expect, it } from 'vitest';
import { indexRow, openRowOf } from '../../../src/audit/index-row.ts';
import { AuditKey } from '../../../src/audit/key.ts';
import { Keyring } from '../../../src/audit/keyring.ts';
import { CHAIN_NAMES } from '../../../src/audit/rows.ts';
import { type AuditTable, SECRET } from '../audit-table.ts';
import { exported, faultsOf } from '../export/exported.ts';
import { intent, RUN } from '../sample-intents.ts';
import { CHAIN, faultsIn, SUBJECTS, sealedTrail } from './sealed-trail.ts';
import { FALSE_HASH, tamperWith } from './tamper.ts';

type Hands = ReturnType<typeof tamperWith>;
type Manipulation = readonly [
  name: string,
  faults: readonly string[],
  (hands: Hands, audit: AuditTable) => Promise<unknown>,
];

const LAST = 24;
const at = (kind: string, place: number | string) => `${kind} ${CHAIN} ${place}`;
const exchange = async ({ get, put }: Hands, one: number, other: number, renumber = false) => {
  const [first, second] = [await get(one), await get(other)];
  await put(renumber ? { ...second, sequence: one } : second, one);
  await put(renumber ? { ...first, sequence: other } : first, other);
};
const removeRange = async ({ remove }: Hands, first: number, last: number) => {
  for (let place = first; place <= last; place += 1) await remove(place);
};
const shiftUp = async ({ get, put, remove }: Hands, from: number, renumber: boolean) => {
  for (let place = from; place < LAST; place += 1) {
    const row = await get(place + 1);
    await put(renumber ? { ...row, sequence: place } : row, place);
  }
  await remove(LAST);
};
const shiftDown = async ({ get, put }: Hands, from: number, renumber: boolean) => {
  for (let place = LAST; place >= from; place -= 1) {
    const row = await get(place);
    await put(renumber ? { ...row, sequence: place + 1 } : row, place + 1);
  }
};

const WITHOUT_KEY: Manipulation[] = [
  ['edits the first event', [at('edited', 1)], ({ edit }) => edit(1, { after: 'x' })],
  ['edits an event in the middle', [at('edited', 10)], ({ edit }) => edit(10, { before: 'x' })],
  ['edits the last event', [at('edited', 24)], ({ edit }) => edit(24, { action: 'not_applied' })],
  [
    'edits two events side by side',
    [at('edited', '10-11')],
    async ({ edit }) => {
      await edit(10, { after: 'x' });
      await edit(11, { after: 'x' });
    },
  ],
  [
    'edits two events far apart',
    [at('edited', 3), at('edited', 20)],
    async ({ edit }) => {
      await edit(3, { actor: 'x' });
      await edit(20, { cause: 'x' });
    },
  ],
  [
    'edits the last two events',
    [at('edited', '23-24')],
    async ({ edit }) => {
      await edit(23, { after: 'x' });
      await edit(24, { after: 'x' });
    },
  ],
  ['edits only a hash', [at('edited', 10)], ({ edit }) => edit(10, { hash: FALSE_HASH })],
  ['edits an event and makes up a hash', [at('edited', 10)], ({ edit }) => edit(10, { after: 'x', hash: FALSE_HASH })],
  [
    'edits the last event and makes up a hash',
    [at('edited', 24)],
    ({ edit }) => edit(24, { after: 'x', hash: FALSE_HASH }),
  ],
  ['edits a number', [at('edited', 10)], ({ edit }) => edit(10, { sequence: 900 })],
  ['edits the time', [at('edited', 10)], ({ edit }) => edit(10, { at: '2030-01-01T00:00:00.000Z' })],
  [
    'edits the name of the key to an unknown one',
    [at('wrong_key', 10)],
    ({ edit }) => edit(10, { keyId: '0000000000000000' }),
  ],
  [
    'makes an event unreadable',
    [at('edited', 10)],
    async ({ get, put }) => {
      const { subject: _, ...row } = await get(10);
      await put(row);
    },
  ],
  ['adds a column', [at('edited', 10)], ({ edit }) => edit(10, { note: 'x' })],
  ['changes the type of a value', [at('edited', 10)], ({ edit }) => edit(10, { after: 5 })],
  ['deletes an event in the middle', [at('deleted', 10)], ({ remove }) => remove(10)],
  ['deletes several events', [at('deleted', '10-14')], (hands) => removeRange(hands, 10, 14)],
  [
    'deletes events in two places',
    [at('deleted', 5), at('deleted', 15)],
    async ({ remove }) => {
      await remove(5);
      await remove(15);
    },
  ],
  [
    'deletes an event and moves the others up',
    [at('deleted', 10), at('tail_cut', 24)].slice(0, 1),
    (hands) => shiftUp(hands, 10, false),
  ],
  ['deletes an event and renumbers the others', [at('deleted', 10)], (hands) => shiftUp(hands, 10, true)],
  ['deletes the first event', [at('head_cut', 1)], ({ remove }) => remove(1)],
  ['deletes the first half', [at('head_cut', '1-12')], (hands) => removeRange(hands, 1, 12)],
  ['deletes the last event', [at('tail_cut', 24)], ({ remove }) => remove(24)],
  ['deletes the last events', [at('tail_cut', '20-24')], (hands) => removeRange(hands, 20, 24)],
  [
    'deletes the last events and makes the head fit',
    [at('edited', 'head'), at('tail_cut', '20-24')],
    async (hands) => {
      await removeRange(hands, 20, 24);
      await hands.putHead({ sequence: 19, hash: (await hands.get(19)).hash }, false);
    },
  ],
  ['exchanges two events side by side', [at('reordered', 10), at('reordered', 11)], (hands) => exchange(hands, 10, 11)],
  ['exchanges two events far apart', [at('reordered', 4), at('reordered', 20)], (hands) => exchange(hands, 4, 20)],
  [
    'exchanges the first and the last event',
    [at('reordered', 1), at('reordered', 24)],
    (hands) => exchange(hands, 1, 24),
  ],
  [
    'exchanges two events and their numbers',
    [at('reordered', 10), at('reordered', 11)],
    (hands) => exchange(hands, 10, 11, true),
  ],
  [
    'adds an event at the end',
    [at('inserted', 25)],
    async ({ get, put }) => put({ ...(await get(24)), sequence: 25 }, 25),
  ],
  ['copies an event to the end', [at('inserted', 25)], async ({ get, put }) => put(await get(5), 25)],
  [
    'copies several events to the end, and one of them once more',
    [at('inserted', 25), at('inserted', 27), at('inserted', 28), at('inserted', 30)],
    async ({ get, put }) => {
      for (let place = 5; place <= 9; place += 1) await put(await get(place), place + 20);
      await put(await get(7), 30);
    },
  ],
  ['copies an event over another', [at('edited', 10)], async ({ get, put }) => put(await get(5), 10)],
  [
    'adds an event in the middle and moves the others down',
    [at('inserted', 10), at('inserted', 25)].slice(0, 1),
    async (hands) => {
      await shiftDown(hands, 10, false);
      await hands.put({ ...(await hands.get(9)), after: 'x' }, 10);
    },
  ],
  [
    'adds an event in the middle and renumbers the others',
    [at('inserted', 10)],
    async (hands) => {
      await shiftDown(hands, 10, true);
      await hands.put({ ...(await hands.get(9)), sequence: 10, after: 'x' }, 10);
    },
  ],
  [
    'adds a row between two events',
    [at('inserted', '000000000010a')],
    async ({ get, put }) => put({ ...(await get(10)), after: 'x' }, '000000000010a'),
  ],
  ['adds a row before all others', [at('inserted', '!')], ({ put }) => put({ rowKey: '!' })],
  ['adds a row after all others', [at('inserted', 'zzz')], ({ put }) => put({ rowKey: 'zzz' })],
  [
    'adds a row to a chain that there is not',
    ['inserted chain-9 000000000001'],
    async ({ get }, { table }) => table.createEntity({ ...(await get(1)), partitionKey: 'chain-9' }),
  ],
  [
    'writes other events from the middle on',
    [at('edited', 'head'), at('suffix_rewritten', '10-24')],
    async ({ get, edit, putHead }) => {
      let previousHash = (await get(9)).hash;
      for (let place = 10; place <= LAST; place += 1) {
        const hash = new AuditKey('made up').hashOfText('x', String(place)).slice(5);
        await edit(place, { after: 'x', previousHash, hash });
        previousHash = hash;
      }
      await putHead({ hash: previousHash }, false);
    },
  ],
  ['edits the head', [at('edited', 'head')], ({ edit }) => edit('head', { hash: FALSE_HASH })],
  ['edits a count of the head', [at('edited', 'head')], ({ edit }) => edit('head', { count: 5 })],
  ['deletes the head', [at('deleted', 'head')], ({ remove }) => remove('head')],
  ['makes the head unreadable', [at('edited', 'head')], ({ put }) => put({ rowKey: 'head', sequence: 'x' })],
  [
    'empties a chain',
    [at('emptied', '1-24')],
    async (_, { table }) => {
      for await (const { rowKey = '' } of table.listEntities())
        await table.deleteEntity(CHAIN, rowKey).catch(() => undefined);
    },
  ],
  ['deletes all events of a chain', [at('emptied', '1-24')], (hands) => removeRange(hands, 1, LAST)],
  [
    'hides events from a contact',
    [at('deleted', 'index')],
    async (_, { rows, table }) => {
      const [row] = await rows(CHAIN, `subject|${SUBJECTS[0]}|`, `subject|${SUBJECTS[0]}|~`);
      await table.deleteEntity(CHAIN, String(row?.rowKey));
    },
  ],
  [
    'hides events from a run',
    [at('deleted', 'index')],
    async (_, { rows, table }) => {
      const [row] = await rows(CHAIN, 'run|', 'run|~');
      await table.deleteEntity(CHAIN, String(row?.rowKey));
    },
  ],
  [
    'leads a contact to other events',
    [at('edited', 'subject|')],
    async ({ edit }, { rows }) => {
      const [row] = await rows(CHAIN, `subject|${SUBJECTS[0]}|`, `subject|${SUBJECTS[0]}|~`);
      await edit(String(row?.rowKey), { first: 1, last: 1 });
    },
  ],
  [
    'marks concluded intents as open',
    [at('inserted', 'open|000000000001')],
    ({ put }) => put({ rowKey: 'open|000000000001', first: 1, last: 6 }),
  ],
  ['adds a column to the head', [at('edited', 'head')], ({ edit }) => edit('head', { note: 'x' })],
  [
    'edits how often the head says that was pruned',
    [at('edited', 'head')],
    ({ edit }) => edit('head', { prunings: 1 }),
  ],
  [
    'puts back an older head',
    [at('edited', 'head')],
    async ({ get, put }, audit) => {
      const older = await get('head');
      await audit.trail().record([{ action: 'gone', subject: SUBJECTS[0] ?? '', cause: 'deleted' }], RUN);
      await audit.sealer().seal();
      await put(older, 'head');
    },
  ],
  [
    'deletes the last event but one and edits the last',
    [at('deleted', 23), at('edited', 24)],
    async ({ remove, edit }) => {
      await remove(23);
      await edit(24, { after: 'x' });
    },
  ],
  [
    'copies an event to a row with blanks',
    [at('inserted', '000000000010 ')],
    async ({ get, put }) => put(await get(10), '000000000010 '),
  ],
  ['adds a row behind everything', [at('inserted', '\uffff')], ({ put }) => put({ rowKey: '\uffff' })],
  [
    'leads a contact to other events and names an unknown key',
    [at('wrong_key', 'subject|')],
    async ({ edit }, { rows }) => {
      const [row] = await rows(CHAIN, `subject|${SUBJECTS[0]}|`, `subject|${SUBJECTS[0]}|~`);
      await edit(String(row?.rowKey), { first: 1, last: 1, keyId: '0000000000000000' });
    },
  ],
  [
    'makes up a row of an unknown key that leads a contact to events',
    [at('wrong_key', 'subject|')],
    async ({ put }, { rows }) => {
      const [row] = await rows(CHAIN, `subject|${SUBJECTS[0]}|`, `subject|${SUBJECTS[0]}|~`);
      await put({ ...row, born: 1_000, keyId: '0000000000000000' }, 'subject|contact:1|999999999000');
    },
  ],
  [
    'adds a column to a row that leads to events',
    [at('edited', 'subject|')],
    async ({ edit }, { rows }) => {
      const [row] = await rows(CHAIN, `subject|${SUBJECTS[0]}|`, `subject|${SUBJECTS[0]}|~`);
      await edit(String(row?.rowKey), { note: 'x' });
    },
  ],
  [
    'leads a contact to other events and edits the head',
    [at('edited', 'head'), at('edited', 'subject|')],
    async ({ edit }, { rows }) => {
      const [row] = await rows(CHAIN, `subject|${SUBJECTS[0]}|`, `subject|${SUBJECTS[0]}|~`);
      await edit(String(row?.rowKey), { first: 1, last: 1 });
      await edit('head', { count: 5 });
    },
  ],
  [
    'marks concluded intents as open in place of others',
    [at('inserted', 'open|000000000001'), at('deleted', 'open')],
    async ({ put, get, remove }, audit) => {
      // The mark of the first intents as it was: made with the key, and saved before they had an outcome.
      const nonce = '0123456789abcdef';
      const old = openRowOf(CHAIN, { rowKey: 'open|000000000001', first: 1, last: 6, nonce }, new AuditKey(SECRET));
      await audit.trail().intend([intent(SUBJECTS[0] ?? '')], RUN);
      await put({ ...(await get('open|000000000025')), ...old });
      await remove('open|000000000025');
    },
  ],
  ['deletes what is remembered of the seals', [at('deleted', 'sealed')], ({ remove }) => remove('sealed')],
  [
    'adds a column to what is remembered of the seals',
    [at('edited', 'sealed')],
    ({ edit }) => edit('sealed', { x: 1 }),
  ],
  ['edits what is remembered of the seals', [at('edited', 'sealed')], ({ edit }) => edit('sealed', { number: 1 })],
];

const WITH_KEY: Manipulation[] = [
  [
    'edits the first event and all hashes',
    [at('suffix_rewritten', '1-24')],
    ({ rewriteFrom }) => rewriteFrom(1, LAST, { after: 'x' }),
  ],
  [
    'edits an event in the middle and all hashes after it',
    [at('suffix_rewritten', '13-24')],
    ({ rewriteFrom }) => rewriteFrom(16, LAST, { after: 'x' }),
  ],
  [
    'edits the last event, its hash and the head',
    [at('suffix_rewritten', '13-24')],
    ({ rewriteFrom }) => rewriteFrom(LAST, LAST, { after: 'x' }),
  ],
  ['edits an event and its hash', [at('edited', 10)], ({ rewriteFrom }) => rewriteFrom(10, 10, { after: 'x' }, false)],
  [
    'edits a sealed event and its hash',
    [at('edited', 12)],
    ({ rewriteFrom }) => rewriteFrom(12, 12, { after: 'x' }, false),
  ],
  [
    'cuts the tail and makes a head',
    [at('tail_cut', '20-24')],
    async (hands) => {
      await removeRange(hands, 20, 24);
      await hands.putHead({ sequence: 19, hash: (await hands.get(19)).hash }, true);
    },
  ],
  [
    'deletes an event and joins the rest',
    [at('suffix_rewritten', '1-23'), at('tail_cut', 24)],
    async (hands) => {
      const { previousHash } = await hands.get(10);
      for (let [place, hash] = [10, String(previousHash)]; place < LAST; place += 1) {
        const row = hands.rehashed(await hands.get(place + 1), { sequence: place }, hash);
        await hands.put(row);
        hash = String(row.hash);
        if (place === LAST - 1) await hands.putHead({ sequence: place, hash }, true);
      }
      await hands.remove(LAST);
    },
  ],
  [
    'adds a second event after one',
    [at('forked', 10)],
    async ({ get, put, rehashed }) => {
      const row = await get(10);
      await put(rehashed(row, { after: 'x' }, String(row.previousHash)), '000000000010b');
    },
  ],
  [
    'lets two events follow one',
    [at('forked', 11)],
    async ({ get, put, rehashed }) => {
      await put(rehashed(await get(11), {}, String((await get(10)).previousHash)));
    },
  ],
  ['lets the head count other events', [at('edited', 'head')], ({ putHead }) => putHead({ count: 23 }, true)],
  [
    'makes up a row of the future that leads to events',
    [at('inserted', 'subject|')],
    async ({ put, key }, { rows }) => {
      const [row] = await rows(CHAIN, `subject|${SUBJECTS[0]}|`, `subject|${SUBJECTS[0]}|~`);
      const place = { rowKey: 'subject|contact:1|999999999000', first: 1, last: 1, outcomeFirst: 1, outcomeLast: 1 };
      await put({ ...row, ...indexRow(CHAIN, place, { born: 1_000, nonce: 'x' }, key) });
    },
  ],
  [
    'adds an event beyond the head',
    [at('inserted', 25)],
    async ({ get, put, rehashed }) => {
      const last = await get(LAST);
      await put(rehashed(last, { sequence: 25 }, String(last.hash)));
    },
  ],
];

describe.each([
  ['without the key', WITHOUT_KEY],
  ['with the key', WITH_KEY],
])('somebody %s', (_, manipulations) => {
  it.each(manipulations)('who %s is found out', async (_name, expected, manipulate) => {
    const audit = await sealedTrail();
    await manipulate(tamperWith(audit), audit);
    const found = (await faultsIn(audit)).map((line) => line.replace(/(subject\|).*/, '$1'));
    expect(found.sort()).toEqual(expect.arrayContaining([...expected].sort()));
    // Events that had to move for it may be named as well, and nothing else.
    expect(found.filter((fault) => !expected.includes(fault) && !fault.startsWith('reordered'))).toEqual([]);
    // What leads to events is not exported; all else is found in an export just the same.
    const ofEvents = found.filter((fault) => !/ (index|open.*|subject\|)$/.test(fault));
    expect((await faultsOf(await exported(audit))).sort()).toEqual(ofEvents);
  });
});

describe('a trail that nobody touched', () => {
  it('has no faults', async () => {
    expect(await faultsIn(await sealedTrail())).toEqual([]);
  });

  it('is not judged with the wrong key', async () => {
    const wrong = new Keyring(new AuditKey('another key'));
    const found = await faultsIn(await sealedTrail(), wrong);
    expect(new Set(found.map((line) => line.split(' ')[0]))).toEqual(new Set(['wrong_key']));
    expect(found).toContain(at('wrong_key', '1-24'));
  });

  it('is empty at first', async () => {
    expect(CHAIN_NAMES).toHaveLength(8);
  });
});
