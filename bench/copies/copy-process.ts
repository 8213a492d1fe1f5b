import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { loadBuilt } from '../built.ts';
import { answerQuestions } from '../child.ts';
import { MemoryWatch } from '../memory.ts';
import { NOW } from '../scenario.ts';
import { loadCopies } from './built-copies.ts';

const OFFICER = '0f3e7c54-0000-4000-8000-000000000001';
const ALL = { engagements: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY, ms: 600_000 };

const { values } = parseArgs({ options: { hubspot: { type: 'string' }, storage: { type: 'string' } } });
const memory = new MemoryWatch();
const { loadPolicy, readSettings, runSlice } = await loadBuilt();
const { copyTools, createRightsEngine, fetchCopy, giveCopy, newRequest, requestsOf } = await loadCopies();
const settings = readSettings({
  HUBSPOT_ACCESS_TOKEN: 'bench',
  HUBSPOT_BASE_URL: values.hubspot,
  RegisterStorage: values.storage,
  AUDIT_KEY: 'bench',
  REGISTER_NOW: NOW,
});
const policy = await loadPolicy(fileURLToPath(new URL('../../policy/asiakasrekisteri.json', import.meta.url)));
const engine = createRightsEngine(settings, policy);
const tools = copyTools(engine);
await engine.storage.prepare();
const filed = { kind: 'access', receivedOn: '2026-11-20', channel: 'letter', marketing: false } as const;
const identity = { how: 'call_back', by: OFFICER, at: NOW } as const;
const request = { ...newRequest(engine, filed, ['101'], OFFICER), state: 'assessing' as const, identity };
await requestsOf(engine).create(request);

/** Has a copy prepared and takes it, as a caller does, without keeping it. */
async function prepared(format: 'json' | 'html') {
  const began = performance.now();
  const asked = await giveCopy(tools, request.id, [format], OFFICER, { ...ALL, engagements: 0 });
  if (asked.kind !== 'prepared') throw new Error(asked.kind);
  const { copyId } = asked.prepared;
  await runSlice(engine, { runId: copyId, slice: 0 }, (_, line) => console.error(line));
  const [seconds, peak] = [(performance.now() - began) / 1_000, memory.takePeak()];
  const given = await fetchCopy(engine, request.id, copyId, OFFICER);
  if (given.kind !== 'copy') throw new Error(given.kind);
  let bytes = 0;
  for await (const piece of given.content) bytes += piece.byteLength;
  await given.taken();
  return { seconds, bytes, peak, peakOfFetch: memory.takePeak() };
}

/** Makes one within a call. */
async function now(format: 'json' | 'html' | 'pdf') {
  const began = performance.now();
  const given = await giveCopy(tools, request.id, [format], OFFICER, ALL);
  const bytes = given.kind === 'copy' ? given.made.bytes : 0;
  return { seconds: (performance.now() - began) / 1_000, bytes, peak: memory.takePeak(), peakOfFetch: 0 };
}

answerQuestions({
  json: () => prepared('json'),
  html: () => prepared('html'),
  jsonNow: () => now('json'),
  htmlNow: () => now('html'),
  pdfNow: () => now('pdf'),
});
