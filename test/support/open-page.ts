import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Screenshots lie here to be looked at; the next run writes over them. */
const SCREENSHOTS = process.env.SCREENSHOTS ?? join(tmpdir(), 'rekisteri-screenshots');

const require = createRequire(import.meta.url);

/** The script that makes `window.axe`, less than half as long as `axe.source`. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const RUN_AXE = `axe.run(document, { resultTypes: ['violations'] })
  .then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`;

const violationsSchema = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** A page that is open in Chromium, as the answer of an endpoint made it. */
export interface OpenPage {
  readonly page: Page;
  /** What is wrong with it: refused by its policy, asked of elsewhere, scripts that failed, wider than the screen, found by axe-core. */
  faults(): Promise<string[]>;
  /** Keeps a picture of the whole page as `NAME.png`. */
  screenshot(name: string): Promise<void>;
  /** Prints it to `NAME.pdf`, as a person would: on the paper that its style asks for. Gives the file. */
  print(name: string): Promise<Uint8Array>;
}

/** Opens what is served at `address`; a request for anything else is a fault, and is not sent. */
export async function openPage(page: Page, address: string): Promise<OpenPage> {
  const faults: string[] = [];
  await page.exposeFunction('noteRefusal', (what: string) => faults.push(`refused by the page's policy: ${what}`));
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (e) => noteRefusal(e.effectiveDirective + ' ' + e.blockedURI))`,
  );
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === address) return route.continue();
    faults.push(`asked of elsewhere: ${url}`);
    return route.abort();
  });
  page.on('pageerror', ({ message }) => faults.push(`a script failed: ${message}`));
  await page.goto(address, { waitUntil: 'load' });
  return {
    page,
    faults: async () => [...(await faultsToSee(page)), ...faults],
    screenshot: (name) => keepScreenshot(page, name),
    print: (name) => page.pdf({ path: join(SCREENSHOTS, `${name}.pdf`), preferCSSPageSize: true, tagged: true }),
  };
}

/** What is wrong with what a page shows now: wider than the screen, found by axe-core. */
export async function faultsToSee(page: Page): Promise<string[]> {
  return [...(await axeFindings(page)), ...(await tooWide(page))];
}

/** Keeps a picture of the whole page as `NAME.png`, where `SCREENSHOTS` is set: somebody is there to look at it. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS === undefined) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** Whoever reads on a phone, or at 400 %, scrolls in one direction only (WCAG 1.4.10). */
async function tooWide(page: Page): Promise<string[]> {
  const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return wider === 0 ? [] : [`wider than the screen by ${wider} px`];
}

/** By all rules of axe-core, of whatever impact. */
async function axeFindings(page: Page): Promise<string[]> {
  // As a debugger does it: the page's policy rightly lets no script in.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const found = await page.evaluate(RUN_AXE);
  return violationsSchema
    .parse(found)
    .map(({ id, impact, nodes }) => `axe: ${impact}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
