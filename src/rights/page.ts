import { createHash } from 'node:crypto';
import { html } from 'htm/preact';
import { type ComponentChildren, Fragment } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** One style for everything that is printed: A4, black on white, tables that go on over pages. */
const STYLE = `
body { font: 11pt/1.5 system-ui, sans-serif; color: #111; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: minmax(11rem, max-content) 1fr; gap: .25rem 1.5rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9em; }
caption { text-align: start; font-weight: 600; padding: .5rem 0; } th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: start; vertical-align: top; }
thead { display: table-header-group; } th { background: #f0f0f0; } code { font-size: .85em; overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; margin-top: 1.5rem; } h4 { font-size: 1rem; margin-bottom: .25rem; } caption, h2, h3, h4, dt, th { overflow-wrap: anywhere; hyphens: auto; } tbody th { font-weight: 400; min-width: 6rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; } dl.long { display: block; } dl.long dd { border-inline-start: 3px solid #767676; padding-inline-start: .75rem; }
.stack th { overflow-wrap: break-word; } .separate { border: 2px solid #111; padding: 0 1rem .25rem; margin: 2rem 0; } .separate h2 { margin-top: 1rem; } .subtitle { font-size: 1.15rem; margin-top: -.5rem; } a { color: #0b4a8f; overflow-wrap: anywhere; }
.letter { max-width: 42rem; margin: auto; } .letterhead { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2rem; margin-bottom: 2.5rem; } .letterhead address, .addressee { font-style: normal; } .letterhead > * { max-width: 20rem; overflow-wrap: anywhere; } .addressee { min-height: 7rem; margin-bottom: 2rem; } .letter li > p { margin: 0; }
.byhand { border-bottom: 1px solid #767676; height: 1.8rem; max-width: 20rem; } .screen { border: 2px solid #0b4a8f; background: #eef4fb; padding: .25rem 1rem; margin-bottom: 2rem; }
@media print { .screen { display: none; } body { margin: 0; max-width: none; font-size: 9.5pt; } tr, .separate { break-inside: avoid; } td { overflow-wrap: anywhere; hyphens: auto; } h2, h3, h4, caption, thead { break-after: avoid; } .scroll { overflow: visible; } }
@page { size: A4; margin: 18mm; }
@media print, (min-width: 40.01rem) { thead th { overflow-wrap: break-word; } }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; }
  .stack thead { position: absolute; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack table, .stack caption, .stack tbody, .stack tr, .stack th, .stack td { display: block; } .stack th, .stack td { border: 0; }
  .stack tr { border: 1px solid #767676; margin-bottom: .75rem; } .stack td::before { content: attr(data-label); display: block; font-weight: 600; }
  .stack td:empty { display: none; } .stack tbody th { font-weight: 600; }
}
`;

/** What a page may load: nothing but its own style, known by its hash. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What a page is besides its text: in Finnish unless `lang` says otherwise, and hidden from search engines unless `indexed`. */
export interface PageKind {
  readonly lang?: 'fi' | 'en';
  readonly indexed?: boolean;
}

/** One self-contained page: no script, nothing from elsewhere. All text in `body` is escaped. */
export function pageOf(title: string, body: ComponentChildren, kind: PageKind = {}): string {
  return `${openPage(title, kind)}${rendered(html`<${Fragment}>${body}<//>`)}${closePage()}`;
}

/** The beginning of such a page, for one that is made piece by piece. */
export function openPage(title: string, { lang = 'fi', indexed = false }: PageKind = {}): string {
  const head = html`
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      ${indexed ? null : html`<meta name="robots" content="noindex" />`}
      <title>${title}</title>
      <style dangerouslySetInnerHTML=${{ __html: STYLE }}></style>
    </head>`;
  return `<!doctype html><html lang="${lang}">${rendered(head)}<body><main>`;
}

/** Its end. */
export function closePage(): string {
  return '</main></body></html>';
}

function rendered(made: ReturnType<typeof html>): string {
  return [made]
    .flat()
    .map((node) => renderToString(node))
    .join('');
}
