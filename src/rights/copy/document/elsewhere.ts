import type { PartOf } from '../parts.ts';
import { type Block, heading, paragraph, pairs, table } from './block.ts';
import { type Times, yesNo } from './words.ts';

/** A section with one table, or the words that there is nothing. */
function section(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  level: 2 | 3 = 3,
): Block[] {
  return [heading(level, name), ...(rows.length === 0 ? [paragraph('Ei tietoja.')] : table(name, columns, rows))];
}

export function consentsBlocks({ statusText, purposes }: PartOf<'consents'>): Block[] {
  const rows = purposes.map(({ id, name, isActive, isOptedOut, isConsented }) => [
    name,
    id,
    yesNo(isActive),
    yesNo(isOptedOut),
    yesNo(isConsented),
  ]);
  return [
    heading(3, 'Suostumukset'),
    ...pairs([['Tila', statusText]]),
    ...table('Viestinnän tarkoitukset', ['Tarkoitus', 'Tunnus', 'Käytössä', 'Kielletty', 'Suostumus'], rows),
  ];
}

export function subscriptionsBlocks({ statuses }: PartOf<'subscriptions'>, { instant }: Times): Block[] {
  const rows = statuses.map((one) => [
    one.address,
    `${one.name} (${one.subscriptionId})`,
    `${one.statusText} (${one.status})`,
    one.source,
    instant(one.at),
    [one.legalBasis, one.legalBasisExplanation].filter((text) => text !== null).join(': '),
  ]);
  const columns = ['Osoite', 'Viestintä', 'Tila', 'Lähde', 'Aika', 'Peruste'];
  return section('Viestintäluvat osoitteittain', columns, rows);
}

export function listsBlocks({ lists }: PartOf<'lists'>, { instant }: Times): Block[] {
  const rows = lists.map(({ id, name, addedAt, lastAddedAt }) => [name, id, instant(addedAt), instant(lastAddedAt)]);
  return section('Listat', ['Nimi', 'Tunnus', 'Lisätty', 'Lisätty viimeksi'], rows);
}

export function marketingEventsBlocks({ events }: PartOf<'marketing_events'>, { instant }: Times): Block[] {
  const rows = events.map((event) => [
    event.name,
    event.id,
    `${event.stateText} (${event.state})`,
    instant(event.at),
    event.durationSeconds === null ? null : `${event.durationSeconds} s`,
    event.durationPercentage,
  ]);
  const columns = ['Tapahtuma', 'Tunnus', 'Tila', 'Aika', 'Kesto', 'Osuus'];
  return section('Markkinointitapahtumat', columns, rows);
}

export function relationsBlocks({ relations }: PartOf<'relations'>): Block[] {
  const rows = relations.map(({ labels }) => [labels.length === 0 ? 'Ei nimetty' : labels.join(', ')]);
  return section('Yhteydet muihin henkilöihin', ['Suhde'], rows);
}

const RECORD_WORDS = { deals: 'Kauppa', tickets: 'Tukipyyntö' } as const;

export function otherRecordsBlocks({ records }: PartOf<'other_records'>): Block[] {
  const rows = records.map(({ kind, id, labels }) => [RECORD_WORDS[kind], id, labels.join(', ')]);
  return section('Kaupat ja tukipyynnöt', ['Laji', 'Tunnus', 'Rooli'], rows);
}

export function filesBlocks({ files }: PartOf<'files'>): Block[] {
  const rows = files.map(({ id, type, engagementId }) => [id, `${type} ${engagementId}`]);
  return section('Tiedostot', ['Tunnus', 'Tapahtuma'], rows);
}

export function requestsBlocks({ requests }: PartOf<'requests'>, { instant, day }: Times): Block[] {
  const rows = requests.map((request) => [
    request.kindText,
    request.id,
    day(request.receivedOn),
    request.stateText,
    instant(request.endedAt),
    request.refused
      .map(({ subject, ground, statute, until }) =>
        [subject, ground, statute, day(until)].filter((one) => one !== null).join(', '),
      )
      .join('; '),
  ]);
  const columns = ['Pyyntö', 'Tunnus', 'Saapunut', 'Tila', 'Päättynyt', 'Mitä on evätty'];
  return section('Aiemmat pyynnöt', columns, rows, 2);
}

export function disclosuresBlocks({ disclosures }: PartOf<'disclosures'>, { instant }: Times): Block[] {
  const rows = disclosures.map(({ at, text, requestId, format, recipient }) => [
    instant(at),
    text,
    recipient,
    format,
    requestId,
  ]);
  return section('Aiemmat luovutukset', ['Aika', 'Mitä', 'Kenelle', 'Muoto', 'Pyyntö'], rows, 2);
}
