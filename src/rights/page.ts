import { createHash } from 'node:crypto';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** One style for everything that is printed: A4, black on white, tables that go on over pages. */
const STYLE = `
body { font: 11pt/1.5 system-ui, sans-serif; color: #111; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
dl { display: grid; grid-template-columns: minmax(11rem, max-content) 1fr; gap: .25rem 1.5rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9em; }
caption { text-align: start; font-weight: 600; padding: .5rem 0; } th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: start; vertical-align: top; }
thead { display: table-header-group; } th { background: #f0f0f0; } code { font-size: .85em; overflow-wrap: anywhere; }
.separate { border: 2px solid #111; padding: 0 1rem .25rem; margin: 2rem 0; } .separate h2 { margin-top: 1rem; } .subtitle { font-size: 1.15rem; margin-top: -.5rem; } a { color: #0b4a8f; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; font-size: 9.5pt; } tr { break-inside: avoid; } td { overflow-wrap: anywhere; hyphens: auto; } h2 { break-after: avoid; } .scroll { overflow: visible; } }
@page { size: A4; margin: 18mm; }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; }
  .stack thead { position: absolute; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack table, .stack caption, .stack tbody, .stack tr, .stack th, .stack td { display: block; } .stack th, .stack td { border: 0; }
  .stack tr { border: 1px solid #767676; margin-bottom: .75rem; } .stack td::before { content: attr(data-label); display: block; font-weight: 600; }
  .stack td:empty { display: none; }
}
`;

/** What a page may load: nothing but its own style, known by its hash. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * One self-contained page, in Finnish unless `lang` says otherwise: no script, nothing from elsewhere. All text in `body` is
 * escaped. `indexed`: search engines may show it.
 */
export function pageOf(
  title: string,
  body: ComponentChildren,
  { lang = 'fi', indexed = false }: { readonly lang?: 'fi' | 'en'; readonly indexed?: boolean } = {},
): string {
  const page = html`
    <html lang=${lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${indexed ? null : html`<meta name="robots" content="noindex" />`}
        <title>${title}</title>
        <style dangerouslySetInnerHTML=${{ __html: STYLE }}></style>
      </head>
      <body><main>${body}</main></body>
    </html>`;
  return `<!doctype html>${[page]
    .flat()
    .map((node) => renderToString(node))
    .join('')}`;
}
