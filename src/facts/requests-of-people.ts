import type { OpenRequest } from '../register/wanted-requests.ts';

/** What each contact has open, by its id; one without is left out. */
export type OpenByContact = ReadonlyMap<string, readonly OpenRequest[]>;

/** A request of which HubSpot may not show yet what has become of it. */
export interface OwedRequest {
  readonly id: string;
  readonly contactIds: readonly string[];
  /** Changes whenever more is owed. */
  readonly etag: string;
}

/**
 * What runs ask of the requests of people in the register (§11 to §13). Whoever composes the program gives it: requests are known
 * only to what comes later in the order of the folders.
 */
export interface RequestsOfPeople {
  /** What contacts have open at this moment. */
  open(): Promise<OpenByContact>;
  /** Requests that were filed, extended or ended, and whose contacts no run has looked at since. */
  owed(): Promise<readonly OwedRequest[]>;
}
