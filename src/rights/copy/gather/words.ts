import type { Policy } from '../../../policy/schema.ts';
import type { DataCategory } from '../../../register/categories.ts';
import { CONTACT_PROPERTIES } from '../../../register/properties.ts';
import type { RequestKind, RequestState } from '../../requests/request.ts';

/** Words in Finnish for the codes in a copy: the person reads them. */

/** What staff and people read in HubSpot for an option of one of our properties. */
export function optionText(property: string, value: string): string {
  const options = CONTACT_PROPERTIES.find(({ name }) => name === property)?.options ?? [];
  return options.find((option) => option.value === value)?.label ?? value;
}

const category = (code: DataCategory) => optionText('rekisteri_data_categories', code);

export const CATEGORY_LABELS: Readonly<Record<DataCategory, string>> = {
  contact_details: category('contact_details'),
  job: category('job'),
  employer: category('employer'),
  participation: category('participation'),
  relationship: category('relationship'),
  consents: category('consents'),
  consent_based: category('consent_based'),
};

export const CATEGORY_NOTES: Readonly<Record<DataCategory, string | null>> = {
  contact_details: null,
  job: null,
  employer: 'Yritykset, joihin henkilö on HubSpotissa liitetty, ovat kohdassa Yritykset.',
  participation: 'HubSpotin tapahtumiin osallistumiset ovat kohdassa Markkinointitapahtumat.',
  relationship: 'Tapaamiset, puhelut, viestit, muistiinpanot ja tehtävät ovat kohdassa Tapahtumat.',
  consents: 'Sähköpostiosoitteiden tilaukset ja kiellot ovat kohdassa Viestintäluvat.',
  consent_based: null,
};

export const LEFT_OUT_WORDS = {
  users: 'Rekisterinpitäjän henkilöstön nimet ja tunnisteet (kuka on tallentanut, muuttanut tai hoitanut)',
  engagement_texts: 'Tapahtumien tekstit, jotka koskevat myös muita henkilöitä',
  participants: 'Muiden henkilöiden nimet ja osoitteet tapahtumissa',
  messages: 'Keskustelujen viestit, joissa on myös muita henkilöitä tai joista on kieltäydytty',
  answers: 'Vastaukset kyselyihin, jotka ovat myös muiden henkilöiden',
  related_people: 'Muut henkilöt, joihin henkilö on HubSpotissa liitetty',
  refused: 'Tiedot, joiden antamisesta on kieltäydytty',
} as const;

/** A ground in the words of the policy; the code itself where it has none. */
export function groundText({ requests }: Pick<Policy, 'requests'>, ground: string): string {
  return requests.groundTexts[ground]?.fi ?? ground;
}

export const IDENTIFICATION_WORDS = {
  registered_email_reply: 'Vastaus rekisterissä olevaan sähköpostiosoitteeseen lähetettyyn viestiin',
  call_back: 'Soitto rekisterissä olevaan numeroon',
  known_in_person: 'Tunnettu henkilökohtaisesti',
  document_seen: 'Henkilöllisyysasiakirja nähty (kopiota ei ole otettu)',
} as const;

export const BASIS_WORDS = {
  consent: 'Suostumus (tietosuoja-asetus 6 art. 1 kohta a)',
  contract: 'Sopimus (6 art. 1 kohta b)',
  legal_obligation: 'Lakisääteinen velvoite (6 art. 1 kohta c)',
  vital_interests: 'Elintärkeä etu (6 art. 1 kohta d)',
  public_task: 'Yleinen etu tai julkinen valta (6 art. 1 kohta e)',
  legitimate_interests: 'Oikeutettu etu (6 art. 1 kohta f)',
} as const;

export const ROLE_WORDS = {
  processor: 'Henkilötietojen käsittelijä',
  controller: 'Itsenäinen rekisterinpitäjä',
  joint_controller: 'Yhteisrekisterinpitäjä',
} as const;

export const MECHANISM_WORDS = {
  eea: 'Tiedot pysyvät Euroopan talousalueella',
  adequacy: 'Komission päätös riittävästä tietosuojan tasosta (45 art.)',
  dpf: 'EU:n ja Yhdysvaltojen tietosuojakehys (EU) 2023/1795',
  scc: 'Komission vakiolausekkeet (EU) 2021/914',
  bcr: 'Yritystä sitovat säännöt (47 art.)',
  none: 'Ei suojatoimea',
  privacy_shield: 'Privacy Shield, joka ei ole enää voimassa',
} as const;

export const RIGHT_WORDS = {
  access: 'Oikeus saada tutustua tietoihin',
  rectification: 'Oikeus oikaista tietoja',
  erasure: 'Oikeus poistaa tiedot',
  restriction: 'Oikeus rajoittaa tietojen käsittelyä',
  objection: 'Oikeus vastustaa tietojen käsittelyä',
  portability: 'Oikeus siirtää tiedot järjestelmästä toiseen',
  withdrawal: 'Oikeus peruuttaa suostumus',
} as const;

export const KIND_WORDS: Readonly<Record<RequestKind, string>> = {
  access: 'Tietoihin tutustuminen',
  rectification: 'Tietojen oikaiseminen',
  erasure: 'Tietojen poistaminen',
  restriction: 'Käsittelyn rajoittaminen',
  objection: 'Käsittelyn vastustaminen',
  portability: 'Tietojen siirtäminen',
};

export const STATE_WORDS: Readonly<Record<RequestState, string>> = {
  received: 'Vastaanotettu',
  identifying: 'Henkilöllisyyttä selvitetään',
  assessing: 'Arvioitavana',
  awaiting_approval: 'Odottaa hyväksyntää',
  executing: 'Toteutettavana',
  answered: 'Toteutettu',
  partly_answered: 'Toteutettu osittain',
  refused: 'Hylätty',
  withdrawn: 'Peruttu',
  expired: 'Rauennut',
};

const SUBSCRIPTION_WORDS: Readonly<Record<string, string>> = {
  SUBSCRIBED: 'Tilattu',
  UNSUBSCRIBED: 'Kielletty',
  NOT_SPECIFIED: 'Ei valintaa',
};

export function subscriptionText(status: string): string {
  return SUBSCRIPTION_WORDS[status] ?? status;
}

const PARTICIPATION_WORDS: Readonly<Record<string, string>> = {
  REGISTERED: 'Ilmoittautunut',
  ATTENDED: 'Osallistunut',
  CANCELLED: 'Perunut',
  NO_SHOW: 'Ei saapunut',
  EMPTY: 'Ei tietoa',
};

export function participationText(state: string): string {
  return PARTICIPATION_WORDS[state] ?? state;
}

const CONVERSATION_WORDS: Readonly<Record<string, string>> = { OPEN: 'Avoinna', CLOSED: 'Päättynyt' };

export function conversationText(status: string, isArchived: boolean): string {
  const text = CONVERSATION_WORDS[status] ?? status;
  return isArchived ? `${text}, roskakorissa` : text;
}

const MESSAGE_WORDS: Readonly<Record<string, string>> = {
  WELCOME_MESSAGE: 'Automaattinen tervehdys',
  COMMENT: 'Henkilöstön merkintä',
};

/** What kind of message it is in a conversation, and who wrote whom. */
export function messageText(kind: string, direction: string | null): string {
  if (direction === 'INCOMING') return 'Viesti meille';
  if (direction === 'OUTGOING') return 'Viestimme';
  return MESSAGE_WORDS[kind] ?? kind;
}
