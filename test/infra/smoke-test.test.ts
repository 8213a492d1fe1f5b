import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('../../infra/smoke-test.sh', import.meta.url));
const MANIFEST = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { version } = z.object({ version: z.string() }).parse(JSON.parse(MANIFEST));

const NAMES = [
  'AZURE_RESOURCE_GROUP',
  'REKISTERI_APP',
  'REKISTERI_VAULT',
  'REKISTERI_STORAGE',
  'REKISTERI_SEALS_GROUP',
  'REKISTERI_SEALS',
  'REKISTERI_SIGN_IN_URI',
  'REKISTERI_WORKSPACE_ID',
];
const FUNCTIONS = [
  'sync',
  'retentionClock',
  'reconcile',
  'verifyAudit',
  'runSlice',
  'poisonedSlice',
  'health',
  'openapi',
  'runs',
  'resync',
  'audit',
  'requests',
  'erasures',
];
const CONTAINERS = 'Microsoft.Storage/storageAccounts/blobServices/containers';

/** What a deployment that is as it should be answers, by the words of the call: the first that all are in it. */
const WELL: readonly (readonly [words: string, answer: string])[] = [
  ['configreferences', 'Resolved\nResolved\nResolved\nResolved\nResolved'],
  ['authsettingsV2', 'true\ttrue\tReturn401'],
  ['function list', FUNCTIONS.map((name) => `app/${name}`).join('\n')],
  ['functionapp show state', 'Running'],
  ['functionapp show httpsOnly', 'true'],
  ['functionapp show', '/subscriptions/1/sites/app'],
  ['get-access-token', 'token'],
  ['account show allowSharedKeyAccess', 'false\tfalse\tTLS1_2'],
  ['storage account show', '/subscriptions/1/storageAccounts/seals'],
  ['keyvault show', 'true'],
  ['container-rm list', 'register-seals'],
  ['immutability-policy show', 'Locked\ttrue\t3653\t"8d"'],
  ['role assignment list', 'Rekisteri seals appender (x1)\nOwner\nStorage Blob Data Reader'],
  ['role definition list', `${CONTAINERS}/blobs/read\n${CONTAINERS}/blobs/add/action`],
  ['storage blob list', 'chain-0/2026-11.jsonl'],
  ['storage blob upload', 'ErrorCode:AuthorizationPermissionMismatch'],
  ['log-analytics query', '9'],
  ['Bearer', JSON.stringify({ status: 'ok', checks: [{ name: 'version', status: 'ok', app: version }] })],
  ['write-out /api/console', '200'],
  ['write-out', '401'],
  ['/api/health', '{"status":"ok"}'],
];

/** Runs the script with an az and a curl that answer so, and write down what they were asked. */
async function smokeTest(changes: Readonly<Record<string, string>> = {}, args: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'rekisteri-smoke-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const answers = WELL.map(([words, answer]) => [words, changes[words] ?? answer] as const);
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const cases = answers.map(
    ([words, answer]) => `*${words.split(' ').map(quoted).join('*')}*) printf '%s\\n' ${quoted(answer)} ;;`,
  );
  const input = 'case "$*" in *@-*) all="$* $(cat)" ;; *) all="$*" ;; esac';
  const program = `#!/bin/bash\n${input}\nprintf '%s\\n' "$(basename "$0") $all" >> "${folder}/asked"\ncase "$all" in\n${cases.join('\n')}\nesac\n`;
  for (const name of ['az', 'curl']) {
    writeFileSync(join(folder, name), program);
    chmodSync(join(folder, name), 0o755);
  }
  const environment = {
    PATH: `${folder}:${process.env.PATH}`,
    REKISTERI_URL: 'https://app.example',
    ...Object.fromEntries(NAMES.map((name) => [name, name.toLowerCase()])),
  };
  const { stdout, code } = await promisify(execFile)('bash', [SCRIPT, ...args], { env: environment }).then(
    (done) => ({ ...done, code: 0 }),
    (error: unknown) => z.object({ stdout: z.string(), code: z.int() }).parse(error),
  );
  return { code, said: stdout, asked: readFileSync(join(folder, 'asked'), 'utf8').split('\n').slice(0, -1) };
}

test('a deployment that is as it should be passes, and nothing was asked that could change it', async () => {
  const { code, said, asked } = await smokeTest({}, ['--functions', String(FUNCTIONS.length)]);
  expect(said).not.toMatch(/FAILED|look/);
  expect(code).toBe(0);
  const reading =
    /^az (?:\S+ )*(?:show|list|query|get-access-token) |^az rest --method GET |^curl (?!.*(?:--request|--data|-X|-d ))/;
  expect(asked.filter((call) => !reading.test(call))).toEqual([]);
});

/** What may be wrong, by the answer that shows it, and what the script has to say of it; many at once, for each run takes a second. */
const FAULTS: readonly (readonly [words: string, answer: string, told: RegExp])[] = [
  ['configreferences', 'Resolved\nSecretNotFound', /references are resolved/],
  ['function list', 'app/sync', /function retentionClock/],
  ['write-out', '200', /no token: runs: "200"/],
  ['/api/health', '{"status":"ok","checks":[]}', /health shows no checks/],
  ['authsettingsV2', 'false\ttrue\tReturn401', /App Service Authentication/],
  ['Bearer', '{"status":"failed","checks":[{"name":"version","status":"ok","app":"0.0.1"}]}', /health: "failed"/],
  ['Bearer', '{"status":"failed","checks":[{"name":"version","status":"ok","app":"0.0.1"}]}', /version: "0\.0\.1"/],
  ['account show allowSharedKeyAccess', 'true\tfalse\tTLS1_2', /no keys, nothing public/],
  ['keyvault show', '', /cannot be purged/],
  ['immutability-policy show', 'ContainerImmutabilityPolicyNotFound', /protected appends/],
  [
    'role assignment list',
    'Rekisteri seals appender (x1)\nStorage Blob Data Contributor',
    /who may overwrite or delete/,
  ],
  [
    'role definition list',
    ['read', 'add/action', 'write'].map((one) => `${CONTAINERS}/blobs/${one}`).join('\n'),
    /what the role allows/,
  ],
  ['log-analytics query', '0', /log lines of timers/],
];

test('whatever is wrong is found, each for itself', async () => {
  const { code, said } = await smokeTest(Object.fromEntries(FAULTS.map(([words, answer]) => [words, answer])));
  expect(code).toBe(1);
  const failures = said.split('\n').filter((line) => line.startsWith('FAILED'));
  for (const [, , told] of FAULTS) expect(failures.join('\n')).toMatch(told);
});

test('what cannot be read is not taken for what was wanted', async () => {
  const { code, said } = await smokeTest(Object.fromEntries(WELL.map(([words]) => [words, 'ERROR: no access'])));
  expect(code).toBe(1);
  expect(said.split('\n').filter((line) => line.startsWith('ok'))).toEqual([]);
});

test('overwriting is tried only when asked, under a condition that never holds', async () => {
  const refused = await smokeTest({}, ['--try-overwrite']);
  expect(refused.code).toBe(0);
  const tries = refused.asked.filter((call) => call.includes('blob upload'));
  expect(tries).toEqual([expect.stringContaining('--type block --overwrite --if-match "0x0"')]);
  const allowed = await smokeTest({ 'storage blob upload': 'ErrorCode:ConditionNotMet' }, ['--try-overwrite']);
  expect(allowed.said).toMatch(/FAILED.*overwriting is refused: "ConditionNotMet"/);
});
