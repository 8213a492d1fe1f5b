import { createHash } from 'node:crypto';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** One style for everything that is printed: A4, black on white, tables that go on over pages. */
const STYLE = `
body { font: 11pt/1.5 system-ui, sans-serif; color: #111; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: minmax(11rem, max-content) 1fr; gap: .25rem 1.5rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: start; font-weight: 600; padding: .5rem 0; } th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: start; vertical-align: top; }
thead { display: table-header-group; } th { background: #f0f0f0; } code { font-size: .85em; overflow-wrap: anywhere; }
.letter { max-width: 42rem; margin: auto; } .letterhead { display: flex; justify-content: space-between; gap: 2rem; margin-bottom: 2.5rem; } .letterhead address, .addressee { font-style: normal; } .letterhead > div { flex: none; } .addressee { min-height: 7rem; margin-bottom: 2rem; } .letter li > p { margin: 0; }
.byhand { border-bottom: 1px solid #767676; height: 1.8rem; max-width: 20rem; } .screen { border: 2px solid #0b4a8f; background: #eef4fb; padding: .25rem 1rem; margin-bottom: 2rem; }
@media print { .screen { display: none; } body { margin: 0; max-width: none; font-size: 9.5pt; } tr { break-inside: avoid; } h2 { break-after: avoid; } .scroll { overflow: visible; } }
@page { size: A4; margin: 18mm; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

/** What a page may load: nothing but its own style, known by its hash. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * One self-contained page, in Finnish unless `lang` says otherwise: no script, nothing from elsewhere. All text in `body` is
 * escaped.
 */
export function pageOf(
  title: string,
  body: ComponentChildren,
  { lang = 'fi' }: { readonly lang?: 'fi' | 'en' } = {},
): string {
  const page = html`
    <html lang=${lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
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
