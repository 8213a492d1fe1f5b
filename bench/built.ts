/**
 * What `npm run build` made of the engine: the bench measures what runs in Azure. The types are those of the sources,
 * since the build writes no declarations.
 */
export async function loadBuilt() {
  const { loadPolicy }: typeof import('../src/policy/load.ts') = await load('src/policy/load.js');
  const { readSettings }: typeof import('../src/settings/settings.ts') = await load('src/settings/settings.js');
  const { createEngine }: typeof import('../src/work/engine.ts') = await load('src/work/engine.js');
  const { Ledger }: typeof import('../src/runs/ledger.ts') = await load('src/runs/ledger.js');
  const { requestRun }: typeof import('../src/work/request-run.ts') = await load('src/work/request-run.js');
  const { runSlice }: typeof import('../src/work/run-slice.ts') = await load('src/work/run-slice.js');
  const { sliceMessageSchema, SLICE_QUEUE }: SliceQueue = {
    ...(await load('src/storage/slice-queue.js')),
    ...(await load('src/storage/names.js')),
  };
  const { CHAIN_NAMES, HEAD_ROW }: typeof import('../src/audit/rows.ts') = await load('src/audit/rows.js');
  const { AuditTrail }: typeof import('../src/audit/trail.ts') = await load('src/audit/trail.js');
  const { AuditKey }: typeof import('../src/audit/key.ts') = await load('src/audit/key.js');
  const { Keyring }: typeof import('../src/audit/keyring.ts') = await load('src/audit/keyring.js');
  const { verifyTrail }: typeof import('../src/audit/verify/verify-trail.ts') = await load(
    'src/audit/verify/verify-trail.js',
  );
  const { isMissing }: typeof import('../src/storage/status.ts') = await load('src/storage/status.js');
  return {
    loadPolicy,
    readSettings,
    createEngine,
    Ledger,
    requestRun,
    runSlice,
    sliceMessageSchema,
    SLICE_QUEUE,
    CHAIN_NAMES,
    HEAD_ROW,
    isMissing,
    AuditTrail,
    AuditKey,
    Keyring,
    verifyTrail,
  };
}

type SliceQueue = typeof import('../src/storage/slice-queue.ts') & typeof import('../src/storage/names.ts');

function load(file: string) {
  return import(new URL(`../dist/${file}`, import.meta.url).href);
}
