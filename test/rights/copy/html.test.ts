import { describe, expect, it } from 'vitest';
import { html } from '../../../src/http/answers.ts';
import type { CopyPart } from '../../../src/rights/copy/parts.ts';
import { writeHtml } from '../../../src/rights/copy/html.ts';
import { PAGE_POLICY } from '../../../src/rights/page.ts';
import { describeInBrowser, PHONE } from '../../support/browser.ts';
import { SAMPLE_COPY } from '../../support/sample-copy.ts';

const SCRIPT = '<script>document.title = "run"</script><img src=x onerror="document.title=\'run\'">';

/** Words of column heads that stand on more than one line. */
const BROKEN_HEADS = `[...document.querySelectorAll('thead th')].flatMap(({ firstChild }) =>
  [...(firstChild?.textContent ?? '').matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(firstChild, index);
    range.setEnd(firstChild, index + word.length);
    return range.getClientRects().length > 1;
  }).map(({ 0: word }) => word))`;

async function* partsOf(parts: readonly CopyPart[]): AsyncGenerator<CopyPart> {
  yield* parts;
}

async function pageOf(parts: readonly CopyPart[]): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeHtml(partsOf(parts), 'Europe/Helsinki')) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** The sample with an engagement whose text is `text`, and a value that has been `values`. */
function withHostile(text: string, values: readonly string[]): CopyPart[] {
  return SAMPLE_COPY.map((part) => {
    if (part.part === 'engagement' && part.type === 'notes')
      return { ...part, texts: [{ property: 'hs_note_body', label: SCRIPT, text }] };
    if (part.part !== 'category' || part.category !== 'contact_details') return part;
    const history = values.map((value) => ({
      value,
      meaning: null,
      at: '2024-01-01T10:00:00.000Z',
      sources: ['Lomake'],
      hubspotSource: 'FORM',
    }));
    return { ...part, entries: part.entries.map((entry) => ({ ...entry, value: values[0] ?? '', history })) };
  });
}

describe('the copy as a page', () => {
  it('is refused when its parts break off before the end', async () => {
    await expect(pageOf(SAMPLE_COPY.slice(0, -1))).rejects.toThrow('broke off');
    await expect(pageOf([])).rejects.toThrow('broke off');
  });

  it('is made a part at a time: nothing waits for what comes later', async () => {
    let asked = 0;
    async function* counted() {
      for (const part of SAMPLE_COPY) {
        asked += 1;
        yield part;
      }
    }
    const pieces = writeHtml(counted(), 'Europe/Helsinki');
    await pieces.next();
    expect(asked).toBe(1);
    await pieces.return(undefined);
  });

  it('shows signs that cannot be seen', async () => {
    const page = await pageOf(withHostile('a\u0000b\u0007c\r\nd\ud800e', ['x']));
    expect(page).toContain('a␀b␇c\nd\ufffde');
  });
});

describeInBrowser('the copy as a page in Chromium', (browser) => {
  const answer = (page: string) => html(page, PAGE_POLICY);

  it('is for everybody to read, on a screen and on a phone, and has its headings in order', async () => {
    const page = await pageOf(SAMPLE_COPY);
    const opened = await browser.open(answer(page));
    expect(await opened.faults()).toEqual([]);
    await opened.screenshot('copy');
    await expect.poll(() => opened.page.evaluate(BROKEN_HEADS)).toEqual([]);
    const levels = await opened.page
      .locator('h1, h2, h3, h4')
      .evaluateAll((found) => found.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels[0]).toBe(1);
    expect(levels.every((level, place) => place === 0 || level <= (levels[place - 1] ?? 0) + 1)).toBe(true);
    const phone = await browser.open(answer(page), PHONE);
    expect(await phone.faults()).toEqual([]);
    await phone.screenshot('copy-phone');
    // At 400 % of the same screen what a row is about still has room for its words.
    await phone.page.setViewportSize({ width: 320, height: 800 });
    const narrowest = 'Math.min(...[...document.querySelectorAll("tbody th")].map((th) => th.offsetWidth))';
    await expect.poll(() => phone.page.evaluate<number>(narrowest)).toBeGreaterThan(80);
    await expect.poll(() => phone.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  it('runs nothing and cuts nothing of what strangers wrote', async () => {
    const long = `${SCRIPT}${'sana '.repeat(1_000_000)}loppu\u202eטקסט שמאלה שלום`;
    const values = Array.from({ length: 2_000 }, (_, place) => `${SCRIPT} ${'x'.repeat(300)} arvo-${place}-`);
    const opened = await browser.open(answer(await pageOf(withHostile(long, values))));
    expect(await opened.page.title()).toBe('Jäljennös henkilötiedoista');
    expect(await opened.page.locator('script, img').count()).toBe(0);
    const shown = (await opened.page.locator('main').textContent()) ?? '';
    expect(shown).toContain(long);
    for (const value of values) expect(shown).toContain(value);
    expect(shown).toContain('Jäljennös päättyy tähän');
    const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await opened.page.evaluate(tooWide)).toBe(0);
  });
});
