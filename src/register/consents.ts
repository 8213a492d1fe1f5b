import type { Policy } from '../policy/schema.ts';
import { type HeldValues, membersOf } from './difference.ts';
import { OPT_OUT_OF_ALL, optOutOf, type Purpose } from './purpose.ts';
import { isTrue, textOf } from './value.ts';

type ConsentStatus = 'granted' | 'partial' | 'withdrawn' | 'not_recorded';

/** What the consents of a contact amount to: a status, and the ids of the purposes with a valid consent. */
export interface Consent {
  readonly status: ConsentStatus;
  readonly channels: readonly string[];
}

/**
 * Reads the consents of a contact from its properties (notice §6). Opting out of everything withdraws the consent whatever
 * the legal basis says; without a recorded consent no purpose is valid.
 */
export function consentOf(values: HeldValues, purposes: readonly Purpose[], policy: Policy): Consent {
  const active = purposes.filter((purpose) => purpose.active);
  const left = active.filter((purpose) => !isTrue(values, optOutOf(purpose)));
  const recorded = legalBases(values).some((basis) => policy.consents.legalBasis.includes(basis));
  if (isTrue(values, OPT_OUT_OF_ALL) || (active.length > 0 && left.length === 0))
    return { status: 'withdrawn', channels: [] };
  if (!recorded) return { status: 'not_recorded', channels: [] };
  return { status: left.length === active.length ? 'granted' : 'partial', channels: left.map(({ id }) => id) };
}

/** The values of `hs_legal_basis`, as HubSpot stores them (some hold an en dash). */
export function legalBases(values: HeldValues): string[] {
  return membersOf(textOf(values, 'hs_legal_basis'));
}
