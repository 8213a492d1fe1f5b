/** Loads the functions' own composition as it was built, and begins a run with them: what a new instance does first. */
const { registers }: typeof import('../src/compose.ts') = await load('src/compose.js');
const { requestRun }: typeof import('../src/work/request-run.ts') = await load('src/work/request-run.js');
const { runSlice }: typeof import('../src/work/run-slice.ts') = await load('src/work/run-slice.js');

const { engine } = registers.first;
const { runId } = await requestRun(engine, { scope: 'all', trigger: 'timer', actor: 'timer', dryRun: false });
await runSlice(engine, { runId, slice: 0 }, () => undefined);

function load(file: string) {
  return import(new URL(`../dist/${file}`, import.meta.url).href);
}
