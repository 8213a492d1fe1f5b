import type { ObjectType } from './account.ts';

/** One request as the simulator answered it. */
export interface LogEntry {
  method: string;
  path: string;
  query: string;
  /** The status answered; 0 when an injected fault left the request without an answer. */
  status: number;
  /** Epoch ms, by the simulator's `now`. */
  at: number;
  objectType?: ObjectType;
  /** Ids of the records read or written. */
  ids: readonly string[];
  /** The injected fault, if one was. */
  fault?: string;
}

/** One property value written through the API; empty text stands for no value. */
export interface ChangeEntry {
  objectType: ObjectType;
  id: string;
  property: string;
  before: string;
  after: string;
  /** Epoch ms, by the simulator's `now`. */
  at: number;
}

const entries = new WeakMap<Response, LogEntry>();

/** Ties an answer to its log entry, so that the server can note what became of it on the way. */
export function noteAnswer(response: Response, entry: LogEntry): void {
  entries.set(response, entry);
}

/** The log entry of an answer the simulator gave. */
export function entryOf(response: Response): LogEntry | undefined {
  return entries.get(response);
}
