import { ACTIVITY_TYPES, type ActivityType } from '../../policy/activity-types.ts';

/** How the trail names the steps by which a person is erased, in the place of a property: no property of HubSpot has a colon. */
export const ADDRESSES = 'erasure:addresses';
export const PERSON = 'erasure:person';

const CAUSE = 'erasure ';

/** The cause of all that a list of people to erase brings about. */
export function causeOf({ erasureId }: { readonly erasureId: string }): string {
  return `${CAUSE}${erasureId}`;
}

/** The id of the list that a cause names; `undefined` of any other cause. */
export function erasureIdIn(cause: string): string | undefined {
  return cause.startsWith(CAUSE) ? cause.slice(CAUSE.length) : undefined;
}

/** An engagement in the place of a property: `notes:5512`. */
export function engagementName({ type, id }: { readonly type: ActivityType; readonly id: string }): string {
  return `${type}:${id}`;
}

/** The engagement that such a name names; `undefined` of any other. */
export function engagementIn(name: string): { readonly type: ActivityType; readonly id: string } | undefined {
  const [word, id] = name.split(':');
  const type = ACTIVITY_TYPES.find((one) => one === word);
  return type === undefined || id === undefined || id === '' ? undefined : { type, id };
}
