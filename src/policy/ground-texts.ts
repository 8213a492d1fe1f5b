import type { LocalText } from './text.ts';

/** Refusing because a request is unfounded or excessive takes a proof, and another officer (Art. 12(5); C-526/24). */
export const UNFOUNDED = 'unfounded_or_excessive';

const GDPR = 'tietosuoja-asetuksen';
const TO_THE_AUTHORITY = {
  fi: 'Voit pyytää, että tiedot annetaan tietosuojavaltuutetulle.',
  en: 'You may ask that the data be given to the Data Protection Ombudsman.',
};

/**
 * Why a request may be refused in whole or in part, GDPR and Tietosuojalaki 1050/2018, and what the person reads of it. Drafts: the
 * controller's lawyer gives others in the policy (`requests.groundTexts`).
 */
export const GROUND_TEXTS: Readonly<Record<string, LocalText>> = {
  identity_not_verified: {
    fi: `Emme ole voineet varmistaa henkilöllisyyttäsi (${GDPR} 12 artiklan 2 ja 6 kohta).`,
    en: 'We have not been able to verify your identity (Article 12(2) and (6) of the GDPR).',
  },
  [UNFOUNDED]: {
    fi: `Pyyntö on ilmeisen perusteeton tai kohtuuton (${GDPR} 12 artiklan 5 kohta).`,
    en: 'The request is manifestly unfounded or excessive (Article 12(5) of the GDPR).',
  },
  rights_of_others: {
    fi: `Tietojen antaminen loukkaisi toisen ihmisen oikeuksia tai vapauksia (${GDPR} 15 artiklan 4 kohta ja 20 artiklan 4 kohta).`,
    en: 'Giving the data would adversely affect the rights and freedoms of others (Articles 15(4) and 20(4) of the GDPR).',
  },
  fi_34_security: {
    fi: `Tietojen antaminen voisi vahingoittaa kansallista turvallisuutta, puolustusta tai yleistä järjestystä ja turvallisuutta tai haitata rikosten ehkäisemistä tai selvittämistä (tietosuojalain 34 §). ${TO_THE_AUTHORITY.fi}`,
    en: `Giving the data could harm national security, defence or public order and security, or the prevention or investigation of crime (section 34 of the Finnish Data Protection Act). ${TO_THE_AUTHORITY.en}`,
  },
  fi_34_health_or_rights: {
    fi: `Tietojen antamisesta voisi aiheutua vakavaa vaaraa terveydellesi tai hoidollesi taikka sinun tai jonkun muun oikeuksille (tietosuojalain 34 §). ${TO_THE_AUTHORITY.fi}`,
    en: `Giving the data could seriously endanger your health or care, or your rights or those of somebody else (section 34 of the Finnish Data Protection Act). ${TO_THE_AUTHORITY.en}`,
  },
  fi_34_supervision: {
    fi: `Tietoja käytetään valvonta- ja tarkastustehtävissä, ja niiden antamatta jättäminen on välttämätöntä tärkeän taloudellisen edun turvaamiseksi (tietosuojalain 34 §). ${TO_THE_AUTHORITY.fi}`,
    en: `The data is used for supervision and inspection, and not giving it is necessary to protect an important economic interest (section 34 of the Finnish Data Protection Act). ${TO_THE_AUTHORITY.en}`,
  },
  legal_obligation: {
    fi: `Meidän on lain mukaan säilytettävä nämä tiedot (${GDPR} 17 artiklan 3 kohdan b alakohta).`,
    en: 'The law obliges us to keep this data (Article 17(3)(b) of the GDPR).',
  },
  legal_claims: {
    fi: `Tarvitsemme tietoja oikeusvaateen laatimiseen, esittämiseen tai puolustamiseen (${GDPR} 17 artiklan 3 kohdan e alakohta).`,
    en: 'We need the data to establish, exercise or defend a legal claim (Article 17(3)(e) of the GDPR).',
  },
  expression: {
    fi: `Tiedot ovat tarpeen sananvapauden ja tiedonvälityksen vapauden käyttämiseksi (${GDPR} 17 artiklan 3 kohdan a alakohta).`,
    en: 'The data is needed to exercise the freedom of expression and information (Article 17(3)(a) of the GDPR).',
  },
  public_interest: {
    fi: `Tiedot ovat tarpeen kansanterveyteen liittyvän yleisen edun vuoksi (${GDPR} 17 artiklan 3 kohdan c alakohta).`,
    en: 'The data is needed for reasons of public interest in public health (Article 17(3)(c) of the GDPR).',
  },
  archiving_research: {
    fi: `Tiedot ovat tarpeen yleisen edun mukaista arkistointia, tutkimusta tai tilastointia varten (${GDPR} 17 artiklan 3 kohdan d alakohta).`,
    en: 'The data is needed for archiving in the public interest, research or statistics (Article 17(3)(d) of the GDPR).',
  },
  still_needed: {
    fi: `Tarvitsemme tietoja edelleen siihen, mihin ne on kerätty, eikä niiden säilytysaika ole päättynyt (${GDPR} 17 artiklan 1 kohdan a alakohta).`,
    en: 'We still need the data for the purpose it was collected for, and its retention period has not ended (Article 17(1)(a) of the GDPR).',
  },
  compelling_grounds: {
    fi: `Meillä on käsittelyyn huomattavan tärkeä ja perusteltu syy, joka syrjäyttää etusi, oikeutesi ja vapautesi (${GDPR} 21 artiklan 1 kohta).`,
    en: 'We have compelling legitimate grounds for the processing, which override your interests, rights and freedoms (Article 21(1) of the GDPR).',
  },
  not_applicable_basis: {
    fi: `Tämä oikeus ei koske näitä tietoja, koska niiden käsittely ei perustu suostumukseesi eikä sopimukseen (${GDPR} 20 artiklan 1 kohta).`,
    en: 'This right does not apply to the data, because we do not process it on your consent or a contract (Article 20(1) of the GDPR).',
  },
};
