import { fileURLToPath } from 'node:url';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host/host.ts';
import { createLocalSignIn } from '../../local/sign-in/sign-in.ts';
import type { AccountData } from '../../local/simulator/account.ts';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator, type Simulator } from '../../local/simulator/simulator.ts';
import { Closing } from '../../local/start/closing.ts';
import { clockAt } from '../../src/clock.ts';
import { isHubSpotSimulated } from '../../src/settings/callers.ts';
import { readAppSettings } from '../../src/settings/settings.ts';
import { askDirectly } from './ask-directly.ts';
import { type Answered, answerChecker } from './described-answers.ts';
import { documentSchema, type OpenApiDocument } from './openapi-document.ts';
import { type ServedStorage, serveStorage } from './serve-storage.ts';
import { MANY, WITHOUT_RATES } from './without-rates.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');

/** An answer: its body as JSON says it, or as text. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The tables of the app. */
export const TABLES = [
  'RegisterAudit',
  'RegisterRuns',
  'RegisterIndex',
  'RegisterErasures',
  'RegisterErased',
  'RegisterRequests',
] as const;

/** The app's own functions on the local host, a HubSpot simulator, and storage of their own. */
export interface RunningFunctions {
  readonly host: FunctionsHost;
  readonly hubspot: Simulator;
  /** Everything the host and the functions logged. */
  readonly lines: string[];
  readonly connectionString: string;
  readonly storage: Pick<ServedStorage, 'insert' | 'connectionString'>;
  table(name: (typeof TABLES)[number]): TableClient;
  /** Fails the test when the OpenAPI document does not describe the answer. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  readonly document: OpenApiDocument;
  /** Whoever signs in from now on, by name or with a page, did so this long ago. */
  signInEarlier(ms: number): void;
  /** Fails the test when the OpenAPI document does not describe an answer that was got otherwise. */
  expectDescribed(answered: Answered): void;
}

/**
 * Starts them before the tests of a file and stops them after; once in a file, for the app reads its settings when it is
 * loaded. Gives what they are as soon as the first test runs.
 */
export function startFunctions(
  account: AccountData,
  environment: Readonly<Record<string, string>> = {},
): () => RunningFunctions {
  const closing = new Closing();
  let running: RunningFunctions | undefined;
  beforeAll(async () => {
    const hubspot = createSimulator({ account, now: () => NOW, limits: MANY });
    const served = await serve(hubspot);
    closing.add(() => served.close());
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const storage = await serveStorage();
    closing.add(() => storage.close());
    askDirectly(storage);
    const url = environment.HUBSPOT_BASE_URL ?? served.url;
    running = { ...(await start(hubspot, url, storage.connectionString, closing)), storage };
  });
  afterAll(() => closing.close());
  return () => {
    if (running === undefined) throw new Error('The functions are up only while tests run.');
    return running;
  };
}

async function start(hubspot: Simulator, url: string, connectionString: string, closing: Closing) {
  vi.stubEnv('HUBSPOT_BASE_URL', url);
  // Of a HubSpot that is not on this machine, and in Azure, the app refuses it.
  if (isHubSpotSimulated(process.env))
    for (const [name, value] of Object.entries(WITHOUT_RATES)) vi.stubEnv(name, value);
  vi.stubEnv('HUBSPOT_ACCESS_TOKEN', 'given-token');
  vi.stubEnv('AUDIT_KEY', 'key-of-a-test');
  vi.stubEnv('REGISTER_NOW', new Date(NOW).toISOString());
  vi.stubEnv('RegisterStorage', connectionString);
  const lines: string[] = [];
  const systemNow = clockAt(undefined);
  let earlierMs = 0;
  const host = await startFunctionsHost({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    main: 'functions/*.ts',
    port: 0,
    connectionString: (name) => (name === 'RegisterStorage' ? connectionString : undefined),
    log: (line) => lines.push(line),
    // What o'clock it is on this machine is not the subject of any of these tests.
    timersFire: false,
    pollIntervalMs: 20,
    // Two seconds of host.json for each run that somebody asks for would be most of what some tests take.
    longestPollMs: 160,
    // With REGISTER_LOCAL_SIGN_IN, as npm start sets it.
    front: createLocalSignIn(readAppSettings(process.env).callers, () => systemNow() - earlierMs),
  });
  closing.add(() => host.close());
  const document = documentSchema.parse(await (await fetch(`${host.url}/api/openapi.json`)).json());
  const faultsOf = answerChecker(document);
  const expectDescribed = (answered: Answered) =>
    expect(faultsOf(answered), `${answered.method} ${answered.path} ${answered.status}`).toEqual([]);
  return {
    host,
    hubspot,
    lines,
    connectionString,
    document,
    expectDescribed,
    signInEarlier: (ms: number) => {
      earlierMs = ms;
    },
    table: (name: string) =>
      TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true }),
    call: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(host.url + path, { method, headers: { ...json, ...headers }, ...sent });
      const text = await answer.text();
      const { status, headers: received } = answer;
      expectDescribed({ method, path, status, headers: received, text });
      const isJson = /[/+]json(?:;|$)/.test(received.get('content-type') ?? '');
      return { status, headers: received, body: isJson ? JSON.parse(text) : text || undefined };
    },
  };
}
