import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { clockAt } from '../src/clock.ts';
import { localDate } from '../src/register/calendar.ts';
import { runCommand } from './command/run.ts';

const USAGE = `Usage: npm run screenshots -- [URL]

  URL  of a program that runs already, such as http://localhost:7071; else one is started, with its invented company

Lets people of the company do what leaves something to see, and keeps pictures of the console in docs/images.`;

const FOLDER = join(import.meta.dirname, '..', 'docs', 'images');
const PORT = 7_467;
const DAY_MS = 86_400_000;
const DESKTOP = { width: 1_180, height: 820 };
const PHONE = { width: 390, height: 844 };

/** A picture: who looks at which page, and how. */
interface Picture {
  readonly name: string;
  readonly person: string;
  readonly path: string;
  readonly dark?: true;
  readonly phone?: true;
  /** Shows the page from here on, with the first rows chosen. */
  readonly choosingIn?: string;
}

const PICTURES: readonly Picture[] = [
  { name: 'console-tasks', person: 'officer2', path: '' },
  { name: 'console-retention', person: 'officer1', path: '/retention' },
  { name: 'console-choosing', person: 'officer1', path: '/retention?status=ended', choosingIn: '#contacts' },
  { name: 'console-erasure', person: 'officer2', path: '/erasures/LIST' },
  { name: 'console-request', person: 'officer1', path: '/requests/REQUEST' },
  { name: 'console-runs-dark', person: 'admin', path: '/runs', dark: true },
  { name: 'console-tasks-phone', person: 'officer2', path: '', phone: true },
];

async function main(given: string | undefined): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const program = given === undefined ? await start() : undefined;
  const url = given ?? `http://localhost:${PORT}`;
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const ids = await prepareScene(url);
    for (const picture of PICTURES) await take(browser, url, picture, ids);
  } finally {
    await browser.close();
    program?.kill('SIGINT');
  }
}

/** Starts the program, and waits until its first run has ended. */
async function start() {
  const file = join(import.meta.dirname, '..', 'dist', 'local', 'start.js');
  const program = spawn(process.execPath, [file, '--port', String(PORT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: program.stdout });
  for await (const line of lines) if (line.startsWith('Up until')) return program;
  await once(program, 'exit');
  throw new Error('The program has ended before its first run did.');
}

const madeSchema = z.object({ id: z.string() });
const startedSchema = z.object({ runId: z.string() });
const contactsSchema = z.object({ contacts: z.array(z.object({ contactId: z.string() })).min(1) });

/** Lets the register see what staff have decided, has a list prepared, and files a request. Gives what stands for the ids of both in paths. */
async function prepareScene(url: string): Promise<ReadonlyMap<string, string>> {
  const call = async (person: string, path: string, body?: unknown): Promise<unknown> => {
    const headers = { authorization: `Bearer local:${person}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(url + path, { headers, ...sent });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const ended = async (runId: string) => {
    for (;;) {
      const run = z.object({ status: z.string() }).parse(await call('admin', `/api/runs/${runId}`));
      if (run.status !== 'queued' && run.status !== 'running') return;
      await setTimeout(1_000);
    }
  };
  await ended(startedSchema.parse(await call('admin', '/api/resync', { scope: 'changed' })).runId);
  const list = z.object({ id: z.string(), runId: z.string() });
  const prepared = list.parse(await call('officer1', '/api/erasures', { ground: 'retention' }));
  await ended(prepared.runId);
  const { contacts } = contactsSchema.parse(await call('officer1', '/api/contacts?status=active&limit=1'));
  const receivedOn = localDate(clockAt(undefined)() - 20 * DAY_MS, 'Europe/Helsinki');
  const wish = { receivedOn, channel: 'registered_email', contactIds: contacts.map(({ contactId }) => contactId) };
  const filed = madeSchema.parse(await call('officer1', '/api/requests', { kind: 'access', ...wish }));
  await call('officer1', '/api/requests', { kind: 'restriction', ...wish });
  return new Map([
    ['LIST', prepared.id],
    ['REQUEST', filed.id],
  ]);
}

async function take(
  browser: Browser,
  url: string,
  { name, person, path, dark, phone, choosingIn }: Picture,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const page = await browser.newPage({
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    reducedMotion: 'reduce',
    viewport: phone ? PHONE : DESKTOP,
    colorScheme: dark ? 'dark' : 'light',
  });
  const address = [...ids].reduce((text, [word, id]) => text.replace(word, id), `/api/console${path}`);
  const query = new URLSearchParams({ person, post_login_redirect_uri: address });
  await page.goto(`${url}/.auth/login/aad?${query.toString()}`);
  await settled(page);
  if (choosingIn !== undefined) {
    const place = page.locator(choosingIn);
    for (const row of [0, 1]) await place.getByRole('checkbox').nth(row).check();
    await place.evaluate((element) => element.scrollIntoView());
  }
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: phone === true });
  await page.close();
}

/** Until nothing is fetched any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

await runCommand(USAGE, async ([url], _, { err }) => {
  const isWrong = url !== undefined && !URL.canParse(url);
  if (isWrong) err(`${url} is no address.\n\n${USAGE}`);
  else await main(url);
  return isWrong ? 2 : 0;
});
