import { html } from 'htm/preact';
import { renderToString } from 'preact-render-to-string';
import { closePage, openPage } from '../page.ts';
import { titleOf } from './document/about.ts';
import type { Block } from './document/block.ts';
import { documentOf } from './document/document.ts';
import { CopyIncompleteError } from './errors.ts';
import type { CopyPart, CopyParts } from './parts.ts';

/**
 * The copy as one self-contained page in Finnish, made as its parts come: no more than one of them is in memory. No script, nothing
 * from elsewhere (`PAGE_POLICY`). Throws where the parts do not come to their end.
 */
export async function* writeHtml(parts: CopyParts, timeZone: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let last: CopyPart | undefined;
  async function* seen(): AsyncGenerator<CopyPart> {
    for await (const part of parts) {
      last = part;
      yield part;
    }
  }
  let isOpen = false;
  for await (const blocks of documentOf(seen(), timeZone)) {
    const text = blocks.map((block) => renderToString(elementOf(block))).join('');
    const open = isOpen || last?.part !== 'cover' ? '' : openPage(titleOf(last));
    isOpen = true;
    yield encoder.encode(open + text);
  }
  if (last?.part !== 'end') throw new CopyIncompleteError();
  yield encoder.encode(closePage());
}

function elementOf(block: Block) {
  switch (block.kind) {
    case 'title':
      return single(html`<h1>${block.text}</h1>`);
    case 'heading':
      return single(html`<${`h${block.level}`} dir="auto">${block.text}<//>`);
    case 'paragraph':
      return single(html`<p class="text" dir="auto">${block.text}</p>`);
    case 'pairs':
      return single(
        html`<dl>${block.pairs.map(
          ([name, value]) => html`<dt dir="auto">${name}</dt><dd class="text" dir="auto">${value}</dd>`,
        )}</dl>`,
      );
    case 'table':
      return single(tableOf(block));
    case 'text':
      return single(
        html`<dl class="long"><dt dir="auto">${block.label}</dt><dd class="text" dir="auto">${block.text}</dd></dl>`,
      );
  }
}

/** The first cell of a row says what the row is about. */
function tableOf({ caption, columns, rows }: Extract<Block, { kind: 'table' }>) {
  return html`
    <table>
      <caption dir="auto">${caption}</caption>
      <thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          ([first = '', ...cells]) => html`<tr>
            <th scope="row" class="text" dir="auto">${first}</th>
            ${cells.map((cell) => html`<td class="text" dir="auto">${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
}

/** What a template with one element gives. */
function single(made: ReturnType<typeof html>) {
  if (Array.isArray(made)) throw new TypeError('A block is one element.');
  return made;
}
