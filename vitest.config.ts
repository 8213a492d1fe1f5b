import { defineConfig } from 'vitest/config';

/**
 * One Azurite serves the whole run (test/support/azurite-global.ts). Every test file gets its own process, because the
 * functions host and @azure/functions keep per-process state.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/azurite-global.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
