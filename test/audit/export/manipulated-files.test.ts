import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyExport } from '../../../src/audit/export/verify-export.ts';
import { macOfHead } from '../../../src/audit/head.ts';
import { AuditKey } from '../../../src/audit/key.ts';
import { KEYS, SECRET } from '../audit-table.ts';
import { CHAIN, PLACES, sealedTrail } from '../sealed-trail.ts';
import { exported, faultsOf, freshFolder, lineOf } from './exported.ts';

const OTHER = 'chain-5';
const at = (kind: string, place: number | string, chain = CHAIN) => `${kind} ${chain} ${place}`;

/** Hands that reach into the lines of an export; places are where the entries of `CHAIN` begin. */
class Lines {
  readonly list: string[];

  constructor(text: string) {
    this.list = text.trimEnd().split('\n');
  }

  find(record: string, place: number | undefined = undefined, chain = CHAIN): number {
    const begins = `{"record":"${record}","chain":"${chain}"${place === undefined ? '' : `,"first":${place},`}`;
    const index = this.list.findIndex((line) => line.startsWith(begins));
    if (index < 0) throw new RangeError(`there is no ${record} ${place}`);
    return index;
  }

  entry(place: number): string {
    return this.list[this.find('entry', place)] ?? '';
  }

  edit(place: number, change: (line: string) => string): void {
    this.list[this.find('entry', place)] = change(this.entry(place));
  }

  remove(...places: number[]): void {
    for (const place of places) this.list.splice(this.find('entry', place), 1);
  }

  insert(before: number, line: string): void {
    this.list.splice(this.find('entry', before), 0, line);
  }

  /** The entry with a changed value and, with the key, the hash that fits it. */
  rehashed(place: number, changes: object, previous?: string): string {
    const { record, hash: _, previousHash, ...entry } = JSON.parse(this.entry(place));
    const changed = { ...entry, ...changes };
    const before = previous ?? previousHash;
    const hash = new AuditKey(SECRET).hashOf(changed, before);
    return JSON.stringify({ record, ...changed, previousHash: before, hash });
  }
}

const changed = (line: string) => line.replace('"actor":"timer"', '"actor":"x"');

type Manipulation = readonly [name: string, faults: readonly string[], (lines: Lines) => unknown];

const LINE = (kind: string) => `${kind}  line \\d+`;

