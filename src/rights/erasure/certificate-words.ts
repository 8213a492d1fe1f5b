import type { NOT_COVERED } from './certificate-schema.ts';
import type { ErasureItem, Protection } from './item.ts';
import type { ErasureList } from './list.ts';

/** What officers and data subjects' authority read, in Finnish. */
export const STATUS_WORDS: Readonly<Record<ErasureItem['status'], string>> = {
  proposed: 'ei käsitelty',
  excluded: 'poistettu listalta',
  protected: 'suojattu',
  changed: 'muuttunut hyväksynnän jälkeen',
  done: 'tiedot poistettu',
  gone_already: 'poistunut jo aiemmin',
  failed: 'poisto ei onnistunut',
};

export const STATE_WORDS: Readonly<Record<ErasureList['state'], string>> = {
  preparing: 'valmistellaan',
  awaiting_approval: 'odottaa hyväksyntää',
  checking: 'tarkistetaan',
  approved: 'hyväksytty',
  executing: 'toteutetaan',
  completed: 'toteutettu',
  partly_completed: 'toteutettu osittain',
  rejected: 'hylätty',
  cancelled: 'peruttu',
  failed: 'epäonnistunut',
};

export const GROUND_WORDS: Readonly<Record<ErasureList['ground'], string>> = {
  retention:
    'Säilytysaika on päättynyt (seloste §7, oma-aloitteinen poisto §12; tietosuoja-asetus 5 artikla 1 kohta e alakohta)',
  request: 'Rekisteröidyn pyyntö (seloste §12; tietosuoja-asetus 17 artikla)',
};

export const PROTECTION_WORDS: Readonly<Record<Protection, string>> = {
  hold: 'pito on voimassa',
  restricted: 'käsittelyä on rajoitettu (18 artikla)',
  hold_of_merged: 'tietueella, joka on yhdistetty tähän, on pito',
  restriction_of_merged: 'tietueen, joka on yhdistetty tähän, käsittelyä on rajoitettu',
  open_request: 'henkilöllä on avoin pyyntö',
  unread: 'kaikkia tietoja ei saatu luettua',
  engagement_unread: 'tapahtuman muita osapuolia ei saatu luettua',
  other_id: 'HubSpot vastasi toisella tunnuksella',
  merged_since: 'yhdistetty toiseen tietueeseen valmistelun jälkeen',
  unknown: 'säilytysaikaa ei tiedetä',
  not_ended: 'säilytysaika ei ole päättynyt',
  decision_not_erase: 'päätöstä poistaa ei ole',
  decision_not_by_a_person: 'poistopäätös ei ole ihmisen tekemä',
};

export const NOT_COVERED_WORDS: Readonly<Record<(typeof NOT_COVERED)[number], string>> = {
  shared_engagements:
    'Tapahtumat, jotka koskevat myös muita henkilöitä, kauppoja tai tukipyyntöjä: niistä poistui vain yhteys henkilöön. Ihmisen on käytävä tekstit läpi.',
  property_history:
    'Päällekirjoitettujen tekstien aiemmat arvot voivat näkyä HubSpotin ominaisuushistoriassa, kunnes tapahtuma poistuu roskakorista.',
  recycle_bin:
    'Henkilön jo ennen poistoa roskakorissa olleet tapahtumat: niihin ei johda yhteyttä. HubSpot hävittää ne 90 päivän kuluessa niiden poistamisesta.',
  mailboxes: 'Sähköpostit postilaatikoissa, joista ne on tallennettu HubSpotiin.',
  files: 'HubSpotin tiedostot (liitteet): niiden poistamiseen ei ole rajapintaa tässä versiossa.',
  form_submissions: 'Lomakelähetykset: niiden poistamiseen ei ole rajapintaa tässä versiossa.',
  hubspot_logs: 'HubSpotin omat lokit ja nimettömät tilastot.',
  processors: 'Muut käsittelijät (seloste §4): niille ilmoitetaan erikseen (19 artikla).',
  deals_not_asked: 'Yhteyksiä kauppoihin ei voitu kysyä: oikeus puuttui, ja tietosuojakäytäntö sallii sen.',
  tickets_not_asked: 'Yhteyksiä tukipyyntöihin ei voitu kysyä: oikeus puuttui, ja tietosuojakäytäntö sallii sen.',
};

export const CLASS_WORDS: Readonly<Record<keyof ErasureItem['counts'], string>> = {
  exclusive: 'vain henkilön omat',
  company: 'henkilön ja yrityksen',
  shared: 'yhteiset muiden kanssa',
  unread: 'ei saatu luettua',
};

export const OUTCOME_WORDS: Readonly<Record<keyof ErasureItem['outcomes'], string>> = {
  archived: 'päällekirjoitettu ja poistettu',
  kept_scrubbed: 'päällekirjoitettu, jätetty yrityksen tapahtumaksi',
  archived_only: 'poistettu ilman päällekirjoitusta (teksti vain luettavissa)',
  left: 'jätetty',
  gone_already: 'poistunut jo aiemmin',
  failed: 'ei onnistunut',
};
