import type { EndedList } from '../requests/list-ended.ts';

/** A request of somebody in the register that has not been answered yet (§11 to §13). */
export interface OpenRequest {
  readonly id: string;
}

/** Where the open requests of people are known. Whoever composes the program gives it: an erasure cannot do without. */
export interface OpenRequests {
  /** The open requests of each contact, by its id; none for a contact that is not named. */
  of(contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly OpenRequest[]>>;
}

/** What is told to the request behind a list when the list has ended. Safe to repeat. */
export interface RequestBehindList {
  listEnded(list: EndedList, author: { readonly runId: string; readonly actor: string }): Promise<void>;
}
