import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { requestOf } from './support/request-samples.ts';

const LONG_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

describe('the composition root', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubEnv('HUBSPOT_ACCESS_TOKEN', 'token');
    vi.stubEnv('AUDIT_KEY', LONG_KEY);
    vi.stubEnv('REGISTER_NOW', '');
    vi.stubEnv('RegisterStorage', inject('storageConnectionString'));
    vi.stubEnv('REGISTER_POLICY_FILE', '');
  });

  it('reads the settings of the process and the policy that they name', async () => {
    const { registers, settings } = await import('../src/compose.ts');
    const { engine } = registers.first;
    expect(registers.names).toEqual([]);
    expect(settings.registers[0]).toMatchObject({ auditKey: LONG_KEY, policyFile: 'policy/asiakasrekisteri.json' });
    expect(engine.policy.controller.businessId).toBe('0933696-9');
    expect(engine.storage.audit.tableName).toBe('RegisterAudit');
  });

  it('finds the policy wherever the process was started', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue('/');
    await expect(import('../src/compose.ts')).resolves.toHaveProperty('registers');
  });

  it('stops the start when a setting is wrong', async () => {
    vi.stubEnv('AUDIT_KEY', '');
    await expect(import('../src/compose.ts')).rejects.toMatchObject({ code: 'invalid_settings' });
  });

  it('stops the start when the policy cannot be read', async () => {
    vi.stubEnv('REGISTER_POLICY_FILE', 'policy/no-such-file.json');
    await expect(import('../src/compose.ts')).rejects.toMatchObject({ code: 'policy_unreadable' });
  });

  /** Names a policy whose own templates of letters lie beside it; gives their folder. */
  async function ownLetters(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'rekisteri-own-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const policy = JSON.parse(await readFile('policy/asiakasrekisteri.json', 'utf8'));
    await writeFile(
      join(folder, 'policy.json'),
      JSON.stringify({ ...policy, requests: { ...policy.requests, letters: 'letters' } }),
    );
    await cp('policy/letters', join(folder, 'letters'), { recursive: true });
    vi.stubEnv('REGISTER_POLICY_FILE', join(folder, 'policy.json'));
    return join(folder, 'letters');
  }

  it('writes letters from the templates of another company, beside its policy', async () => {
    const folder = await ownLetters();
    await writeFile(join(folder, 'receipt.fi.md'), '# Oma kirje rekisteristä {{ register }}');
    const { registers } = await import('../src/compose.ts');
    const { letters, engine } = registers.first;
    const { letterView } = await import('../src/rights/letters/view.ts');
    const view = letterView(requestOf({}), engine.policy, 'fi');
    expect(letters.fill('receipt', 'fi', view)).toContain('# Oma kirje');
  });

  it('stops the start when a template of a letter is missing or wrong, naming each', async () => {
    const folder = await ownLetters();
    await rm(join(folder, 'refusal.en.md'));
    await writeFile(join(folder, 'receipt.fi.md'), '# {{ nimi }}');
    await expect(import('../src/compose.ts')).rejects.toMatchObject({
      code: 'letter_templates',
      message: expect.stringMatching(/receipt\.fi\.md, line 1, column 6: .*refusal\.en\.md is missing/s),
    });
  });

  it('stops the start when the storage is not one', async () => {
    vi.stubEnv('RegisterStorage', 'garbage');
    await expect(import('../src/compose.ts')).rejects.toMatchObject({ code: 'storage_connection_invalid' });
  });
});
