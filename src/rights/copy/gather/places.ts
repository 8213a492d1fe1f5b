import type { HubSpotPlace, Place } from '../../../policy/places.ts';
import { ACTIVITY_LABELS } from '../../../register/activity-labels.ts';
import type { PartOf } from '../parts.ts';
import type { Tally, UnreadOf } from './tally.ts';

type CopiedPlace = PartOf<'places'>['places'][number];

const NAMES: Readonly<Record<HubSpotPlace, string>> = {
  ...ACTIVITY_LABELS,
  contact: 'Henkilön tietue HubSpotissa',
  property_history: 'Tietojen aiemmat arvot HubSpotissa',
  company: 'Yrityksen tietue HubSpotissa',
  subscriptions: 'Viestintäluvat osoitteittain',
  lists: 'Listat (segmentit)',
  marketing_events: 'Markkinointitapahtumat',
  contacts: 'Yhteydet muihin henkilöihin',
  deals: 'Kaupat',
  tickets: 'Tukipyynnöt',
  conversations: 'Keskustelut (chat ja yhteinen sähköposti)',
  files: 'Liitetiedostot',
  forms: 'Lomakelähetykset',
  feedback: 'Palautekyselyt',
  call_transcripts: 'Puheluiden litteroinnit',
  sequences: 'Viestisarjat',
  page_views: 'Sivukäynnit ja viestien avaukset',
  requests: 'Aiemmat pyynnöt',
  disclosures: 'Tietojen luovutukset',
};

/** Places that the program cannot read, and why: somebody has to look there by hand. */
const NOT_READ: Readonly<Partial<Record<HubSpotPlace, string>>> = {
  forms:
    'HubSpotin rajapinnasta ei voi hakea henkilön lomakelähetyksiä. Lomakkeella annetut tiedot ovat henkilön tietueessa; lähetykset katsotaan HubSpotista käsin.',
  call_transcripts:
    'HubSpotin rajapinnasta ei voi hakea puhelun litterointia puhelun perusteella. Ne katsotaan HubSpotista käsin.',
  sequences:
    'Ohjelma ei lue, missä viestisarjoissa henkilö on; lähetetyt viestit ovat sähköposteissa. Sarjat katsotaan HubSpotista käsin.',
  page_views: 'Ohjelma ei lue sivukäyntejä eikä viestien avauksia. Ne katsotaan HubSpotista käsin.',
};

/** Every place of the policy, and whether what is there is in the copy (Art. 15(1), (3)). */
export function placesPart(places: readonly Place[], tally: Tally, isPortability: boolean): PartOf<'places'> {
  return {
    part: 'places',
    places: places.map((one) => ('place' in one ? inHubSpot(one.place, tally, isPortability) : elsewhere(one))),
  };
}

function inHubSpot(place: HubSpotPlace, tally: Tally, isPortability: boolean): CopiedPlace {
  const fixed = { place, name: NAMES[place], scope: null };
  const scope = tally.scopeOf(place);
  if (scope !== undefined) {
    const text = `Ohjelmalla ei ole oikeutta lukea tätä (${scope}): tietoja voi olla, mutta ne eivät ole jäljennöksessä.`;
    return { ...fixed, state: 'missing_scope', count: null, scope, text };
  }
  if (tally.isNotOffered(place)) return { ...fixed, state: 'not_available', count: null, text: NOT_OFFERED };
  const reason = NOT_READ[place];
  if (reason !== undefined) return { ...fixed, state: 'not_available', count: null, text: reason };
  const count = tally.countOf(place);
  const unread = tally.unreadOf(place).map((what) => UNREAD[what]);
  if (unread.length > 0 && count === 0)
    return { ...fixed, state: 'not_available', count: null, text: [NOTHING_ELSE, ...unread].join(' ') };
  if (unread.length > 0) return { ...fixed, state: 'covered', count, text: [COVERED, ...unread].join(' ') };
  if (count === 0) return { ...fixed, state: 'empty', count, text: isPortability ? NOTHING_GIVEN : NOTHING };
  if (place === 'files') return { ...fixed, state: 'not_available', count, text: FILES };
  if (place === 'property_history') return { ...fixed, state: 'covered', count, text: OF_RECORDS };
  if (place === 'contacts') return { ...fixed, state: 'covered', count, text: LABELS_ONLY };
  if (place === 'deals' || place === 'tickets') return { ...fixed, state: 'covered', count, text: IDS_ONLY };
  return { ...fixed, state: 'covered', count, text: COVERED };
}

const NOT_OFFERED = 'HubSpot ei anna näitä ohjelmalle tästä tilistä. Ne katsotaan HubSpotista käsin.';
const COVERED = 'Tiedot ovat jäljennöksessä.';
const UNREAD: Readonly<Record<UnreadOf, string>> = {
  bin: 'Roskakorissa olevia HubSpot ei anna ohjelmalle tästä tilistä: ne katsotaan HubSpotista käsin.',
  sensitive: 'Arkaluonteisiksi merkittyjä kenttiä HubSpot ei anna ohjelmalle: jos niitä on, ne puuttuvat.',
  address: 'Jostakin osoitteesta HubSpot ei vastaa ohjelmalle: se katsotaan HubSpotista käsin.',
};
const OF_RECORDS =
  'Henkilön ja yrityksen tietojen aiemmat arvot ovat jäljennöksessä. Tapahtumien tekstien aiempia arvoja ohjelma ei lue: ne katsotaan HubSpotista käsin.';
const NOTHING_ELSE = 'Täällä ei muuten ole henkilöstä tietoja.';
const NOTHING = 'Täällä ei ole henkilöstä tietoja.';
const NOTHING_GIVEN = 'Täällä ei ole tietoja, jotka henkilö on itse antanut suostumuksen tai sopimuksen perusteella.';
const FILES =
  'Tiedostojen tunnisteet ovat jäljennöksessä. HubSpotin rajapinta ei anna itse tiedostoja: ne haetaan HubSpotista käsin.';
const IDS_ONLY = 'Jäljennöksessä ovat tunnisteet ja henkilön rooli; muu sisältö koskee asiakasyritystä.';
const LABELS_ONLY =
  'Jäljennöksessä on, missä suhteessa henkilö on muihin. Keitä he ovat, on jätetty pois heidän oikeuksiensa vuoksi.';

function elsewhere({ name, processor }: Exclude<Place, { readonly place: HubSpotPlace }>): CopiedPlace {
  const by = processor === null || processor === name.fi ? '' : ` (${processor})`;
  const text =
    'Tietoja voi olla tässä toisessa järjestelmässä. Ne eivät ole tässä jäljennöksessä, vaan ne haetaan sieltä erikseen.';
  return { place: 'elsewhere', name: `${name.fi}${by}`, state: 'elsewhere', count: null, scope: null, text };
}
