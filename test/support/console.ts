import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { AccountData } from '../../local/simulator/account.ts';
import { type RunningFunctions, startFunctions } from './start-functions.ts';
import type { TestBrowser } from './browser.ts';
import { LOCAL_SIGN_IN } from './local-sign-in.ts';
import { faultsToSee, keepScreenshot } from './open-page.ts';
import { smallAccount } from './small-account.ts';

/** One of the people of the local sign-in, or nobody. */
export type Person = 'admin' | 'officer1' | 'officer2' | 'auditor' | 'visitor' | undefined;

interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What the browser asks for; Finnish unless said. */
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
}

/** The console as somebody has it open. The test fails when its policy refuses something, it asks for anything elsewhere, or a script fails. */
interface OpenConsole {
  readonly page: Page;
  /** What axe-core finds in what is shown now, and whether it is wider than the screen. */
  faults(): Promise<string[]>;
  /** Keeps a picture of it as `NAME.png`, where those of other pages lie. */
  screenshot(name: string): Promise<void>;
}

/** The app with its console on the local host, before which the local sign-in stands. */
export interface RunningConsole extends RunningFunctions {
  /** Signs somebody in and opens a page of the console, such as `/requests`. */
  open(person: Person, path?: string, options?: OpenOptions): Promise<OpenConsole>;
}

/**
 * Starts the app before the tests of a file, within `describeInBrowser`, and stops it after. Only what a test asks for runs: the timers
 * are put off. Gives it as soon as the first test runs.
 */
export function startConsole(
  browser: TestBrowser,
  {
    account = smallAccount(),
    environment = {},
  }: { readonly account?: AccountData; readonly environment?: Readonly<Record<string, string>> } = {},
): () => RunningConsole {
  const functions = startFunctions(account, { ...LOCAL_SIGN_IN, ...environment });
  return () => {
    const running = functions();
    return { ...running, open: (person, path, options) => open(browser, running, person, path, options) };
  };
}

async function open(
  browser: TestBrowser,
  { host }: RunningFunctions,
  person: Person,
  path = '',
  { viewport, locale = 'fi-FI', colorScheme = 'light' }: OpenOptions = {},
): Promise<OpenConsole> {
  const page = await browser.newPage({
    ...(viewport === undefined ? {} : { viewport }),
    locale,
    colorScheme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Helsinki',
  });
  const problems: string[] = [];
  await watch(page, host.url, problems);
  if (SLOW_API_MS > 0) await slowDown(page);
  onTestFinished(() => expect(problems, 'what the browser reported').toEqual([]));
  const address = `/api/console${path}`;
  const query = new URLSearchParams({ person: person ?? '', post_login_redirect_uri: address });
  await page.goto(host.url + (person === undefined ? address : `/.auth/login/aad?${query.toString()}`));
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, faults: () => faultsToSee(page), screenshot: (name) => keepScreenshot(page, name) };
}

/** The browser says so of every answer that is an error, or does not come; what the page makes of it is the test's own subject. */
const ANSWER_OF_ERROR = /^Failed to load resource: (the server responded with a status of|net::ERR_FAILED)/;

/** With it, in ms, each answer of the API comes so much later: what a test looks at too early turns red (docs/testing.md). */
const SLOW_API_MS = Number(process.env.SLOW_API_MS ?? 0);

async function slowDown(page: Page): Promise<void> {
  await page.route(/\/api\/(?!console)/, async (route) => {
    await setTimeout(SLOW_API_MS);
    await route.fallback().catch(() => undefined);
  });
}

/** Notes what must not happen on any page. */
async function watch(page: Page, origin: string, problems: string[]): Promise<void> {
  await page.exposeFunction('noteRefusal', (what: string) => problems.push(`refused by the page's policy: ${what}`));
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (e) => noteRefusal(e.effectiveDirective + ' ' + e.blockedURI))`,
  );
  // Only looked at: to let each request pass (`page.route`) would cost more than to answer it.
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (['http:', 'https:'].includes(protocol) && asked !== origin)
      problems.push(`asked of elsewhere: ${request.url()}`);
  });
  page.on('pageerror', ({ message }) => problems.push(`a script failed: ${message}`));
  page.on('console', (message) => {
    const isKnown = ANSWER_OF_ERROR.test(message.text()) && message.location().url.startsWith(origin);
    if (['error', 'warning'].includes(message.type()) && !isKnown) problems.push(`in the log: ${message.text()}`);
  });
}
