import type { Policy } from '../../policy/schema.ts';
import { type Places, placesThatSay } from './policy-places.ts';

/** (EU) 2016/1250, invalidated on 16 July 2020 (C-311/18). */
const PRIVACY_SHIELD = /privacy[ _-]?shield|2016\/1250/i;
/** Model clauses, as texts in Finnish and English call them. */
const MODEL_CLAUSES =
  /malli(?:tietosuoja)?(?:sopimus)?lausek|vakio(?:sopimus)?lausek|vakiomuotoi\p{L}* \p{L}*lausek|(?:standard|model) (?:contract(?:ual)? |data protection )?clause/iu;
/** Their English abbreviation; in small letters it is the code of the mechanism. */
const SHORT = /\bSCCs?\b/;
const CLAUSES_OF_NOW = /2021\/914/;
/** Decisions whose clauses ended on 27 December 2022 (2021/914, Art. 4). */
const OLD_CLAUSES = /2001\/497|2002\/16|2004\/915|2010\/87/;
/** The day on which they did. */
const OLD_CLAUSES_ENDED = '2022-12-27';
/** A term of the Personal Data Act (523/1999), repealed on 1 January 2019. */
const OLD_TERM = /rekisteriselost/i;

/** Where the policy leans on Privacy Shield: as the mechanism of a recipient, or in words. */
export function privacyShields(policy: Policy): Places {
  return placesThatSay(policy, (text) => PRIVACY_SHIELD.test(text)).filter(isOfNow);
}

/**
 * Where the policy leans on model clauses that are not those of (EU) 2021/914: a text that names clauses without naming these (of a
 * recipient its evidence may name them for all), and a recipient whose clauses are old ones by their evidence, or were last looked
 * at before the old ones ended.
 */
export function oldModelClauses(policy: Policy): Places {
  const isUnsaid = (text: string) => (MODEL_CLAUSES.test(text) || SHORT.test(text)) && !CLAUSES_OF_NOW.test(text);
  const ofNow = policy.processors.flatMap(({ evidence }, index) =>
    CLAUSES_OF_NOW.test(evidence ?? '') ? [`processors.${index}.`] : [],
  );
  const unsaid = placesThatSay(policy, isUnsaid).filter((place) => !ofNow.some((one) => place.startsWith(one)));
  const old = placesThatSay(policy, (text) => OLD_CLAUSES.test(text));
  const inTexts = [...new Set([...old, ...unsaid])].filter(isOfNow);
  const unseen = policy.processors.flatMap(({ mechanism, checkedOn }, index) =>
    mechanism === 'scc' && checkedOn !== null && checkedOn < OLD_CLAUSES_ENDED ? [`processors.${index}.checkedOn`] : [],
  );
  return [...inTexts, ...unseen];
}

/** Where the notice calls itself by its old name. */
export function oldTerms(policy: Policy): Places {
  return placesThatSay(policy, (text) => OLD_TERM.test(text)).filter(isOfNow);
}

/** The change log tells of what was once said. */
function isOfNow(place: string): boolean {
  return !place.startsWith('changes.');
}
