import type { Table } from '../message.ts';

/** What a list of people to erase goes through. */
export const listStates = {
  preparing: 'Valmistellaan',
  awaiting_approval: 'Odottaa hyväksyntää',
  checking: 'Tarkistetaan',
  approved: 'Hyväksytty, odottaa toteutusta',
  executing: 'Toteutetaan',
  completed: 'Toteutettu',
  partly_completed: 'Toteutettu osittain',
  rejected: 'Hylätty',
  cancelled: 'Peruttu',
  failed: 'Epäonnistunut',
} satisfies Table;

/** Why people are erased. */
export const erasureGrounds = { retention: 'Säilytysaika on päättynyt', request: 'Henkilön pyyntö' } satisfies Table;

/** What became of a person of a list. */
export const itemStatuses = {
  proposed: 'Poistetaan',
  protected: 'Suojattu',
  excluded: 'Otettu pois listalta',
  changed: 'Muuttunut hyväksynnän jälkeen',
  done: 'Tiedot poistettu',
  gone_already: 'Poistunut jo aiemmin',
  failed: 'Poisto ei onnistunut',
} satisfies Table;

/** What protects a person, why one was left out or failed, and what a check found to differ. */
export const erasureReasons = {
  hold: 'Pito on voimassa',
  restricted: 'Käsittelyä on rajoitettu',
  hold_of_merged: 'Tähän yhdistetyllä tietueella on pito',
  restriction_of_merged: 'Tähän yhdistetyn tietueen käsittelyä on rajoitettu',
  open_request: 'Henkilöllä on toinen avoin pyyntö',
  unread: 'Kaikkea tarvittavaa ei voitu lukea',
  engagement_unread: 'Jonkin tapahtuman muita osapuolia ei voitu lukea',
  other_id: 'HubSpot vastasi toisella tunnuksella: tietue on yhdistetty toiseen',
  merged_since: 'Tietueeseen on yhdistetty muita valmistelun jälkeen',
  unknown: 'Säilytysaikaa ei tiedetä',
  not_ended: 'Säilytysaika ei ole päättynyt',
  decision_not_erase: 'Päätöstä poistaa ei ole',
  decision_not_by_a_person: 'Poistopäätös ei ole ihmisen tekemä',
  mistake: 'Virhe',
  needs_review: 'Vaatii tarkempaa selvitystä',
  other: 'Muu syy',
  facts: 'Säilytysajan tiedot muuttuivat',
  merged: 'Yhdistetyt tietueet muuttuivat',
  engagements: 'Tapahtumat muuttuivat',
  policy: 'Tietosuojakäytäntö muuttui',
  gone: 'Henkilö on poistettu HubSpotista',
  archived: 'Henkilö on HubSpotin roskakorissa',
  stopped: 'Joku keskeytti toteutuksen; mitään ei poistettu',
  foreign_row: 'Listan rivejä on muutettu ohjelman ulkopuolelta: ilmoita ylläpitäjälle heti',
  addresses_not_kept: 'Osoitteen tiivistettä ei saatu talteen; mitään ei poistettu',
  floor_not_kept: 'Yrityksen viimeisintä yhteydenpitoa ei saatu talteen; mitään ei poistettu',
  engagements_not_erased: 'Jotakin tapahtumaa ei voitu poistaa',
  person_not_erased: 'HubSpot ei poistanut henkilöä',
} satisfies Table;
