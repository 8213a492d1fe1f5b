import { DATE, type RegisterProperty, SELECT, YES_NO } from './property.ts';

/** What staff may decide on a contact that has ended. */
export const RETENTION_DECISIONS = ['keep', 'erase'] as const;

/** Properties on contacts that staff write and the add-on only reads. */
export const STAFF_PROPERTIES = [
  {
    ...DATE,
    direction: 'in',
    name: 'rekisteri_hold_until',
    label: 'Säilytä ainakin (pito)',
    description:
      'Täytä itse: tiedot säilytetään tähän päivään asti, se mukaan lukien, esimerkiksi riita-asian vuoksi. ' +
      'Kirjoita myös syy. / Fill in: hold the data through this date, e.g. because of a dispute. Give a reason.',
  },
  {
    type: 'string',
    fieldType: 'textarea',
    options: [],
    direction: 'in',
    name: 'rekisteri_hold_reason',
    label: 'Pidon syy',
    description:
      'Täytä itse: miksi tiedot pidetään. Pito ilman syytä on voimassa, mutta siitä huomautetaan. / Fill in: why ' +
      'the data is held. A hold without a reason is in force and reported.',
  },
  {
    ...YES_NO,
    direction: 'in',
    alsoSet: true,
    name: 'rekisteri_processing_restricted',
    label: 'Käsittely rajoitettu',
    description:
      'Täytä itse: Kyllä, kun henkilön tietojen käsittelyä on rajoitettu (tietosuoja-asetus, 18 artikla). Tiedot ' +
      'säilytetään, niitä ei käytetä eikä poisteta. Lisäosa asettaa ja purkaa tämän henkilön pyynnöstä, eikä palauta ' +
      'sitä, jos muutat sitä. / Fill in: yes when processing is restricted (Art. 18 GDPR): kept, not used, not ' +
      'erased. Set and lifted at a request of the person, too.',
  },
  {
    ...SELECT,
    direction: 'in',
    name: 'rekisteri_retention_decision',
    label: 'Päätös säilytysajan päätyttyä',
    description:
      'Täytä itse, kun säilytysaika on päättynyt: säilytetäänkö vai poistetaanko tiedot. / Fill in when the ' +
      'retention period has ended: keep or erase.',
    options: [
      { value: 'keep', label: 'Säilytetään' },
      { value: 'erase', label: 'Poistetaan' },
    ],
  },
] as const satisfies readonly RegisterProperty[];
