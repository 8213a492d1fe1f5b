import { appendFile, cp, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportTrail } from '../../../src/audit/export/export-trail.ts';
import { AT, auditTable } from '../audit-table.ts';
import { contactsIn } from '../sample-intents.ts';
import { CHAIN, sealedTrail } from '../verify/sealed-trail.ts';
import { exported, type FormatName, faultsOf, freshFolder } from './exported.ts';
import { livedTrail, NEW_KEYS } from './lived-trail.ts';

const FORMATS: FormatName[] = ['jsonl', 'csv'];

describe.each(FORMATS)('an interrupted export as %s', (format) => {
  it('goes on behind its last whole record, wherever it was cut', async () => {
    const { audit } = await livedTrail();
    const folder = await freshFolder();
    const { file } = await exported(audit, format, folder);
    const whole = await readFile(file);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length }), async (bytes) => {
        await writeFile(file, whole.subarray(0, bytes));
        await exported(audit, format, folder);
        expect(await readFile(file)).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });

  it('has no faults when the trail grew in between', async () => {
    const audit = await sealedTrail();
    const folder = await freshFolder();
    const { file, seals } = await exported(audit, format, folder);
    const whole = await readFile(file);
    const kept = await freshFolder();
    await cp(seals, kept, { recursive: true });
    const [subject = ''] = contactsIn(CHAIN, 1);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length }), async (bytes) => {
        await writeFile(file, whole.subarray(0, bytes));
        // The seals as they were when the export was interrupted.
        await cp(kept, seals, { recursive: true });
        await audit.trail().record([{ action: 'refused', subject, cause: 'x' }], { runId: '', actor: 'key' });
        await audit.sealer().seal();
        expect(await faultsOf(await exported(audit, format, folder))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('exports a chain anew that was pruned in between', async () => {
    const { audit } = await livedTrail();
    const folder = await freshFolder();
    const { file, seals } = await exported(audit, format, folder);
    const text = await readFile(file, 'utf8');
    await truncate(file, Buffer.byteLength(text.slice(0, text.indexOf('"key_changed"'))));
    const again = await readFile(file, 'utf8');
    // As it would stand had it been begun before the pruning.
    const earlier =
      format === 'jsonl'
        ? again.replaceAll(/"prunings":\d+/g, '"prunings":0')
        : again.replaceAll(/"1"(?=;"";"";""\r)/g, '"0"');
    await writeFile(file, earlier);
    await exported(audit, format, folder);
    expect(await faultsOf({ file, seals }, NEW_KEYS)).toEqual([]);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('a finished export', () => {
  it('says so and stays as it is, unless it is to be made anew', async () => {
    const audit = await sealedTrail();
    const { file } = await exported(audit);
    const request = { table: audit.table, file, format: undefined, seals: undefined, now: () => AT };
    expect((await exportTrail({ ...request, again: false })).outcome).toBe('finished_before');
    const whole = await readFile(file);
    const later = '2026-11-24T08:00:00.000Z';
    expect((await exportTrail({ ...request, again: true, now: () => later })).outcome).toBe('exported');
    expect(String(await readFile(file))).toBe(
      String(whole).replace(AT, later).replace('"seals":true', '"seals":false'),
    );
  });
});

describe('an export is not written', () => {
  const request = async (file: string, more = {}) => {
    const { table } = await auditTable();
    return { table, file, format: undefined, seals: undefined, again: false, now: () => AT, ...more };
  };

  it.each([false, true])('over a file that is something else (again: %s)', async (again) => {
    const file = join(await freshFolder(), 'letter.txt');
    await writeFile(file, 'Dear customer');
    await expect(exportTrail(await request(file, { again }))).rejects.toMatchObject({ code: 'not_an_export' });
    expect(await readFile(file, 'utf8')).toBe('Dear customer');
  });

  it('behind lines that somebody altered', async () => {
    const { file } = await exported(await sealedTrail());
    await truncate(file, (await readFile(file)).length - 500);
    await appendFile(file, '\nsomething else\n');
    await expect(exportTrail(await request(file))).rejects.toMatchObject({ code: 'not_an_export' });
  });

  it('with other options than it was begun with', async () => {
    const { file } = await exported(await sealedTrail());
    await truncate(file, (await readFile(file)).length - 500);
    await expect(exportTrail(await request(file))).rejects.toMatchObject({ code: 'other_options' });
    await expect(exportTrail(await request(file, { format: 'csv' }))).rejects.toMatchObject({ code: 'other_options' });
  });
});
