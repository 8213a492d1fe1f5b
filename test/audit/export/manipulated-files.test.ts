import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyExport } from '../../../src/audit/export/verify-export.ts';
import { macOfHead } from '../../../src/audit/head.ts';
import { AuditKey } from '../../../src/audit/key.ts';
import { KEYS, SECRET } from '../audit-table.ts';
import { CHAIN, sealedTrail } from '../verify/sealed-trail.ts';
import { exported, faultsOf, freshFolder, lineOf } from './exported.ts';

const OTHER = 'chain-5';
const at = (kind: string, place: number | string, chain = CHAIN) => `${kind} ${chain} ${place}`;

/** Hands that reach into the lines of an export; places are those of the events of `CHAIN`. */
class Lines {
  readonly list: string[];

  constructor(text: string) {
    this.list = text.trimEnd().split('\n');
  }

  find(record: string, place: number | undefined = undefined, chain = CHAIN): number {
    const begins = `{"record":"${record}","chain":"${chain}"${place === undefined ? '' : `,"sequence":${place},`}`;
    const index = this.list.findIndex((line) => line.startsWith(begins));
    if (index < 0) throw new RangeError(`there is no ${record} ${place}`);
    return index;
  }

  event(place: number): string {
    return this.list[this.find('event', place)] ?? '';
  }

  edit(place: number, change: (line: string) => string): void {
    this.list[this.find('event', place)] = change(this.event(place));
  }

  remove(first: number, last = first): void {
    this.list.splice(this.find('event', first), last - first + 1);
  }

  insert(before: number, line: string): void {
    this.list.splice(this.find('event', before), 0, line);
  }

  /** The event with a changed value and, with the key, the hash that fits it. */
  rehashed(place: number, changes: object, previous?: string): string {
    const { record, hash: _, previousHash, ...event } = JSON.parse(this.event(place));
    const changed = { ...event, ...changes };
    const before = previous ?? previousHash;
    const hash = new AuditKey(SECRET).hashOf(changed, before);
    return JSON.stringify({ record, ...changed, previousHash: before, hash });
  }
}

const changed = (line: string) => line.replace(/"after":"[^"]*"/, '"after":"x"');

type Manipulation = readonly [name: string, faults: readonly string[], (lines: Lines) => unknown];

