import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportTrail } from '../../../src/audit/export/export-trail.ts';
import { AT } from '../audit-table.ts';
import { sealedTrail } from '../sealed-trail.ts';
import { exported, freshFolder } from './exported.ts';

describe('an export', () => {
  it('that fails leaves the one before as it was, and nothing else', async () => {
    const audit = await sealedTrail();
    const { file } = await exported(audit);
    const whole = await readFile(file);
    const table = audit.client(undefined, 0);
    table.pipeline.addPolicy({
      name: 'break',
      sendRequest: (request, next) => {
        if (request.url.includes('chain-5')) throw new Error('the line is broken');
        return next(request);
      },
    });
    const seals = undefined;
    await expect(exportTrail({ table, file, format: 'jsonl', seals, now: () => AT })).rejects.toThrow('broken');
    expect(await readFile(file)).toEqual(whole);
    expect(await readdir(dirname(file))).toEqual(['seals', 'trail.jsonl']);
  });

  it('replaces the one before when it is whole', async () => {
    const audit = await sealedTrail();
    const file = join(await freshFolder(), 'trail.jsonl');
    await writeFile(file, 'older');
    const bytes = await exportTrail({ table: audit.table, file, format: 'jsonl', seals: undefined, now: () => AT });
    expect((await readFile(file)).length).toBe(bytes);
  });
});
