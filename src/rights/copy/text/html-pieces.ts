import { Tokenizer } from 'htmlparser2';

/** Takes what HTML is made of, in its order. Names are in lower case. */
export interface HtmlReader {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  text(text: string): void;
  comment(): void;
}

/**
 * Reads HTML from the front. No tree is made and nothing is held of what is open: strangers write it, and neither its size nor how
 * deeply it is nested may matter.
 */
export function readHtml(html: string, reader: HtmlReader): void {
  let name = '';
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';
  const slice = (start: number, end: number) => html.slice(start, end);
  const opened = () => {
    if (name !== '') reader.open(name, attributes);
    name = '';
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => {
        name = slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname: (start, end) => {
        attribute = slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += slice(start, end);
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
      ontextentity: (codepoint) => reader.text(String.fromCodePoint(codepoint)),
      oncdata: (start, end, offset) => reader.text(slice(start, end - offset)),
      oncomment: () => reader.comment(),
      ondeclaration: () => undefined,
      onprocessinginstruction: () => reader.comment(),
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