const MANIPULATIONS: Manipulation[] = [
  ['edits the first entry', [at('edited', '1-3')], (lines) => lines.edit(1, changed)],
  ['edits an entry in the middle', [at('edited', '13-15')], (lines) => lines.edit(13, changed)],
  ['edits the last entry', [at('edited', '19-24')], (lines) => lines.edit(19, changed)],
  [
    'gives an entry another number',
    [at('edited', '13-15')],
    (lines) => lines.edit(13, (line) => line.replace('"first":13,"last":15,', '"first":900,"last":902,')),
  ],
  ['makes an entry unreadable', [at('edited', '13-15')], (lines) => lines.edit(13, () => 'not JSON')],
  ['makes the first entry unreadable', [at('edited', '1-3')], (lines) => lines.edit(1, (line) => line.slice(0, 50))],
  ['makes the last entry unreadable', [at('edited', '19-24')], (lines) => lines.edit(19, () => '{}')],
  ['adds a member', [at('edited', '13-15')], (lines) => lines.edit(13, (line) => line.replace('{', '{"note":"x",'))],
  [
    'makes a number of a text',
    [at('edited', '13-15')],
    (lines) => lines.edit(13, (line) => line.replace('"actor":"timer"', '"actor":5')),
  ],
  ['deletes the first entry', [at('head_cut', '1-3')], (lines) => lines.remove(1)],
  ['deletes an entry in the middle', [at('deleted', '13-15')], (lines) => lines.remove(13)],
  ['deletes entries in two places', [at('deleted', '4-6'), at('deleted', '16-18')], (lines) => lines.remove(4, 16)],
  ['deletes the last entries', [at('tail_cut', '16-24')], (lines) => lines.remove(16, 19)],
  ['deletes all entries', [at('emptied', '1-24')], (lines) => lines.remove(...PLACES)],
  [
    'deletes a chain',
    [at('emptied', '1-24'), at('deleted', 'head'), at('deleted', 'seals 1 to 2')].slice(0, 2),
    (lines) => lines.list.splice(lines.find('chain'), lines.find('head') - lines.find('chain') + 1),
  ],
  [
    'deletes a chain that has not begun',
    [at('deleted', 'head', 'chain-0')],
    (lines) => lines.list.splice(lines.find('chain', undefined, 'chain-0'), 2),
  ],
  [
    'deletes the end of a chain that has not begun',
    [at('deleted', 'head', 'chain-0')],
    (lines) => lines.list.splice(lines.find('no_head', undefined, 'chain-0'), 1),
  ],
  ['copies an entry behind itself', [at('inserted', '13-15')], (lines) => lines.insert(16, lines.entry(13))],
  ['copies an entry to another place', [at('inserted', '4-6')], (lines) => lines.insert(16, lines.entry(4))],
  ['adds an entry that nobody wrote', [at('inserted', 13)], (lines) => lines.insert(13, changed(lines.entry(13)))],
  ['adds a line that is none', [at('inserted', 13)], (lines) => lines.insert(13, 'x')],
  [
    'adds an entry beyond the end',
    [at('inserted', 25)],
    (lines) =>
      lines.list.splice(
        lines.find('head'),
        0,
        changed(lines.entry(13)).replace('"first":13,"last":15,', '"first":25,"last":27,'),
      ),
  ],
  [
    'adds an entry behind the head',
    [LINE('reordered')],
    (lines) => lines.list.splice(lines.find('head') + 1, 0, lines.entry(4)),
  ],
  [
    'exchanges two entries side by side',
    [at('reordered', '13-15')],
    (lines) => {
      const [one, other] = [lines.entry(13), lines.entry(16)];
      lines.remove(13, 16);
      lines.insert(19, other);
      lines.insert(19, one);
    },
  ],
  [
    'moves an entry back',
    [at('reordered', '4-6')],
    (lines) => {
      const line = lines.entry(4);
      lines.remove(4);
      lines.insert(19, line);
    },
  ],
  [
    'moves an entry to the front',
    [at('reordered', '4-6'), at('reordered', '7-12'), at('reordered', '13-15')],
    (lines) => {
      const line = lines.entry(16);
      lines.remove(16);
      lines.insert(4, line);
    },
  ],
  [
    'moves an entry into the section of another chain',
    [at('deleted', '16-18'), LINE('reordered')],
    (lines) => {
      const line = lines.entry(16);
      lines.remove(16);
      lines.list.splice(lines.find('entry', 4, OTHER), 0, line);
    },
  ],
  [
    'edits the head',
    [at('edited', 'head')],
    (lines) => {
      const index = lines.find('head');
      lines.list[index] = (lines.list[index] ?? '').replace('"count":24', '"count":23');
    },
  ],
  [
    'makes the head unreadable',
    [at('edited', 'head')],
    (lines) => {
      lines.list[lines.find('head')] = '{"record":"head"}';
    },
  ],
  [
    'makes something else of the head',
    [at('inserted', 25), at('deleted', 'head')],
    (lines) => {
      lines.list[lines.find('head')] = 'x';
    },
  ],
  ['deletes the head', [at('deleted', 'head')], (lines) => lines.list.splice(lines.find('head'), 1)],
  [
    'has a chain twice',
    [LINE('inserted'), LINE('reordered')],
    (lines) => lines.list.push(...lines.list.slice(lines.find('chain'), lines.find('head') + 1)),
  ],
  ['deletes the line that begins a chain', [LINE('deleted')], (lines) => lines.list.splice(lines.find('chain'), 1)],
  ['deletes the first line', [LINE('deleted')], (lines) => lines.list.shift()],
  ['calls it another format', [LINE('edited')], ({ list }) => list.splice(0, 1, (list[0] ?? '').replace('-v2', '-v1'))],
  [
    'adds an entry to a chain that there is not',
    [LINE('reordered')],
    (lines) => lines.list.push(lines.entry(4).replaceAll(CHAIN, 'chain-9')),
  ],
];

