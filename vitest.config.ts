import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/**
 * Three kinds of test files (docs/testing.md). One Azurite serves them all (test/support/azurite-global.ts).
 *
 * - `storage`: those whose subject is what Azure Storage does with what we ask of it, and some whole runs, on Azurite.
 * - `process`: those that work with what a process has once: the functions host, child processes, the environment.
 * - `shared`: all others. Files share a process and its modules; tables are in that process (test/support/tables/).
 */
const STORAGE = [
  'test/storage/**/*.test.ts',
  'test/audit/{chain-faults,trail-transactions,writers}.test.ts',
  'test/runs/ledger.test.ts',
  'test/work/{faults,reconcile,sync,two-instances}.test.ts',
];
const PROCESS = [
  'test/{compose,console/*,functions/**/*,local/*,local/functions-host/**/*,local/admin/*}.test.ts',
  'test/hubspot/two-processes.test.ts',
];

/** Compiled code of the programs that tests start, kept from one start to the next. */
const COMPILE_CACHE = fileURLToPath(new URL('node_modules/.cache/compiled-for-tests', import.meta.url));

/** `npm run test:azurite`, which is the mode of that name, keeps the tables of all tests on Azurite. */
export default defineConfig(({ mode }) => {
  const setupFiles = mode === 'azurite' ? [] : ['test/support/own-storage.ts'];
  return {
    test: {
      globalSetup: ['test/support/azurite-global.ts', 'test/support/console-global.ts'],
      pool: 'forks',
      // One more than the cores that CI has: tests of processes and pages wait half of their time.
      maxWorkers: 3,
      // What a busy machine takes ten minutes for is slow; only what hangs is given up.
      testTimeout: 600_000,
      hookTimeout: 600_000,
      expect: { poll: { timeout: 60_000 } },
      restoreMocks: true,
      unstubEnvs: true,
      env: { NODE_COMPILE_CACHE: COMPILE_CACHE },
      sequence: { sequencer: LongestFirst },
      projects: [
        { extends: true, test: { name: 'process', include: PROCESS, setupFiles } },
        {
          extends: true,
          test: {
            name: 'shared',
            include: ['test/**/*.test.ts'],
            exclude: [...STORAGE, ...PROCESS],
            isolate: false,
            setupFiles,
          },
        },
        { extends: true, test: { name: 'storage', include: STORAGE, isolate: false } },
      ],
    },
  };
});
