import type { RegisterOption } from './property.ts';

/** A purpose of communication that people can opt out of: a subscription type of the HubSpot account. */
export interface Purpose {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** The contact property that holds whether somebody opted out of a purpose. */
export function optOutOf({ id }: Pick<Purpose, 'id'>): string {
  return `hs_email_optout_${id}`;
}

/** Opted out of all e-mail. */
export const OPT_OUT_OF_ALL = 'hs_email_optout';

/** The options of the consent channels: active purposes can be chosen, others are hidden, because they may be in use. */
export function channelOptions(purposes: readonly Purpose[]): RegisterOption[] {
  return purposes.map(({ id, name, active }) => ({ value: id, label: name.trim() || id, hidden: !active }));
}
