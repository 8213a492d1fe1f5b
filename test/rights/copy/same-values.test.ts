import { getDocumentProxy, extractText } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { placesWithout } from '../../../src/policy/places.ts';
import { PLACE_WORDS } from '../../../src/rights/copy/document/words.ts';
import { placesPart } from '../../../src/rights/copy/gather/places.ts';
import { Tally } from '../../../src/rights/copy/gather/tally.ts';
import { writeHtml } from '../../../src/rights/copy/html.ts';
import { writeJson } from '../../../src/rights/copy/json.ts';
import type { CopyPart } from '../../../src/rights/copy/parts.ts';
import { PdfError } from '../../../src/rights/copy/pdf/errors.ts';
import { writePdf } from '../../../src/rights/copy/pdf/write-pdf.ts';
import { collect } from '../../support/collect.ts';
import { SAMPLE_COPY, sampleCopy } from '../../support/sample-copy.ts';

const ZONE = 'Europe/Helsinki';

/** Codes and times, which the document says in words, and what is not shown to people. */
const IN_WORDS = new Set([
  'part',
  'kind',
  'asOf',
  'receivedOn',
  'identifiedBy',
  'basis',
  'role',
  'mechanism',
  'right',
  'status',
  'endsOn',
  'at',
  'since',
  'createdAt',
  'modifiedAt',
  'closedAt',
  'addedAt',
  'lastAddedAt',
  'endedAt',
  'type',
  'category',
  'state',
  'what',
  'place',
  'until',
  'categories',
  'country',
]);

/** Every value that the parts hold. */
function valuesIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return IN_WORDS.has(name) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => valuesIn(one, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => valuesIn(one, key));
}

/** Where lines break, and from where to where a script runs, is for each form to say. */
const bare = (text: string) => text.replace(/[\s\u200b-\u200f\u202a-\u202e]+/gu, '');
/** A PDF has its signs in the order in which they are seen. */
const HEBREW = /[\u0590-\u05ff]+/gu;

/** What a page of a PDF has besides its part of the document: its number, and the head of a table that goes on. */
const OF_PAGE = /\d+\/\d+$|^(?:PaikkaTilaMääräSelitys|TietoArvoLähdeAlkaenTietue|ArvoAsetettuLähdeHubSpotinmerkintä)/g;

