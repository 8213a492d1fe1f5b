import { html } from 'htm/preact';
import { DateTime } from 'luxon';
import { yearsIn } from '../../policy/text.ts';
import { pageOf } from '../page.ts';
import type { Certificate, CertificatePerson } from './certificate-schema.ts';
import {
  CLASS_WORDS,
  GROUND_WORDS,
  NOT_COVERED_WORDS,
  OUTCOME_WORDS,
  PROTECTION_WORDS,
  STATE_WORDS,
  STATUS_WORDS,
} from './certificate-words.ts';

/** The certificate as a page that can be printed, in Finnish; times in `timeZone`. */
export function certificatePage(certificate: Certificate, timeZone: string): string {
  const at = (instant: string | null) =>
    instant === null ? '–' : DateTime.fromISO(instant, { zone: timeZone }).toFormat('d.M.yyyy HH.mm.ss ZZZZ');
  const title = 'Todistus tietojen poistamisesta';
  return pageOf(
    title,
    html`
      <h1>${title}</h1>
      <p>${certificate.register}</p>
      ${facts([
        ['Poistolista', certificate.erasureId],
        ['HubSpot-tili', [certificate.account, certificate.portalId].filter((one) => one !== null).join(', ') || '–'],
        ['Peruste', GROUND_WORDS[certificate.ground]],
        ...(certificate.requestId === null ? [] : [['Pyyntö', certificate.requestId] as const]),
        ['Sääntö', ruleWords(certificate)],
        ['Tila', STATE_WORDS[certificate.state]],
        ['Valmisteltu', at(certificate.createdAt)],
        ['Valmistelijat', certificate.preparers.join(', ')],
        ['Hyväksyjä', certificate.approver ?? '–'],
        ['Hyväksytty', at(certificate.approvedAt)],
        [
          'Hyväksyntä',
          certificate.approvals === 2 ? 'eri henkilö kuin valmistelija' : 'valmistelija sai hyväksyä itse',
        ],
        ['Toteutus alkoi', at(certificate.executionStartedAt)],
        ['Toteutus päättyi', at(certificate.finishedAt)],
        ['Listan tiiviste', certificate.listHash ?? '–'],
        ['Tietosuojakäytännön tiiviste', certificate.policyDigest],
        ['Ajot', certificate.runs.join(', ') || '–'],
      ])}
      <h2>Yhteenveto</h2>
      ${sums('Henkilöt', STATUS_WORDS, certificate.totals.people)}
      ${sums('Poistettujen henkilöiden tapahtumat', CLASS_WORDS, certificate.totals.counts)}
      ${sums('Mitä tapahtumille tehtiin', OUTCOME_WORDS, certificate.totals.outcomes)}
      <h2>Mitä poisto ei kata</h2>
      <ul>
        ${certificate.notCovered.map(
          ({ what, count }) => html`<li>${NOT_COVERED_WORDS[what]}${count === null ? '' : ` (${count})`}</li>`,
        )}
      </ul>
      <h2>Henkilöt</h2>
      ${people(certificate.people)}
      <h2>Myöhemmät tarkistukset</h2>
      <ul>
        ${certificate.laterChecks.map(
          (check) => html`<li>
            ${check.days} päivän jälkeen (${dateWords(check.dueOn)}):
            ${' '}${laterWords(check)}
            ${check.at === null ? '' : ` (${at(check.at)})`}
            ${check.goneAt === null ? '' : `, sittemmin poissa (${at(check.goneAt)})`}
          </li>`,
        )}
      </ul>
      <h2>Todennettavuus</h2>
      <p>
        Tapahtumat ovat lisäosan tapahtumalokissa, jonka eheyden voi tarkistaa lokin viennistä komennolla${' '}
        <code>npm run verify-audit -- VIENTI --certificate TODISTUS.json</code>. Todistuksessa ei ole nimiä eikä osoitteita.
      </p>
      ${table(
        'Lokin viimeiset sinetit',
        ['Ketju', 'Sinetti', 'Viimeinen tapahtuma', 'Aika'],
        certificate.seals.map(({ chain, number, sequence, at: when }) => [chain, number, sequence, at(when)]),
      )}
    `,
  );
}

function ruleWords({ rule, ground }: Certificate): string {
  if (ground === 'request') return 'henkilön pyyntö; säilytysaika ei vaikuta';
  const whose = rule.clock === 'customer' ? 'asiakkaan' : 'henkilön';
  const without = rule.withoutContact === 'created' ? ' (ellei sellaista ole, tietueen luonnista)' : '';
  return `${whose} viimeisimmästä palvelukontaktista${without} ${yearsIn(rule.years, 'fi')}`;
}

function people(all: readonly CertificatePerson[]) {
  return table(
    'Henkilöt HubSpotin tunnuksin',
    [
      'Henkilö',
      'Tulos',
      'Syy',
      'Säilytys päättyi',
      'Lähde',
      'Jätetyt tapahtumat',
      'Lokin tapahtuma',
      'HubSpot hävittää',
    ],
    all.map(({ contactId, status, reason, endsOn, source, left, event, contactPurgedBy, engagementsPurgedBy }) => [
      contactId,
      STATUS_WORDS[status],
      reasonWords(reason),
      dateWords(endsOn),
      source,
      left.join(', '),
      event === null ? '–' : `${event.chain} / ${event.sequence}`,
      [dateWords(contactPurgedBy), engagementsPurgedBy === null ? '' : `tapahtumat ${dateWords(engagementsPurgedBy)}`]
        .filter((text) => text !== '')
        .join('; '),
    ]),
  );
}

function laterWords({ result, found, foundCount }: Certificate['laterChecks'][number]): string {
  if (result === null) return 'ei vielä tehty';
  if (result === 'gone') return 'kaikki on poissa';
  const others = foundCount - found.length;
  return `löytyi ${foundCount}: ${found.join(', ')}${others > 0 ? ` ja ${others} muuta` : ''}`;
}

function reasonWords(reason: string | null): string {
  if (reason === null) return '';
  const [, words] = Object.entries(PROTECTION_WORDS).find(([code]) => code === reason) ?? [];
  return words ?? reason;
}

function dateWords(date: string | null): string {
  return date === null ? '' : DateTime.fromISO(date).toFormat('d.M.yyyy');
}

function sums<Key extends string>(
  caption: string,
  words: Readonly<Record<Key, string>>,
  counts: Readonly<Partial<Record<Key, number>>>,
) {
  const rows = Object.entries<string>(words).flatMap(([key, word]) => {
    const [, count = 0] = Object.entries<number | undefined>(counts).find(([name]) => name === key) ?? [];
    return count > 0 ? [[word, count]] : [];
  });
  return table(caption, ['Mitä', 'Määrä'], rows);
}

function facts(rows: readonly (readonly [string, string])[]) {
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function table(caption: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]) {
  if (rows.length === 0) return null;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <caption>${caption}</caption>
    <thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([first = '', ...rest]) =>
        html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`,
    )}</tbody>
  </table></div>`;
}
