import { DateTime } from 'luxon';
import { CATEGORY_LABELS } from '../gather/words.ts';
import { localTime } from '../local-time.ts';
import type { CopyPart } from '../parts.ts';

/** How the document calls the kinds of parts where it counts them. */
export const PART_WORDS: Readonly<Record<CopyPart['part'], string>> = {
  cover: 'Kansilehti',
  purposes: 'Käsittelyn tarkoitukset',
  recipients: 'Vastaanottajat',
  rights: 'Oikeudet',
  contact: 'Henkilön tietueet',
  retention: 'Säilytysajat',
  category: 'Tietoryhmät',
  other_properties: 'Muut kentät',
  companies: 'Yritykset',
  engagement: 'Tapahtumat',
  conversation: 'Keskustelut',
  feedback: 'Vastaukset kyselyihin',
  consents: 'Suostumukset',
  subscriptions: 'Viestintäluvat',
  lists: 'Listat',
  marketing_events: 'Markkinointitapahtumat',
  relations: 'Yhteydet muihin henkilöihin',
  other_records: 'Kaupat ja tukipyynnöt',
  files: 'Tiedostot',
  requests: 'Pyynnöt',
  disclosures: 'Luovutukset',
  left_out: 'Pois jätetty',
  places: 'Paikat',
  end: 'Loppumerkintä',
};

export const PLACE_WORDS = {
  covered: 'Mukana',
  empty: 'Ei tietoja',
  missing_scope: 'Ei lukuoikeutta',
  not_available: 'Ei luettavissa',
  elsewhere: 'Muualla',
} as const;

/** A category of §6 by its code. */
export function categoryWords(code: string): string {
  return Object.entries(CATEGORY_LABELS).find(([known]) => known === code)?.[1] ?? code;
}

const COUNTRIES = new Intl.DisplayNames(['fi'], { type: 'region' });

/** A country by its code of two letters. */
export function countryWords(code: string): string {
  return COUNTRIES.of(code) ?? code;
}

export const yesNo = (is: boolean) => (is ? 'Kyllä' : 'Ei');

/** Writes instants and days as they are written in Finland. */
export interface Times {
  readonly instant: (iso: string | null) => string | null;
  readonly day: (date: string | null) => string | null;
}

/** Instants by the clocks of `timeZone`. What is no instant stands as it is. */
export function timesIn(timeZone: string): Times {
  const written = (zone: string, format: string) => (iso: string | null) => {
    if (iso === null) return null;
    const at = DateTime.fromISO(iso, { zone });
    return at.isValid ? localTime(at, format) : iso;
  };
  const day = written('utc', 'd.M.yyyy');
  const instant = written(timeZone, "d.M.yyyy 'klo' H.mm.ss");
  return { day, instant: (iso) => (iso !== null && iso.length === 10 ? day(iso) : instant(iso)) };
}