const WITH_KEY: Manipulation[] = [
  [
    'edits an entry and its hash',
    [at('edited', '4-6')],
    (lines) => lines.edit(4, () => lines.rehashed(4, { actor: 'x' })),
  ],
  [
    'adds a second entry with the same number',
    [at('forked', '13-15')],
    (lines) => lines.insert(16, lines.rehashed(13, { actor: 'x' })),
  ],
  [
    'writes all entries anew from one on',
    [at('suffix_rewritten', '13-24')],
    (lines) => {
      let previous: string | undefined;
      for (const place of [16, 19]) {
        const line = lines.rehashed(place, place === 16 ? { actor: 'x' } : {}, previous);
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
    await writeFile(file, text.slice(0, text.indexOf('"first":16,') + 40));
    const found = await faultsOf({ file, seals });
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^tail_cut {2}line \d+$/),
        at('tail_cut', '16-24'),
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
    const index = rows.findIndex((row) => row.startsWith('"entry";"";"chain-3"')) + 3;
    rows[index] = (rows[index] ?? '').replace('"timer"', 'timer"');
    await writeFile(file, rows.join('\r\n'));
    expect(await faultsOf({ file, seals })).toEqual([at('edited', '13-15')]);
  });

  it('shows a cut tail only against seals, or against what was seen before', async () => {
    const { file, seals } = await exported(await sealedTrail());
    const lines = new Lines(await readFile(file, 'utf8'));
    lines.list.splice(
      lines.find('chain'),
      lines.find('head') - lines.find('chain') + 1,
      `{"record":"chain","chain":"${CHAIN}"}`,
      `{"record":"no_head","chain":"${CHAIN}","begun":false}`,
    );
    await writeFile(file, `${lines.list.join('\n')}\n`);
    expect(await faultsOf({ file, seals })).toEqual([at('emptied', '1-24')]);
    const unsealed = await verifyExport(file, { keys: KEYS });
    expect(unsealed.result.status).toBe('ok');
    const remembered = new Map([[CHAIN, { sequence: 20, lastSeal: 0 }]]);
    const { result } = await verifyExport(file, { keys: KEYS, remembered });
    expect(result.chains.flatMap(({ faults }) => faults).map(lineOf)).toEqual([at('emptied', '1-20')]);
  });

  it('whose seals were taken away does not fit what is remembered of them', async () => {
    const { file, seals } = await exported(await sealedTrail());
    await rm(join(seals, CHAIN, '2026-11.jsonl'));
    expect(await faultsOf({ file, seals })).toEqual([at('deleted', 'seals 1 to 2')]);
  });

  it('has no seal of a key that nobody gave', async () => {
    const { file, seals } = await exported(await sealedTrail());
    const path = join(seals, CHAIN, '2026-11.jsonl');
    const [first = '', second = ''] = (await readFile(path, 'utf8')).trim().split('\n');
    const other = JSON.stringify({ ...JSON.parse(second), keyId: '0000000000000000' });
    await writeFile(path, `${first}\n${other}\n`);
    expect(await faultsOf({ file, seals })).toEqual([at('wrong_key', 'seal 2')]);
  });

  it('is not something else', async () => {
    const file = join(await freshFolder(), 'letter.txt');
    await writeFile(file, 'Dear customer\n');
    await expect(verifyExport(file, { keys: KEYS })).rejects.toMatchObject({ code: 'not_an_export' });
  });
});
