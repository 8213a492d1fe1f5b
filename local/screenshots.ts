import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';

// `npm run screenshots`: starts the program with its invented company, lets people of it do what leaves something to see, and
// keeps pictures of the console in docs/images. With the address of a program that runs already it uses that one.

const FOLDER = join(import.meta.dirname, '..', 'docs', 'images');
const PORT = 7_467;
const DESKTOP = { width: 1_180, height: 820 };
const PHONE = { width: 390, height: 844 };

/** A picture: who looks at which page, and how. */
interface Picture {
  readonly name: string;
  readonly person: string;
  readonly path: string;
  readonly dark?: true;
  readonly phone?: true;
}

const PICTURES: readonly Picture[] = [
  { name: 'console-tasks', person: 'officer2', path: '' },
  { name: 'console-retention', person: 'officer1', path: '/retention' },
  { name: 'console-erasure', person: 'officer2', path: '/erasures/LIST' },
  { name: 'console-request', person: 'officer1', path: '/requests/REQUEST' },
  { name: 'console-audit', person: 'auditor', path: '/audit' },
  { name: 'console-notice', person: 'auditor', path: '/notice' },
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
  const program = spawn('npm', ['start', '--silent', '--', '--port', String(PORT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: program.stdout });
  for await (const line of lines) if (line.startsWith('Up until')) return program;
  await once(program, 'exit');
  throw new Error('The program has ended before its first run did.');
}

/** Has a list prepared, and files a request; gives what stands for their ids in the paths of the pictures. */
async function prepareScene(url: string): Promise<ReadonlyMap<string, string>> {
  const call = async (person: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer local:${person}`, 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const told: unknown = await answer.json();
    if (!answer.ok || typeof told !== 'object' || told === null || !('id' in told))
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
    return String(told.id);
  };
  const contacts = await fetch(`${url}/api/contacts?limit=1`, { headers: { authorization: 'Bearer local:officer1' } });
  const { contacts: found = [] } = await contacts.json();
  const contactIds = [found[0]?.contactId ?? '101'];
  const receivedOn = new Date().toISOString().slice(0, 10);
  const wish = { kind: 'access', receivedOn, channel: 'email', contactIds };
  return new Map([
    ['LIST', await call('officer1', '/api/erasures', { ground: 'retention' })],
    ['REQUEST', await call('officer1', '/api/requests', wish)],
  ]);
}

async function take(
  browser: Browser,
  url: string,
  { name, person, path, dark, phone }: Picture,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const page = await browser.newPage({
    ...{ locale: 'fi-FI', timezoneId: 'Europe/Helsinki', reducedMotion: 'reduce' },
    ...{ viewport: phone ? PHONE : DESKTOP, colorScheme: dark ? 'dark' : 'light' },
  });
  const address = [...ids].reduce((text, [word, id]) => text.replace(word, id), `/api/console${path}`);
  const query = new URLSearchParams({ person, post_login_redirect_uri: address });
  await page.goto(`${url}/.auth/login/aad?${query.toString()}`);
  await settled(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: phone === true });
  await page.close();
}

/** Until nothing is fetched any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

await main(process.argv[2]);
