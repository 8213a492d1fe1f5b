import { html } from 'htm/preact';
import { pageOf } from '../rights/page.ts';
import { type Block, type Document, type Line, plainText, type Run, type Section } from './document.ts';

/** A document as one page: no script, nothing from elsewhere. `indexed`: search engines may show it. */
export function documentPage(document: Document, { indexed = false } = {}): string {
  const { lang, title, subtitle, facts, sections } = document;
  const view = viewIn(lang);
  return pageOf(
    plainText(title),
    html`
      <h1>${view.line(title)}</h1>
      ${subtitle === null ? null : html`<p class="subtitle">${view.line(subtitle)}</p>`}
      ${view.block({ kind: 'facts', caption: null, items: facts })}
      ${sections.map(view.section)}
    `,
    { lang, indexed },
  );
}

function viewIn(lang: Document['lang']) {
  const run = ({ text, lang: own, href }: Run) => {
    const foreign = own === lang ? undefined : own;
    if (href !== null) return html`<a href=${href} lang=${foreign}>${text}</a>`;
    return foreign === undefined ? text : html`<span lang=${foreign}>${text}</span>`;
  };
  const line = (runs: Line) => runs.map(run);
  // On a phone a row is a block of its own (`stack`), which would be no table to a screen reader without the roles.
  const tableOf = ({ caption, columns, rows }: Extract<Block, { kind: 'table' }>) => html`
    <div class="scroll stack" tabindex="0" role="region" aria-label=${caption}><table role="table">
      <caption>${caption}</caption>
      <thead role="rowgroup"><tr role="row">
        ${columns.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
      </tr></thead>
      <tbody role="rowgroup">${rows.map(
        ([first = [], ...rest]) => html`<tr role="row">
          <th role="rowheader" scope="row">${line(first)}</th>
          ${rest.map((cell, place) => html`<td role="cell" data-label=${columns[place + 1]}>${line(cell)}</td>`)}
        </tr>`,
      )}</tbody>
    </table></div>`;
  const block = (one: Block) => {
    switch (one.kind) {
      case 'paragraph':
        return html`<p>${line(one.line)}</p>`;
      case 'list':
        return html`<ul>${one.items.map((item) => html`<li>${line(item)}</li>`)}</ul>`;
      case 'facts':
        return html`
          ${one.caption === null ? null : html`<h3>${one.caption}</h3>`}
          <dl>${one.items.map(({ name, value }) => html`<dt>${line(name)}</dt><dd>${line(value)}</dd>`)}</dl>`;
      case 'table':
        return tableOf(one);
    }
  };
  const section = ({ id, number, heading, separate, blocks }: Section) => html`
    <section id=${id} class=${separate ? 'separate' : undefined} aria-labelledby=${`${id}-heading`}>
      <h2 id=${`${id}-heading`}>${number === null ? heading : `${number}. ${heading}`}</h2>
      ${blocks.map(block)}
    </section>`;
  return { line, block, section };
}