const MANIPULATIONS: Manipulation[] = [
  ['edits the first event', [at('edited', 1)], (lines) => lines.edit(1, changed)],
  ['edits an event in the middle', [at('edited', 10)], (lines) => lines.edit(10, changed)],
  ['edits the last event', [at('edited', 24)], (lines) => lines.edit(24, changed)],
  [
    'gives an event another number',
    [at('edited', 10)],
    (lines) => lines.edit(10, (line) => line.replace(':10,', ':900,')),
  ],
  [
    'gives two events other numbers',
    [at('edited', 10), at('edited', 11)],
    (lines) => {
      lines.edit(10, (line) => line.replace(':10,', ':900,'));
      lines.edit(11, (line) => line.replace(':11,', ':901,'));
    },
  ],
  [
    'gives the last event another number',
    [at('edited', 24)],
    (lines) => lines.edit(24, (line) => line.replace(':24,', ':30,')),
  ],
  ['makes an event unreadable', [at('edited', 10)], (lines) => lines.edit(10, () => 'not JSON')],
  ['makes the first event unreadable', [at('edited', 1)], (lines) => lines.edit(1, (line) => line.slice(0, 50))],
  ['makes the last event unreadable', [at('edited', 24)], (lines) => lines.edit(24, () => '{}')],
  ['adds a member', [at('edited', 10)], (lines) => lines.edit(10, (line) => line.replace('{', '{"note":"x",'))],
  [
    'makes a number of a text',
    [at('edited', 10)],
    (lines) => lines.edit(10, (line) => line.replace(/"after":"[^"]*"/, '"after":5')),
  ],
  ['deletes the first event', [at('head_cut', 1)], (lines) => lines.remove(1)],
  ['deletes an event in the middle', [at('deleted', 10)], (lines) => lines.remove(10)],
  [
    'deletes events in two places',
    [at('deleted', '5-6'), at('deleted', 15)],
    (lines) => {
      lines.remove(5, 6);
      lines.remove(15);
    },
  ],
  ['deletes the last events', [at('tail_cut', '20-24')], (lines) => lines.remove(20, 24)],
  ['deletes all events', [at('emptied', '1-24')], (lines) => lines.remove(1, 24)],
  [
    'deletes a chain',
    [at('emptied', '1-24')],
    (lines) => lines.list.splice(lines.find('chain'), lines.find('head') - lines.find('chain') + 1),
  ],
  [
    'deletes a chain that has not begun',
    [at('deleted', 'head', 'chain-0')],
    (lines) => lines.list.splice(lines.find('chain', undefined, 'chain-0'), 2),
  ],
  ['copies an event behind itself', [at('inserted', 10)], (lines) => lines.insert(11, lines.event(10))],
  ['copies an event to another place', [at('inserted', 16)], (lines) => lines.insert(16, lines.event(5))],
  [
    'copies the last events',
    [at('inserted', 11)],
    (lines) => lines.list.splice(lines.find('event', 11), 0, lines.event(8), lines.event(9), lines.event(10)),
  ],
  ['adds an event that nobody wrote', [at('inserted', 10)], (lines) => lines.insert(10, changed(lines.event(10)))],
  ['adds a line that is none', [at('inserted', 10)], (lines) => lines.insert(10, 'x')],
  [
    'adds an event beyond the end',
    [at('inserted', 25)],
    (lines) => lines.list.splice(lines.find('head'), 0, lines.event(24).replace(':24,', ':25,')),
  ],
  [
    'adds an event behind the head',
    [at('inserted', 25), /^reordered chain-3 line \d+$/.source],
    (lines) => lines.list.splice(lines.find('head') + 1, 0, lines.event(24).replace(':24,', ':25,')),
  ],
  [
    'exchanges two events side by side',
    [at('reordered', 11)],
    ({ list, ...lines }) => {
      const index = Lines.prototype.find.call({ list, ...lines }, 'event', 10);
      list.splice(index, 2, list[index + 1] ?? '', list[index] ?? '');
    },
  ],
  [
    'exchanges two events far apart',
    [at('reordered', 4), at('reordered', 20)],
    (lines) => {
      const [one, other] = [lines.event(4), lines.event(20)];
      lines.edit(20, () => 'between');
      lines.edit(4, () => other);
      lines.list[lines.list.indexOf('between')] = one;
    },
  ],
  [
    'moves an event back',
    [at('reordered', 5)],
    (lines) => {
      const line = lines.event(5);
      lines.remove(5);
      lines.insert(20, line);
    },
  ],
  [
    'moves an event to the front',
    [at('reordered', 20)],
    (lines) => {
      const line = lines.event(20);
      lines.remove(20);
      lines.insert(5, line);
    },
  ],
  [
    'moves an event into the section of another chain',
    [at('reordered', 20), /^reordered chain-3 line \d+$/.source],
    (lines) => {
      const line = lines.event(20);
      lines.remove(20);
      lines.list.splice(lines.find('event', 3, OTHER), 0, line);
    },
  ],
  [
    'adds an event and deletes another',
    [at('inserted', 5), at('deleted', 14)],
    (lines) => {
      lines.insert(6, lines.event(5));
      lines.remove(14);
    },
  ],
  [
    'edits the head',
    [at('edited', 'head')],
    ({ list, ...lines }) => {
      const index = Lines.prototype.find.call({ list, ...lines }, 'head');
      list[index] = (list[index] ?? '').replace('"count":24', '"count":23');
    },
  ],
  ['makes the head unreadable', [at('edited', 'head')], (lines) => (lines.list[lines.find('head')] = 'x')],
  ['deletes the head', [at('deleted', 'head')], (lines) => lines.list.splice(lines.find('head'), 1)],
  [
    'has a chain twice',
    [at('inserted', 25), ...Array.from({ length: 3 }, () => 'inserted chain-3 line \\d+')],
    (lines) => lines.list.push(...lines.list.slice(lines.find('chain'), lines.find('head') + 1)),
  ],
  [
    'deletes what is remembered of the seals',
    [at('deleted', 'sealed')],
    (lines) => lines.list.splice(lines.find('sealed'), 1),
  ],
  [
    'edits what is remembered of the seals',
    [at('edited', 'sealed')],
    (lines) => {
      const index = lines.find('sealed');
      lines.list[index] = (lines.list[index] ?? '').replace('"number":2', '"number":1');
    },
  ],
  ['deletes the first line', ['deleted  line 1'], (lines) => lines.list.shift()],
  [
    'adds an event to a chain that there is not',
    ['edited  line \\d+'],
    (lines) => lines.list.push(lines.event(3).replaceAll(CHAIN, 'chain-9')),
  ],
];

const WITH_KEY: Manipulation[] = [
  [
    'edits an event and its hash',
    [at('edited', 10)],
    (lines) => lines.edit(10, () => lines.rehashed(10, { after: 'x' })),
  ],
  [
    'adds a second event with the same number',
    [at('forked', 10)],
    (lines) => lines.insert(11, lines.rehashed(10, { after: 'x' })),
  ],
  [
    'writes all events anew from one on',
    [at('suffix_rewritten', '13-24')],
    (lines) => {
      let previous: string | undefined;
      for (let place = 16; place <= 24; place += 1) {
        const line = lines.rehashed(place, place === 16 ? { after: 'x' } : {}, previous);
        lines.edit(place, () => line);
        previous = JSON.parse(line).hash;
      }
      const { record, ...head } = JSON.parse(lines.list[lines.find('head')] ?? '');
      const altered = { ...head, hash: previous };
      lines.list[lines.find('head')] = JSON.stringify({ record, ...altered, mac: macOfHead(altered, KEYS.current) });
    },
  ],
];

describe.each([
  ['without the key', MANIPULATIONS],
  ['with the key', WITH_KEY],
])('somebody %s', (_, manipulations) => {
  it.each(manipulations)('who %s is found out', async (_name, expected, manipulate) => {
    const { file, seals } = await exported(await sealedTrail());
    const lines = new Lines(await readFile(file, 'utf8'));
    manipulate(lines);
    await writeFile(file, `${lines.list.join('\n')}\n`);
    const found = await faultsOf({ file, seals });
    const patterns = expected.map((pattern) =>
      expect.stringMatching(new RegExp(`^${pattern.replaceAll('^', '').replaceAll('$', '')}$`)),
    );
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(patterns));
  });
});