/** The signs of a PDF as one text, without where its lines and pages break. */
async function printOf(bytes: Uint8Array, read = bare): Promise<string> {
  const { text: pages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  return pages.map((page) => read(page).replace(OF_PAGE, '')).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

let [json, html, pdf] = ['', '', ''];

beforeAll(async () => {
  json = Buffer.concat(await collect(writeJson(sampleCopy()))).toString();
  const page = Buffer.concat(await collect(writeHtml(sampleCopy(), ZONE))).toString();
  const body = page.slice(page.indexOf('<body>')).replace(/<[^>]*>/g, '');
  html = bare(body.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole));
  pdf = await printOf(await writePdf(sampleCopy(), ZONE));
});

describe('JSON, page and PDF', () => {
  it('hold the same values', () => {
    const values = [...new Set(valuesIn(SAMPLE_COPY))].filter((value) => value !== '');
    expect(values.length).toBeGreaterThan(100);
    const held = JSON.stringify(JSON.parse(json));
    expect(values.filter((value) => !held.includes(JSON.stringify(value)))).toEqual([]);
    expect(values.filter((value) => !html.includes(bare(value)))).toEqual([]);
    const turned = (text: string) => text.replace(HEBREW, (run) => [...run].reverse().join(''));
    const inPdf = (value: string) => [value, turned(value)].some((text) => pdf.includes(bare(text)));
    expect(values.filter((value) => !inPdf(value))).toEqual([]);
  });

  it('name each place, and how many of everything there has to be', () => {
    const numbers = SAMPLE_COPY.flatMap((part) =>
      part.part === 'end' ? [part.entries, part.pastValues, part.texts] : [],
    );
    for (const text of [html, pdf]) {
      expect(text).toContain('Yhteystiedot,Työtehtävä');
      expect(text).toContain('AsiakkuudenhallintaYhdysvallat');
      expect(text).not.toContain('contact_details');
      expect(text).toContain('Jäljennöspäättyytähän');
      expect(text).toContain(`Arvoja${numbers[0]}`);
      expect(text).toContain('Eilukuoikeutta');
    }
    expect(JSON.parse(json)).toMatchObject({ end: { entries: numbers[0], texts: numbers[2] } });
  });
});

it('every place that a policy may name stands with its state in JSON, page and PDF', async () => {
  const tally = new Tally();
  tally.notRead('lists', { kind: 'missing_scope', scope: 'crm.lists.read' });
  tally.notRead('conversations', { kind: 'not_offered' });
  tally.count('notes', 2);
  const part = placesPart(placesWithout([{ name: 'Sulava Oy' }]), tally, false);
  const states = Object.fromEntries(part.places.map(({ place, state }) => [place, state]));
  expect(states).toMatchObject({ lists: 'missing_scope', conversations: 'not_available', elsewhere: 'elsewhere' });
  expect(states).toMatchObject({ forms: 'not_available', call_transcripts: 'not_available', notes: 'covered' });
  expect(states).toMatchObject({ sequences: 'not_available', page_views: 'not_available', feedback: 'empty' });
  const made = async function* (): AsyncGenerator<CopyPart> {
    for (const one of SAMPLE_COPY) yield one.part === 'places' ? part : one;
  };
  const written = Buffer.concat(await collect(writeJson(made()))).toString();
  expect(JSON.parse(written)).toMatchObject({ places: { places: part.places } });
  const page = Buffer.concat(await collect(writeHtml(made(), ZONE))).toString();
  const print = await printOf(await writePdf(made(), ZONE));
  for (const { name, state, text } of part.places) {
    const row = `${name}${PLACE_WORDS[state]}`;
    expect(bare(page.replace(/<[^>]*>/g, ''))).toContain(bare(row));
    expect([row, print.includes(bare(row)), print.includes(bare(text))]).toEqual([row, true, true]);
  }
});

describe('the copy as PDF', () => {
  const withText = async function* (text: string): AsyncGenerator<CopyPart> {
    for (const part of SAMPLE_COPY)
      yield part.part === 'engagement' ? { ...part, texts: [{ property: 'p', label: 'Teksti', text }] } : part;
  };

  it('is tagged PDF/UA in Finnish, with a title', async () => {
    const bytes = Buffer.from(await writePdf(sampleCopy(), ZONE));
    const text = bytes.toString('latin1');
    expect(text).toContain('pdfuaid:part');
    expect(text).toMatch(/\/Lang ?\(fi(-FI)?\)/);
    expect(text).toContain('/StructTreeRoot');
    const { info } = await (await getDocumentProxy(new Uint8Array(bytes))).getMetadata();
    expect(info).toMatchObject({ Title: 'Jäljennös henkilötiedoista' });
  });

  it('writes signs that its fonts lack as numbers, and says so', async () => {
    const bytes = await writePdf(withText('Привет 👍🏽 漢 مرحبا loppu'), ZONE);
    const read = await printOf(bytes);
    expect(read).toContain('Привет[U+1F44D][U+1F3FD][U+6F22]');
    expect(read).toContain('loppu');
    expect(read).toContain(bare('on kirjoitettu numeroina'));
  });

  it('shows signs that nobody sees as numbers, and no letter is lost beside them, nor where a long word is broken', async () => {
    // Letters that stand nowhere else in the document: a reader knows each by where it saw it first.
    const broken = `${'k'.repeat(11)}ŵ${'l'.repeat(24)} ŵ`;
    const unseen = ['\u202e', '\u2060', '\ufeff', '\u200b', '\u200d', '\u2028', '\u2066', '\ufe0f', '\u034f'];
    const text = `${unseen.map((sign) => `ŷ${sign}q`).join('')} ŝ\u00adl ŝ ${broken} loppu`;
    const bytes = await writePdf(withText(text), ZONE);
    const told = await printOf(bytes, (page) => page.replace(/\s+/g, ''));
    const numbers = ['202E', '2060', 'FEFF', '200B', '200D', '2028', '2066', 'FE0F', '034F'];
    expect(told).toContain(numbers.map((number) => `ŷ[U+${number}]q`).join(''));
    expect(told).toContain(`ŝlŝ${bare(broken)}loppu`);
    expect(told).toContain('joitakukaaneinäe,onkirjoitettunumeroina');
  });

  it('takes nothing that anybody wrote for markup', async () => {
    const hostile = '#panic("x") *b* $x$ @ref <label> `raw` \\ // c /* d */ = h #read("/etc/passwd") "';
    const bytes = await writePdf(withText(hostile), ZONE);
    const read = await printOf(bytes);
    expect(read).toContain(bare(hostile));
  });

  it('is refused when it is long, or breaks off', async () => {
    await expect(writePdf(withText('x'.repeat(300_000)), ZONE)).rejects.toThrow(PdfError);
    const cut = (async function* () {
      yield* SAMPLE_COPY.slice(0, -1);
    })();
    await expect(writePdf(cut, ZONE)).rejects.toThrow('broke off');
  });
});
