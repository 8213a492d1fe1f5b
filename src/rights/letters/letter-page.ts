import { html } from 'htm/preact';
import { Marked } from 'marked';
import type { Language } from '../../policy/text.ts';
import { pageOf } from '../page.ts';
import type { Letter } from '../requests/request.ts';
import type { Addressee } from './addressee.ts';
import { AROUND, LETTER_NAMES } from './words.ts';

/** A letter that is written, and what stands around its text. */
export interface WrittenLetter {
  readonly letter: Letter;
  readonly language: Language;
  /** Its text, as Markdown. */
  readonly markdown: string;
  readonly sender: { readonly name: string; readonly address: string; readonly email: string };
  readonly addressees: readonly Addressee[];
  /** Contacts of the request that HubSpot does not show any more. */
  readonly absent: readonly string[];
  readonly date: string;
  readonly reference: string;
}

// A new line is one in the letter too, as whoever writes the templates sees it. No template brings HTML or pictures into a page.
const markdown = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    image: ({ text }) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  },
});

/** A letter as a page to print, with a note for the officer that is on screen only. */
export function letterPage(written: WrittenLetter): string {
  const { letter, language, sender, addressees, absent, date, reference } = written;
  const words = AROUND[language];
  const body = markdown.parse(written.markdown, { async: false });
  return pageOf(
    LETTER_NAMES[language][letter],
    html`
      <div class="screen" role="note" lang="fi">
        <p>Luonnos. Tätä laatikkoa ei tulosteta.</p>
        ${addressees.length === 0 ? html`<p>Nimeä ja osoitetta ei ole HubSpotissa: kirjoita ne käsin.</p>` : null}
        ${absent.length > 0 ? html`<p>Poistettu HubSpotista tai yhdistetty toiseen: yhteyshenkilö ${absent.join(', ')}.</p>` : null}
        ${addressees.length > 1 ? html`<p>Pyynnön tiedoissa on eri nimiä: tarkista, kenelle kirje lähtee.</p>` : null}
        <p>Kun kirje on lähetetty, kirjaa se pyynnön sivulla lähetetyksi (rajapinnassa <code>letter-sent</code>, <code>${letter}</code>).</p>
      </div>
      <article class="letter">
        <div class="letterhead">
          <address>${linesOf([sender.name, sender.address, sender.email])}</address>
          <div>${linesOf([`${words.date} ${date}`, `${words.reference} ${reference}`])}</div>
        </div>
        <div class="addressee" dir="auto">
          ${
            addressees.length === 0
              ? [html`<div class="byhand"></div>`, html`<div class="byhand"></div>`, html`<div class="byhand"></div>`]
              : addressees.map((lines) => html`<p dir="auto">${linesOf(lines)}</p>`)
          }
        </div>
        <div dangerouslySetInnerHTML=${{ __html: body }}></div>
      </article>
    `,
    { lang: language },
  );
}

function linesOf(lines: readonly string[]) {
  return lines.map((line, place) => (place === 0 ? line : [html`<br />`, line]));
}
