import { CHECKBOXES, DATE, type RegisterProperty } from './property.ts';

/** Properties on contacts that say what a person asks for and until when it has to be answered (§11 to §13). */
export const REQUEST_PROPERTIES = [
  {
    ...CHECKBOXES,
    direction: 'out',
    name: 'rekisteri_request_open',
    label: 'Avoimet pyynnöt',
    description:
      'Mitä henkilö on pyytänyt ja mihin ei ole vielä vastattu. Tyhjä, kun mitään ei ole avoinna. Kysy ' +
      'rekisteriasioiden hoitajalta, ennen kuin muutat henkilön tietoja. Lisäosa päivittää, älä muuta käsin. / What ' +
      'this person has requested and has not been answered yet. Empty when nothing is open. Kept by the add-on.',
    options: [
      { value: 'access', label: 'Omien tietojen tarkastus' },
      { value: 'rectification', label: 'Tietojen oikaisu' },
      { value: 'erasure', label: 'Tietojen poisto' },
      { value: 'restriction', label: 'Käsittelyn rajoittaminen' },
      { value: 'objection', label: 'Käsittelyn vastustaminen' },
      { value: 'portability', label: 'Tietojen siirto' },
    ],
  },
  {
    ...DATE,
    direction: 'out',
    name: 'rekisteri_request_due',
    label: 'Pyyntöön vastattava viimeistään',
    description:
      'Päivä, johon mennessä henkilön pyyntöön on vastattava; jos pyyntöjä on monta, niistä ensimmäinen. Lisäosa ' +
      'päivittää, älä muuta käsin. / The day by which the request has to be answered; the first of several. Kept by ' +
      'the add-on.',
  },
] as const satisfies readonly RegisterProperty[];
