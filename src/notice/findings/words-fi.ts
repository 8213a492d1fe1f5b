import type { FindingCode, FindingWords } from './codes.ts';

/** What findings say in Finnish. */
export const FINNISH_WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  group_companies_unnamed: {
    says: 'Seloste ei nimeä samaan konserniin kuuluvia yhtiöitä.',
    toDo: 'Nimeä yhtiöt kohtaan groupCompanies ja kerro, ovatko ne yhteisrekisterinpitäjiä (26 artikla); [] jos niitä ei ole.',
  },
  group_roles_missing: {
    says: 'Konserniyhtiön rooli puuttuu.',
    toDo: 'Merkitse groupCompanies-kohdan role: joint_controller, controller tai processor.',
  },
  data_protection_officer_missing: {
    says: 'Seloste ei kerro, onko tietosuojavastaavaa.',
    toDo: 'Täytä dataProtectionOfficer: yhteystiedot, tai appointed: false ja perustelu.',
  },
  data_protection_officer_unreachable: {
    says: 'Tietosuojavastaavan yhteystiedot puuttuvat.',
    toDo: 'Lisää tietosuojavastaavan sähköposti tai puhelin.',
  },
  data_protection_officer_reasoning: {
    says: 'Ei ole merkitty, missä on perustelu sille, ettei tietosuojavastaavaa tarvita.',
    toDo: 'Säilytä perustelu ja merkitse sen paikka kohtaan dataProtectionOfficer.evidence.',
  },
  basis_missing: {
    says: 'Käsittelyn tarkoituksella ei ole oikeusperustetta.',
    toDo: 'Merkitse kullekin tarkoitukselle basis: consent, contract, legal_obligation, vital_interests, public_task tai legitimate_interests.',
  },
  legitimate_interest_missing: {
    says: 'Oikeutettua etua ei ole nimetty tarkoitukselle, jonka perusteena se on tai voi olla.',
    toDo: 'Nimeä etu kohtaan legitimateInterest ja säilytä tasapainotesti, tai merkitse muu peruste.',
  },
  recipients_incomplete: {
    says: 'Vastaanottajan rooli, tehtävä tai maa puuttuu.',
    toDo: 'Merkitse kullekin vastaanottajalle role, purpose ja country.',
  },
  hubspot_unnamed: {
    says: 'Rekisteri on HubSpotissa, mutta HubSpotia ei ole vastaanottajien joukossa.',
    toDo: 'Lisää se HubSpot-yhtiö, jonka kanssa sopimus on, kohtaan processors.',
  },
  transfers_incomplete: {
    says: 'Ei ole sanottu, millä perusteella vastaanottaja saa tiedot EU:n ja ETA:n ulkopuolelle, vai pysyvätkö ne siellä.',
    toDo: 'Merkitse kullekin vastaanottajalle mechanism, evidence (mistä suojatoimen jäljennöksen saa) ja checkedOn.',
  },
  transfers_text_missing: {
    says: 'Tietoja voi siirtyä EU:n ja ETA:n ulkopuolelle, eikä seloste kerro siitä.',
    toDo: 'Kirjoita kohta transfers (9).',
  },
  safeguard_copy_missing: {
    says: 'Ei ole sanottu, mistä suojatoimen jäljennöksen saa.',
    toDo: 'Merkitse evidence: sopimus tai osoite, jossa lausekkeet tai säännöt ovat.',
  },
  retention_of_others_missing: {
    says: 'Ei ole sanottu, kauanko säilytetään suostumukseen perustuvia, osallistumista koskevia ja lakisääteisiä tietoja.',
    toDo: 'Täytä retention.others tietoryhmittäin.',
  },
  rights_missing: {
    says: 'Seloste ei kerro oikeudesta tutustua tietoihin, oikaista tai poistaa ne tai rajoittaa käsittelyä.',
    toDo: 'Kirjoita puuttuvat tekstit kohtaan rights.',
  },
  objection_missing: {
    says: 'Seloste ei kerro oikeudesta vastustaa käsittelyä.',
    toDo: 'Kirjoita rights.objection; se esitetään selkeästi ja muusta erillään.',
  },
  portability_missing: {
    says: 'Seloste ei kerro oikeudesta siirtää tiedot järjestelmästä toiseen, vaikka peruste on tai voi olla suostumus tai sopimus.',
    toDo: 'Kirjoita rights.portability.',
  },
  withdrawal_missing: {
    says: 'Seloste ei kerro, että suostumuksen voi peruuttaa.',
    toDo: 'Kirjoita rights.withdrawal: miten suostumuksen voi milloin tahansa peruuttaa.',
  },
  explicit_consent_missing: {
    says: 'Suostumukseen perustuva tieto voi kuulua erityisiin ryhmiin (ruokavalio: terveys tai uskonto), eikä suostumusta ole merkitty nimenomaiseksi.',
    toDo: 'Pyydä nimenomainen suostumus ja merkitse consentBased-kohtaan explicitConsent: true, tai lakkaa keräämästä tietoa.',
  },
  complaint_missing: {
    says: 'Seloste ei kerro oikeudesta tehdä valitus valvontaviranomaiselle.',
    toDo: 'Täytä complaint: Tietosuojavaltuutetun toimisto ja sen yhteystiedot.',
  },
  obligation_to_provide_missing: {
    says: 'Seloste ei kerro, onko tiedot pakko antaa ja mitä siitä seuraa, jos niitä ei anna.',
    toDo: 'Kirjoita obligationToProvide.',
  },
  profiling_missing: {
    says: 'Seloste ei kerro, tehdäänkö automaattisia päätöksiä tai profilointia.',
    toDo: 'Kirjoita profiling: kyllä tai ei, ja jos kyllä, millä logiikalla ja mitä siitä seuraa (arvioinnit ja profiilit).',
  },
  public_sources_unsaid: {
    says: 'Ei ole sanottu, ovatko tietolähteet yleisesti saatavilla.',
    toDo: 'Merkitse sources-kohtaan publiclyAccessible: true tai false, ja lisää mahdolliset julkiset lähteet.',
  },
  change_log_missing: {
    says: 'Viimeisintä päivitystä ei ole muutoslokissa.',
    toDo: 'Lisää kohtaan changes päivä ja mitä muuttui; uudesta tarkoituksesta kerrotaan ihmisille etukäteen.',
  },
  data_subjects_missing: {
    says: 'Rekisteröityjen ryhmät puuttuvat selosteesta käsittelytoimista.',
    toDo: 'Täytä dataSubjects.',
  },
  security_missing: {
    says: 'Kuvaus turvatoimista puuttuu.',
    toDo: 'Kirjoita security (10).',
  },
  privacy_shield: {
    says: 'Seloste nojaa Privacy Shieldiin, joka on ollut pätemätön 16.7.2020 alkaen (C-311/18).',
    toDo: 'Poista maininta ja merkitse vastaanottajalle nykyinen siirtoperuste: adequacy, dpf, scc tai bcr.',
  },
  model_clauses_outdated: {
    says: 'Mallisopimuslausekkeista ei käy ilmi, että ne ovat päätöksen (EU) 2021/914 mukaiset; vanhat lakkasivat 27.12.2022.',
    toDo: 'Tarkista sopimus, mainitse (EU) 2021/914 tekstissä tai evidence-kohdassa ja merkitse checkedOn.',
  },
  dpf_without_evidence: {
    says: 'Data Privacy Framework on nimetty, mutta ei näyttöä siitä, että vastaanottaja on sertifioitu.',
    toDo: 'Tarkista yritys dataprivacyframework.gov-listalta ja merkitse evidence ja checkedOn.',
  },
  transfer_without_safeguard: {
    says: 'Tietoja siirtyy EU:n ja ETA:n ulkopuolelle ilman siirtoperustetta.',
    toDo: 'Lopeta siirto, tai sovi siirtoperusteesta ja merkitse se kohtaan mechanism.',
  },
  mechanism_contradicts_country: {
    says: 'Siirtoperuste ei sovi vastaanottajan maahan.',
    toDo: 'Tarkista country ja mechanism: eea vain ETA-maassa, dpf vain Yhdysvalloissa, ja Yhdysvaltojen osalta adequacy on dpf.',
  },
  check_missing: {
    says: 'Ei ole merkitty, milloin suojatoimi on tarkistettu.',
    toDo: 'Tarkista suojatoimi ja merkitse checkedOn.',
  },
  check_outdated: {
    says: 'Suojatoimi on tarkistettu yli vuosi sitten.',
    toDo: 'Tarkista suojatoimi uudelleen ja päivitä checkedOn.',
  },
  term_rekisteriseloste: {
    says: 'Rekisteriseloste on kumotun henkilötietolain (523/1999) termi.',
    toDo: 'Käytä sanaa tietosuojaseloste (13 ja 14 artikla); seloste käsittelytoimista on 30 artiklan asiakirja.',
  },
};
