import { beforeEach, describe, expect, inject, it, vi } from 'vitest';

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

  it('stops the start when the storage is not one', async () => {
    vi.stubEnv('RegisterStorage', 'garbage');
    await expect(import('../src/compose.ts')).rejects.toMatchObject({ code: 'storage_connection_invalid' });
  });
});
