import { Tokenizer } from 'htmlparser2';

/** Takes what HTML is made of, in its order. Names are in lower case. */
export interface HtmlReader {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  text(text: string): void;
  comment(): void;
}

const ELEMENT = /^[a-z][a-z0-9:._-]*$/;
/** A tag without its end swallows what follows it. */
const UNENDED = /^<[a-z]/i;

/**
 * Reads HTML from the front. No tree is made and nothing is held of what is open: strangers write it, and neither its size nor how
 * deeply it is nested may matter. What only looks like a tag is text: `<aino@example.fi>`, and one that nobody ends.
 */
export function readHtml(html: string, reader: HtmlReader): void {
  let name = '';
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';
  // Where the tag at hand begins, and up to where everything was read.
  let begin = 0;
  let read = 0;
  const slice = (start: number, end: number) => {
    read = Math.max(read, end);
    return html.slice(start, end);
  };
  const opened = (end: number) => {
    if (ELEMENT.test(name)) reader.open(name, attributes);
    else if (name !== '') reader.text(html.slice(begin, end + 1));
    read = end + 1;
    name = '';
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        begin = start - 1;
        name = html.slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += html.slice(start, end);
      },
      onattribentity: (codepoint) => {
        value += String.fromCodePoint(codepoint);
      },
      // Of several of one name the first counts.
      onattribend: () => {
        if (!attributes.has(attribute)) attributes.set(attribute, value);
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag: (start, end) => reader.close(slice(start, end).toLowerCase()),
      ontext: (start, end) => reader.text(slice(start, end)),
      ontextentity: (codepoint, end) => {
        read = Math.max(read, end);
        reader.text(String.fromCodePoint(codepoint));
      },
      oncdata: (start, end, offset) => reader.text(slice(start, end - offset)),
      oncomment: (_, end) => {
        read = Math.max(read, end);
        reader.comment();
      },
      ondeclaration: (_, end) => {
        read = Math.max(read, end);
      },
      onprocessinginstruction: (_, end) => {
        read = Math.max(read, end);
        reader.comment();
      },
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  const rest = html.slice(read);
  if (UNENDED.test(rest)) reader.text(rest);
}
