import type { Processor } from '../../policy/processors.ts';
import type { Policy } from '../../policy/schema.ts';
import { addYears, localDate } from '../../register/calendar.ts';
import type { Instant } from '../../register/instant.ts';
import type { FindingCode } from './codes.ts';
import { type Places, placesOf } from './policy-places.ts';

/** The EEA: the Union, Iceland, Liechtenstein and Norway, by ISO 3166-1. */
const EEA = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);
/** Mechanisms by which data leaves the EEA lawfully for as long as somebody looks that they hold. */
const CHECKED = new Set(['adequacy', 'dpf', 'scc', 'bcr']);

/** §9, Art. 13(1)(f) and 44 to 46: what lets data leave the EEA, for each recipient. */
export function transferFindings({ processors, transfers, timeZone }: Policy, now: Instant): [FindingCode, Places][] {
  const today = localDate(now, timeZone);
  const wherever = (isSo: (processor: Processor) => boolean) => placesOf('processors', processors, isSo);
  const mayLeave = processors.some(({ mechanism }) => mechanism !== 'eea');
  return [
    ['transfers_incomplete', wherever(({ mechanism }) => mechanism === null)],
    ['transfers_text_missing', mayLeave && transfers === null ? ['transfers'] : []],
    [
      'safeguard_copy_missing',
      wherever((one) => ['scc', 'bcr'].includes(one.mechanism ?? '') && one.evidence === null),
    ],
    ['dpf_without_evidence', wherever(({ mechanism, evidence }) => mechanism === 'dpf' && evidence === null)],
    ['transfer_without_safeguard', wherever(({ mechanism }) => mechanism === 'none')],
    ['mechanism_contradicts_country', wherever(contradictsItself)],
    ['check_missing', wherever((one) => CHECKED.has(one.mechanism ?? '') && !wasChecked(one, today))],
    // Once a year, whatever protects the data: what was checked is not what holds today.
    ['check_outdated', wherever((one) => wasChecked(one, today) && addYears(one.checkedOn ?? today, 1) < today)],
  ];
}

/** A day still to come is no check. */
function wasChecked({ checkedOn }: Processor, today: string): boolean {
  return checkedOn !== null && checkedOn <= today;
}

/** `eea` outside the EEA, DPF outside the United States, and an adequacy of the United States as a whole, which there is not. */
function contradictsItself({ country, mechanism }: Processor): boolean {
  if (country === null) return false;
  if (mechanism === 'eea') return !EEA.has(country);
  if (mechanism === 'dpf') return country !== 'US';
  return mechanism === 'adequacy' && country === 'US';
}
