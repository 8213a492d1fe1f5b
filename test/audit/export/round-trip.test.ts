import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/audit/export/csv-format.ts';
import { sealsIn } from '../../../src/audit/export/seal-folder.ts';
import { verifyExport } from '../../../src/audit/export/verify-export.ts';
import { AuditKey } from '../../../src/audit/key.ts';
import { Keyring } from '../../../src/audit/keyring.ts';
import { CHAIN_NAMES } from '../../../src/audit/rows.ts';
import { AT, auditTable, KEYS } from '../audit-table.ts';
import { CHAIN, SUBJECTS, sealedTrail } from '../sealed-trail.ts';
import { exported, type FormatName, faultsOf } from './exported.ts';
import { livedTrail, NEW_KEYS } from './lived-trail.ts';

const FORMATS: FormatName[] = ['jsonl', 'csv'];

describe.each(FORMATS)('an export as %s', (format) => {
  it('of a trail that nobody touched has no faults', async () => {
    const { file, seals } = await exported(await sealedTrail(), format);
    const { result, exportedAt } = await verifyExport(file, { keys: KEYS, sealsOf: (chain) => sealsIn(seals, chain) });
    expect(exportedAt).toBe(AT);
    expect(result).toMatchObject({ status: 'ok', events: 30, faultCount: 0 });
    expect(result.chains.find(({ chain }) => chain === CHAIN)).toMatchObject({
      events: 24,
      sequence: 24,
      lastSeal: 2,
      sealedUntil: 24,
    });
  });

  it('of a trail without events has no faults', async () => {
    expect(await faultsOf(await exported(await auditTable(), format))).toEqual([]);
  });

  it('keeps pruned ranges, key changes, and texts of all kinds', async () => {
    const { audit, texts } = await livedTrail();
    const { file, seals } = await exported(audit, format);
    const { result } = await verifyExport(file, { keys: NEW_KEYS, sealsOf: (chain) => sealsIn(seals, chain) });
    expect(result.chains.flatMap(({ faults }) => faults)).toEqual([]);
    const chain = result.chains.find(({ chain: name }) => name === CHAIN);
    expect(chain?.pruned).toBeGreaterThan(0);
    expect(chain?.sections.map(({ keyId }) => keyId)).toEqual([KEYS.current.id, NEW_KEYS.current.id]);
    const text = await readFile(file, 'utf8');
    for (const each of texts.filter((value) => /^[\w ]+$/.test(value))) expect(text).toContain(each);
  });

  it('says which events cannot be verified without the key', async () => {
    const wrong = new Keyring(new AuditKey('another key'));
    const found = await faultsOf(await exported(await sealedTrail(), format), wrong);
    expect(found).toContain(`wrong_key ${CHAIN} 1-24`);
    expect(new Set(found.map((line) => line.split(' ')[0]))).toEqual(new Set(['wrong_key']));
  });
});

describe('an export', () => {
  it('holds the seals as they are in the blobs', async () => {
    const audit = await sealedTrail();
    const { seals } = await exported(audit);
    const blob = await audit.container.getBlobClient(`${CHAIN}/2026-11.jsonl`).downloadToBuffer();
    expect(await readFile(join(seals, CHAIN, '2026-11.jsonl'))).toEqual(blob);
  });

  it('opens in Excel: mark, separator, line ends, and formulas that do nothing', async () => {
    const { audit } = await livedTrail();
    const { file } = await exported(audit, 'csv');
    const text = await readFile(file, 'utf8');
    expect(text.startsWith('\uFEFF"record";"format";"chain";')).toBe(true);
    expect(csv.encode({ record: 'stray', chain: '=1+1', row: '-x' })).toContain('"\'=1+1";"\'-x"');
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('names every chain', async () => {
    const { file } = await exported(await auditTable());
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const records = lines.map((line): unknown => JSON.parse(line));
    expect(records.slice(1)).toEqual(
      CHAIN_NAMES.flatMap((chain) => [
        { record: 'chain', chain },
        { record: 'no_head', chain, begun: false },
      ]),
    );
  });

  it('holds no event that came while it was made, and no seal of it', async () => {
    const audit = await sealedTrail();
    const [subject = ''] = SUBJECTS;
    const trail = audit.trail();
    const table = audit.client();
    let grown = 0;
    table.pipeline.addPolicy({
      name: 'grow',
      sendRequest: async (request, next) => {
        const url = decodeURIComponent(request.url.replaceAll('+', ' '));
        // The head has been read, and the events are about to be.
        if (url.includes(`PartitionKey eq '${CHAIN}' and RowKey lt ':'`)) {
          await trail.record([{ action: 'refused', subject, cause: 'x' }], { runId: '', actor: 'key' });
          await audit.sealer().seal();
          grown += 1;
        }
        return next(request);
      },
    });
    const first = await exported({ ...audit, table });
    expect(grown).toBe(1);
    expect(await readFile(first.file, 'utf8')).not.toContain('"refused"');
    expect(await faultsOf(first)).toEqual([]);
    const second = await exported(audit);
    expect(await readFile(second.file, 'utf8')).toContain('"refused"');
    expect(await faultsOf(second)).toEqual([]);
  });
});