describe('an export', () => {
  it('that was cut in the middle is not whole', async () => {
    const { file, seals } = await exported(await sealedTrail());
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, text.indexOf('"sequence":15,') + 40));
    const found = await faultsOf({ file, seals });
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^tail_cut {2}line \d+$/),
        at('tail_cut', '15-24'),
        at('deleted', 'head'),
        at('emptied', '1-6', OTHER),
        at('deleted', 'head', 'chain-7'),
      ]),
    );
  });

  it('from which a quotation mark was taken loses that record only', async () => {
    const { file, seals } = await exported(await sealedTrail(), 'csv');
    const text = await readFile(file, 'utf8');
    const rows = text.split('\r\n');
    const index = rows.findIndex((row) => row.startsWith('"event";"";"chain-3"')) + 9;
    rows[index] = (rows[index] ?? '').replace('"timer"', 'timer"');
    await writeFile(file, rows.join('\r\n'));
    expect(await faultsOf({ file, seals })).toEqual([at('edited', 10)]);
  });

  it('shows a cut tail only against seals, or against what was seen before', async () => {
    const { file, seals } = await exported(await sealedTrail());
    const lines = new Lines(await readFile(file, 'utf8'));
    lines.list.splice(
      lines.find('chain'),
      lines.find('head') - lines.find('chain') + 1,
      `{"record":"chain","chain":"${CHAIN}","prunings":0}`,
      `{"record":"no_head","chain":"${CHAIN}","begun":false}`,
    );
    await writeFile(file, `${lines.list.join('\n')}\n`);
    expect(await faultsOf({ file, seals })).toEqual([at('emptied', '1-24')]);
    const unsealed = await verifyExport(file, { keys: KEYS, seals: undefined });
    expect(unsealed.result.status).toBe('ok');
    const seen = new Map([[CHAIN, { sequence: 20, lastSeal: 0 }]]);
    const { result } = await verifyExport(file, { keys: KEYS, seals: undefined, seen });
    expect(result.chains.flatMap(({ faults }) => faults).map(lineOf)).toEqual([at('emptied', '1-20')]);
  });

  it('whose seals were taken away does not fit what is remembered of them', async () => {
    const { file, seals } = await exported(await sealedTrail());
    await rm(join(seals, CHAIN, '2026-11.jsonl'));
    expect(await faultsOf({ file, seals })).toEqual([at('deleted', 'seals 1 to 2')]);
  });

  it('is not something else', async () => {
    const file = join(await freshFolder(), 'letter.txt');
    await writeFile(file, 'Dear customer\n');
    await expect(verifyExport(file, { keys: KEYS, seals: undefined })).rejects.toMatchObject({ code: 'not_an_export' });
  });
});
