import type { Table } from '../message.ts';

/** Texts of the page. */
export const returns = {
  title: 'Palanneet',
  intro:
    'HubSpotissa on taas osoite, jonka haltijan tiedot on poistettu. Rekisteriasioiden hoitaja kertoo, mistä on kyse. Ketään ei poisteta uudelleen itsestään.',
  open: 'Odottavat vastausta',
  answered: 'Vastatut',
  noneOpen: 'Kukaan ei odota vastausta.',
  noneAnswered: 'Vastattuja ei ole.',
  strong: 'Sama osoite',
  weak: 'Samankaltainen osoite',
  meaning: 'Mitä osuma tarkoittaa',
  strongMeans: 'Osoite on täsmälleen sama kuin poistetulla. Kyse on lähes varmasti samasta henkilöstä.',
  weakMeans:
    'Osoite eroaa poistetusta vain plusmerkin jälkeisen osan tai pisteiden kohdalta. Se on vihje: kyse voi olla eri henkilöstä.',
  newMeans: 'Henkilön kanssa on alkanut uusi suhde, ja hänen tietonsa saa säilyttää. Säilytysaika lasketaan alusta.',
  eraseMeans: 'Tiedot tulivat takaisin esimerkiksi tuonnissa. Vastaus avaa pyynnön, josta poistolista tehdään.',
  person: 'Henkilö ja osuma',
  found: 'Huomattu',
  erasure: 'Poistettu listalla',
  answer: 'Vastaus',
  answeredAt: 'Vastattu',
  answeredBy: 'Vastaaja',
  request: 'Pyyntö',
  new_relationship: 'Uusi suhde',
  erase_again: 'Poistettava uudelleen',
  officerAnswers: 'Vastaa rekisteriasioiden hoitaja',
  answerNew: 'Uusi suhde, yhteystieto {id}',
  answerErase: 'Poistettava uudelleen, yhteystieto {id}',
  confirmTitle: 'Vastaus: {answer}',
  confirmNew: 'Yhteystieto {id} saa jäädä HubSpotiin. Vastausta ei voi muuttaa.',
  confirmErase:
    'Yhteystiedosta {id} avataan poistopyyntö. Mitään ei vielä poisteta: pyyntö käsitellään, ja lista hyväksytään erikseen. Vastausta ei voi muuttaa.',
  confirm: 'Vastaa',
  otherwise: 'Joku on jo vastannut toisin. Vastausta ei voi muuttaa.',
  opened: 'Poistopyyntö on avattu:',
  kept: 'Vastaus on tallennettu.',
} satisfies Table;
