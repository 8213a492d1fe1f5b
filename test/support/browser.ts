import { existsSync } from 'node:fs';
import type { HttpResponseInit } from '@azure/functions';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import type { OpenPage } from './open-page.ts';
import { serveAnswer } from './serve-answer.ts';

/** Where Debian puts it. The shell, which has no windows and profiles, shows the same pages for half of the processor time. */
const DEBIAN_CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Without these it does not start as root, and looks for Google's hosts whenever it does. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Names lead nowhere, so what a page asks of elsewhere is not sent.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** So long one step of a test waits for what it expects on a page. */
const STEP_MS = 90_000;

interface Size {
  readonly width: number;
  readonly height: number;
}

const DESKTOP: Size = { width: 1280, height: 900 };
export const PHONE: Size = { width: 390, height: 844 };

/** Chromium, one for a file of tests. */
export interface TestBrowser {
  /** Opens a page as an endpoint answers it, with its Content-Security-Policy; it is closed when the test ends. */
  open(answer: HttpResponseInit, viewport?: Size): Promise<OpenPage>;
  /** Opens an empty page with cookies and storage of its own; it is closed when the test ends. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
}

/**
 * Tests in a real browser: Chromium at `CHROMIUM_PATH`, else Debian's. Where there is none they are skipped and say so,
 * unless `REQUIRE_CHROMIUM` is set: then they fail.
 */
export function describeInBrowser(name: string, tests: (browser: TestBrowser) => void): void {
  const places = process.env.CHROMIUM_PATH === undefined ? DEBIAN_CHROMIUM : [process.env.CHROMIUM_PATH];
  const found = places.find((place) => existsSync(place));
  const executablePath = found ?? places.join(' or ');
  const skipped = found === undefined && process.env.REQUIRE_CHROMIUM === undefined;
  const title = skipped ? `${name} (skipped: no Chromium at ${executablePath}; set CHROMIUM_PATH)` : name;
  describe.skipIf(skipped)(title, () => {
    let launched: Browser | undefined;
    beforeAll(async () => {
      const { chromium } = await import('playwright-core');
      launched = await chromium.launch({ executablePath, args: FLAGS });
    });
    afterAll(() => launched?.close());
    const newPage = async (options: BrowserContextOptions = {}) => {
      const page = await launched?.newPage({ viewport: DESKTOP, ...options });
      if (page === undefined) throw new Error('Pages are opened within tests.');
      page.setDefaultTimeout(STEP_MS);
      onTestFinished(() => page.close());
      return page;
    };
    tests({
      newPage,
      open: async (answer, viewport = DESKTOP) => {
        const address = await serveAnswer(answer);
        const page = await newPage({ viewport });
        const { openPage } = await import('./open-page.ts');
        return openPage(page, address);
      },
    });
  });
}
