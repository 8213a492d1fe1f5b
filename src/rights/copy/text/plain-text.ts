import { type HtmlReader, readHtml } from './html-pieces.ts';

/** A text without markup, and whether something was taken out that is no text. */
export interface PlainText {
  readonly text: string;
  /** Scripts, styles and comments are no data about anybody, and would run or hide where somebody opens the copy. */
  readonly hadCode: boolean;
}

/** The text of HTML, as a person reads it: links and pictures as text, scripts and styles left out, nothing cut. */
export function plainTextOf(html: string): PlainText {
  const writer = new TextWriter();
  readHtml(html, writer);
  return { text: writer.end(), hadCode: writer.hadCode };
}

const CODE = new Set(['script', 'style']);
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figure',
  'figcaption',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'nav',
  'ol',
  'option',
  'p',
  'pre',
  'section',
  'table',
  'title',
  'tr',
  'ul',
]);
/** What shows something from elsewhere, and the attribute that says from where. */
const EMBEDDED: ReadonlyMap<string, string> = new Map([
  ...(['audio', 'embed', 'iframe', 'source', 'video'] as const).map((name) => [name, 'src'] as const),
  ['object', 'data'] as const,
]);
const CELLS = new Set(['td', 'th']);
const MOST_PIECES = 2_000;
const WHITE = /[ \t\n\r\f]+/g;

class TextWriter implements HtmlReader {
  hadCode = false;
  /** What was written, in long texts: very many short ones would take many times the memory. */
  readonly #written: string[] = [];
  #pieces: string[] = [];
  /** The link that is open, and its text, as far as that may be the address itself. */
  #link: { readonly href: string; shown: string } | undefined;
  #code: { readonly name: string; readonly pieces: string[] } | undefined;
  #isPreformatted = false;
  /** What has to come before the next word. */
  #gap: '' | ' ' | '\n' | '\n\n' = '';

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.#code !== undefined) return;
    if (CODE.has(name)) this.#code = { name, pieces: [] };
    else if (name === 'br') this.#gap = this.#gap.startsWith('\n') ? '\n\n' : '\n';
    else if (name === 'img') this.#write(pictureOf(attributes));
    else if (name === 'a') this.#openLink(attributes.get('href')?.trim() ?? '');
    else if (name === 'input') this.#words(` ${attributes.get('value') ?? ''} `);
    else this.#openOther(name, attributes);
    if (name === 'pre') this.#isPreformatted = true;
    if (name !== 'li') return;
    this.#write('•');
    this.#gap = ' ';
  }

  #openOther(name: string, attributes: ReadonlyMap<string, string>): void {
    const url = attributes.get(EMBEDDED.get(name) ?? '')?.trim() ?? '';
    if (/^https?:/i.test(url)) this.#words(` [${url}] `);
    this.#around(name);
  }

  close(name: string): void {
    if (this.#code !== undefined) {
      if (this.#code.name !== name) return;
      this.#code = undefined;
      this.hadCode = true;
      return;
    }
    if (name === 'pre') this.#isPreformatted = false;
    if (name === 'a') this.#closeLink();
    this.#around(name);
  }

  text(text: string): void {
    if (this.#code !== undefined) this.#code.pieces.push(text);
    else if (this.#isPreformatted) this.#write(text);
    else this.#words(text);
  }

  comment(): void {
    this.hadCode = true;
  }

  end(): string {
    // What nobody closed would take all that follows it along: it is shown as it stands.
    for (const piece of this.#code?.pieces ?? []) this.#write(piece);
    this.#closeLink();
    this.#flush();
    return this.#written.join('').trim();
  }

  /** What stands before and after an element. */
  #around(name: string): void {
    if (CELLS.has(name)) this.#space();
    if (BLOCKS.has(name) && this.#gap !== '\n\n') this.#gap = name === 'p' ? '\n\n' : '\n';
  }

  #openLink(href: string): void {
    this.#closeLink();
    this.#link = { href, shown: '' };
  }

  #closeLink(): void {
    if (this.#link === undefined) return;
    const { href, shown } = this.#link;
    this.#link = undefined;
    const isShown = [href, href.replace(/^(mailto|tel):/, '')].includes(shown.trim());
    if (!isShown && !['', '#'].includes(href.slice(0, 1))) this.#words(` (${href})`);
  }

  #words(text: string): void {
    const words = text.replace(WHITE, ' ');
    if (words.startsWith(' ')) this.#space();
    const trimmed = words.replace(/^ | $/g, '');
    if (trimmed === '') return;
    this.#write(trimmed);
    if (words.endsWith(' ')) this.#space();
  }

  #write(text: string): void {
    if (text === '') return;
    const gap = this.#pieces.length + this.#written.length > 0 ? this.#gap : '';
    this.#pieces.push(gap, text);
    if (this.#link !== undefined && this.#link.shown.length <= this.#link.href.length) this.#link.shown += gap + text;
    this.#gap = '';
    if (this.#pieces.length >= MOST_PIECES) this.#flush();
  }

  #flush(): void {
    if (this.#pieces.length > 0) this.#written.push(this.#pieces.join(''));
    this.#pieces = [];
  }

  #space(): void {
    if (this.#gap === '') this.#gap = ' ';
  }
}

/** A picture that lies in the text itself is no text. */
function pictureOf(attributes: ReadonlyMap<string, string>): string {
  const src = attributes.get('src')?.trim() ?? '';
  const told = [attributes.get('alt')?.trim() ?? '', /^https?:/i.test(src) ? src : ''].filter((part) => part !== '');
  return told.length === 0 ? '[kuva]' : `[kuva: ${told.join(', ')}]`;
}
