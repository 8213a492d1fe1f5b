import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import type { Simulator } from '../../local/simulator/simulator.ts';
import { Closing } from '../../local/start/closing.ts';
import { readOptions } from '../../local/start/options.ts';
import type { RunView } from '../../local/start/run-view.ts';
import { runTables } from '../../local/start/tables.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { outerHubSpot, outerStorage } from '../support/outer-surroundings.ts';
import { policyWith } from '../support/policy.ts';
import { buildProgram, type Ended, type Program, startProgram } from '../support/start-program.ts';

/** Where nothing listens. */
const NOWHERE = 'http://127.0.0.1:9';

let program: Awaited<ReturnType<typeof buildProgram>>;

beforeAll(async () => {
  program = await buildProgram();
});

afterAll(() => program.remove());

function start(args: readonly string[], settings: Record<string, string> = {}): Program {
  return startProgram(program.folder, args, settings);
}

/** Closes when the test ends, however it ends. */
function closingAfter({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Closing {
  const closing = new Closing();
  onTestFinished(() => closing.close());
  return closing;
}

function startOnce(settings: Record<string, string> = {}): Promise<Ended> {
  return start(['--once', '--port', '0'], settings).ended;
}

/** Labels and values of the contact that is shown, without the borders of its table. */
function shownContact(out: string): string[][] {
  const [, contact = ''] = out.split(/^Contact \d+ as staff see it in HubSpot:$/m);
  const [table = ''] = contact.trimStart().split('\n\n');
  const rows = table.split('\n').filter((line) => line.startsWith('│'));
  return rows.slice(1).map((line) => line.split('│').flatMap((cell) => cell.trim() || []));
}

/** Requests that change something in HubSpot and were not refused. An update of no record only asks what the token may. */
function writes({ log }: Simulator): string[] {
  return log
    .filter(({ method, path, status }) => method !== 'GET' && !/\/(batch\/read|search)$/.test(path) && status < 400)
    .filter(({ path, ids }) => !path.endsWith('/batch/update') || ids.length > 0)
    .map(({ method, path }) => `${method} ${path}`);
}

describe.concurrent('npm start --once', () => {
  it('can try out who may call, as an administrator of its own, and calls nothing on this machine through a proxy', async () => {
    const tenant = '72f988bf-86f1-41af-91ab-2d7cd011db47';
    const callers = { WEBSITE_AUTH_ENABLED: 'true', REGISTER_TENANT_ID: tenant };
    const { status, out, err } = await startOnce({ ...callers, HTTPS_PROXY: NOWHERE, HTTP_PROXY: NOWHERE });
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toMatch(/^Callers {5}as WEBSITE_AUTH_ENABLED says/m);
  });

  it('tells in one message that the key of the storage is wrong', async ({ onTestFinished }) => {
    const closing = closingAfter({ onTestFinished });
    const { settings } = await outerStorage(closing);
    const wrong = settings.RegisterStorage?.replace(/AccountKey=[^;]+/, 'AccountKey=d3Jvbmc=') ?? '';
    const { status, err } = await startOnce({ ...settings, RegisterStorage: wrong });
    expect(status).toBe(1);
    expect(err).toMatch(/^Table or Queue Storage cannot be used \(status 403\): .*RegisterStorage.*\n$/);
  });

  it('is refused with a proxy that is no address', async () => {
    const { status, err } = await startOnce({ HTTPS_PROXY: 'proxy:8080' });
    expect(status).toBe(1);
    expect(err).toMatch(/^HTTPS_PROXY is no address of a proxy.*\n$/);
  });

  it('names nobody, and writes nothing when nothing changed since', async (test) => {
    const closing = closingAfter(test);
    const hubspot = await outerHubSpot(closing);
    const storage = await outerStorage(closing);
    const settings = { ...hubspot.settings, ...storage.settings };
    const first = await startOnce(settings);
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.out).not.toMatch(/as staff see it|To erase/);
    expect(hubspot.simulator.changes.length).toBeGreaterThan(1_000);
    for (const { properties } of hubspot.simulator.account.records.contacts.values()) {
      const { firstname = '', lastname = '', email = '' } = properties;
      for (const text of [`${firstname} ${lastname}`, email]) if (text.trim()) expect(first.out).not.toContain(text);
    }
    const before = { changes: hubspot.simulator.changes.length, writes: writes(hubspot.simulator).length };
    const second = await startOnce(settings);
    expect(second).toMatchObject({ status: 0, err: '' });
    expect(second.out).toMatch(/contacts +│ 300 +│ 0 +│ 300 +│ 0 +│ 0/);
    expect(second.out).not.toMatch(/development key/);
    expect({ changes: hubspot.simulator.changes.length, writes: writes(hubspot.simulator).length }).toEqual(before);
  });

  it('says that the trail of somebody else’s storage is keyed with the development key', async (test) => {
    const { settings } = await outerStorage(closingAfter(test));
    const { status, out } = await startOnce({ ...settings, AUDIT_KEY: '' });
    expect(status).toBe(0);
    expect(out).toMatch(/Storage +yours/);
    expect(out).toMatch(/AUDIT_KEY is not set: the fixed development key is used/);
  });

  it('says what waits until when, and ends with 1, when HubSpot’s quota of the day is used up', async (test) => {
    const { simulator, settings } = await outerHubSpot(closingAfter(test), { limits: { daily: 20 } });
    const { status, out, err } = await startOnce(settings);
    expect(status).toBe(1);
    expect(out).toMatch(/It goes on after 20\d\d-\d\d-\d\dT\d\d:01:00.000Z/);
    expect(err).toMatch(/waits/);
    expect(simulator.changes).toEqual([]);
  });
});

describe.concurrent('npm start that cannot run', () => {
  it.for([['--twice'], ['--port', 'x'], ['--port', '70000'], ['--port'], ['now']])('%j is wrong usage', (args) => {
    expect(() => readOptions(args)).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('shows the usage and ends with 2 when an option is unknown', async () => {
    const { status, out, err } = await start(['--twice']).ended;
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/'--twice'[\s\S]*Usage: npm start/);
  });

  it('names every wrong setting in one message, and starts nothing', async () => {
    const { status, out, err } = await startOnce({
      HUBSPOT_BASE_URL: 'http://hubspot.example',
      SYNC_SCHEDULE: 'often',
      REGISTER_NOW: 'today',
    });
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err.match(/^ {2}- \w+/gm)).toEqual([
      '  - HUBSPOT_ACCESS_TOKEN',
      '  - HUBSPOT_BASE_URL',
      '  - SYNC_SCHEDULE',
      '  - REGISTER_NOW',
    ]);
    expect(err).not.toMatch(/ {4}at /);
  });

  it('names every mistake of a policy file, and writes nothing', async (test) => {
    const { simulator, settings } = await outerHubSpot(closingAfter(test));
    const folder = await mkdtemp(join(tmpdir(), 'policy-'));
    test.onTestFinished(() => rm(folder, { recursive: true }));
    const { retention, ...policy } = policyWith();
    const wrong = { ...policy, timeZone: 'Europe/Nowhere', sources: [], retention: { ...retention, years: '10' } };
    await writeFile(join(folder, 'policy.json'), JSON.stringify(wrong));
    const { status, out, err } = await startOnce({ ...settings, REGISTER_POLICY_FILE: join(folder, 'policy.json') });
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err.match(/^ {2}- [\w.]+/gm)).toEqual(['  - timeZone', '  - retention.years', '  - sources']);
    expect(simulator.log).toEqual([]);
  });

  it.for<[string, Record<string, string>, RegExp]>([
    [
      'is not a connection string',
      { RegisterStorage: 'AccountName=x;AccountKey=secretsecret' },
      /RegisterStorage is not/,
    ],
    [
      'needs an identity',
      {
        RegisterStorage__tableServiceUri: 'https://x.table.core.windows.net',
        RegisterStorage__queueServiceUri: 'https://x.queue.core.windows.net',
      },
      /Core Tools/,
    ],
  ])('refuses storage that %s', async ([, settings, message]) => {
    const { status, out, err } = await startOnce(settings);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/secretsecret| {4}at /);
  });

  it.for<[string, string[], Parameters<typeof outerHubSpot>[1], RegExp]>([
    ['is wrong', ['--once'], { token: 'another-token' }, /does not accept the token \(401/],
    ['is wrong though it was to stay up', [], { token: 'another-token' }, /does not accept the token \(401/],
    [
      'may not write contacts',
      ['--once'],
      { missingScopes: ['crm.objects.contacts.write'] },
      /lacks the scope crm\.objects\.contacts\.write \(403/,
    ],
    [
      'may not read companies',
      ['--once'],
      { missingScopes: ['crm.objects.companies.read'] },
      /lacks the scope .*crm\.objects\.companies\.read.* \(403/,
    ],
  ])('ends with 1 and writes nothing when the token %s', async ([, args, options, message], test) => {
    const { simulator, settings } = await outerHubSpot(closingAfter(test), options);
    const { status, err } = await start([...args, '--port', '0'], settings).ended;
    expect(status).toBe(1);
    expect(err.match(/HubSpot.*\(40\d/g)).toEqual([expect.stringMatching(message)]);
    expect(err).not.toMatch(/given-token| {4}at |slice_failed/);
    expect(simulator.changes).toEqual([]);
    expect(writes(simulator)).toEqual([]);
  });

  it('says that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = z.object({ port: z.int() }).parse(other.address());
    const { status, out, err } = await start(['--once', '--port', String(address.port)]).ended;
    other.close();
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toBe(`Port ${address.port} is in use: stop what uses it, or start with --port N.\n`);
  });
});

describe.concurrent('npm start that stays up', () => {
  it('runs over an invented company, shows what staff would see, answers until it is stopped, then ends with 0', async () => {
    const running = start(['--port', '0']);
    const [, url = ''] = await running.printed(/This run +(\S+)/);
    await running.printed(/Up until/);
    const answer = await fetch(url);
    expect(await answer.json()).toMatchObject({ status: 'succeeded', contacts: { processed: 300 } });
    const officer = { headers: { authorization: 'Bearer local:officer1' } };
    const me = await fetch(new URL('/.auth/me', url), officer);
    expect(await me.json()).toMatchObject([{ user_id: 'officer1@rekisteri.invalid' }]);
    // The key may: it is the app that knows the officer for who they are.
    const statuses = [await fetch(url, { method: 'DELETE' }), await fetch(url, { ...officer, method: 'DELETE' })];
    expect(statuses.map(({ status }) => status)).toEqual([409, 403]);
    running.kill('SIGINT');
    const { out, ...ended } = await running.ended;
    expect(ended).toEqual({ status: 0, killedBy: null, err: '' });
    await expect(fetch(url)).rejects.toThrow();
    expect(out).toMatch(/Functions {3}http:\/\/localhost:\d+\/api/);
    expect(out).toMatch(/HubSpot.*simulator/);
    expect(out).toMatch(/Storage.*embedded/);
    expect(out).toMatch(/contacts +│ 300 +│ 300 +│ 0 +│ 0 +│ 0/);
    expect(out).toMatch(/active +│ Voimassa +│ [1-9]/);
    expect(out).toMatch(/ended +│ Päättynyt +│ [1-9]/);
    expect(out).toMatch(/\d+ +│ (active|ending_soon) \(\S+\) +│ \d{4}-\d\d-\d\d │ \w+ \(/);
    expect(out).toMatch(/\d+ requests to HubSpot, 0 of them retries/);
    expect(shownContact(out)).toEqual([
      ['Viimeisin palvelukontakti', expect.stringMatching(/^\d+\.\d+\.20\d\d klo \d+\.\d\d$/)],
      ['Viimeisimmän palvelukontaktin lähde', expect.stringMatching(/^[a-z_]+:\d+$/)],
      ['Asiakasyrityksen viimeisin palvelukontakti', expect.any(String)],
      ['Säilytysajan peruste', expect.stringMatching(/^[A-ZÄÖ]/)],
      ['Säilytysaika päättyy', expect.stringMatching(/^\d+\.\d+\.20\d\d$/)],
      ['Säilytyksen tila', 'Päättymässä'],
      ['Rekisterissä olevat tiedot', expect.stringMatching(/^Yhteystiedot; .*Luvat ja suostumukset/)],
      ['Suostumuksen tila', expect.stringMatching(/^Annettu( osittain)?$/)],
      ['Voimassa olevat suostumukset', expect.stringMatching(/Uutiskirje|Valmennuskutsut|Palautekyselyt/)],
      ['Suostumus muuttunut', expect.stringMatching(/^\d+\.\d+\.20\d\d klo \d+\.\d\d$/)],
      ['Tarkista suostumuksella kerätyt tiedot', expect.stringMatching(/^(Kyllä|Ei)$/)],
      ['Säilytä ainakin (pito)', '-'],
      ['Pidon syy', '-'],
      ['Käsittely rajoitettu', '-'],
      ['Päätös säilytysajan päätyttyä', '-'],
      ['Avoimet pyynnöt', '-'],
      ['Pyyntöön vastattava viimeistään', '-'],
    ]);
    expect(out).toMatch(/\/api\/runs\/\d{8}T\d{9}Z-[0-9a-f]{8}/);
    expect(out).toMatch(/^To erase {5}staff have since decided on \d+ \(erase-decided\), 301 \(erase-pair-first\)/m);
    expect(out).toMatch(/^Erasures {5}\S+\/api\/erasures {3}\S+\/api\/returns$/m);
  });
});

describe('what is said of a run', () => {
  const counts = { total: 1, processed: 1, changed: 0, unchanged: 1, failed: 0, unknown: 0 };
  const run: RunView = {
    runId: 'r',
    status: 'succeeded',
    phase: 'finished',
    contacts: counts,
    companies: counts,
    requests: { count: 1, retried: 0, throttledMs: 0 },
    failures: [],
    notices: [],
    problems: [],
    error: null,
  };

  it('names notices and problems, ten notices at the most', () => {
    const notices = Array.from({ length: 11 }, (_, at) => ({ contactId: `${at + 1}`, reason: 'hold without reason' }));
    const out = runTables({ ...run, notices, problems: ['The property x is missing.'] }, 0);
    expect(out).toMatch(/Problems:\n {2}- The property x is missing\./);
    expect(out).toMatch(/The first 10 of 11 notices:/);
    expect(out.match(/contact \d+ +│ hold without reason/g)).toHaveLength(10);
  });

  it('says nothing of notices and problems when there are none', () => {
    expect(runTables(run, 0)).not.toMatch(/Problems|notices|looked at|Failures/);
  });
});

describe('local.settings.example.json', () => {
  const NAMES = [
    'AzureWebJobsStorage',
    'FUNCTIONS_WORKER_RUNTIME',
    'AUDIT_KEY',
    'REGISTER_NOW',
    'REGISTER_POLICY_FILE',
    'HUBSPOT_ACCESS_TOKEN',
    'HUBSPOT_API_VERSION',
    'HUBSPOT_BASE_URL',
    'HUBSPOT_REQUESTS_PER_10_SECONDS',
    'HUBSPOT_DAILY_SHARE',
    'REGISTER_ACCOUNTS',
    'REGISTER_TENANT_ID',
    'AUDIT_KEYS_PREVIOUS',
    'ERASURE_KEY',
    'ERASURE_KEYS_PREVIOUS',
    'RegisterSeals',
    'RegisterSeals__blobServiceUri',
    'RegisterSeals__clientId',
    'RegisterStorage',
    'RegisterStorage__tableServiceUri',
    'RegisterStorage__queueServiceUri',
    'RegisterStorage__blobServiceUri',
    'RegisterStorage__clientId',
    'CLOCK_SCHEDULE',
    'RECONCILE_SCHEDULE',
    'SYNC_SCHEDULE',
    'VERIFY_SCHEDULE',
  ];

  it('holds every setting, with values that the program takes', async () => {
    const file = new URL('../../local.settings.example.json', import.meta.url);
    const { Values: values } = z
      .object({ Values: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(file, 'utf8')));
    expect(Object.keys(values).sort()).toEqual(NAMES.toSorted());
    expect(() => readSettings(values)).toThrow(/HUBSPOT_ACCESS_TOKEN is the placeholder/);
    expect(readSettings({ ...values, HUBSPOT_ACCESS_TOKEN: 'pat-eu1-token' })).toMatchObject({
      storage: { connectionString: 'UseDevelopmentStorage=true' },
    });
  });
});
