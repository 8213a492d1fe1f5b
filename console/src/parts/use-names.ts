import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { NamesAnswer } from '../api/types.ts';

/** By contact id; null of who is gone. */
export type NamesById = ReadonlyMap<string, Pick<NamesAnswer['names'][number], 'name' | 'email'> | null>;

interface Fetched {
  readonly names: NamesById;
  /** Whether some of those wanted were asked for and not told. */
  readonly isIncomplete: boolean;
  /** Asks anew for those that were not told. */
  retry(): void;
}

const MOST_IN_ONE = 100;

/** Fetches the names of these contacts, each once, and forgets them with the component. What was not told is asked for again by `retry` only. */
export function useNames(wanted: readonly string[]): Fetched {
  const [names, setNames] = useState<NamesById>(new Map());
  const [untold, setUntold] = useState<ReadonlySet<string>>(new Set());
  const underWay = useRef(new Set<string>());
  const stop = useRef<AbortController | undefined>(undefined);
  const due = [...new Set(wanted)].filter((id) => !names.has(id) && !untold.has(id)).sort();
  useEffect(() => {
    stop.current = new AbortController();
    return () => stop.current?.abort();
  }, []);
  useEffect(() => {
    const signal = stop.current?.signal;
    const ask = async (batch: readonly string[]) => {
      for (const id of batch) underWay.current.add(id);
      const told = await fetchNames(batch, signal);
      for (const id of batch) underWay.current.delete(id);
      if (signal?.aborted === true) return;
      setNames((before) => new Map([...before, ...told]));
      setUntold((before) => new Set([...before, ...batch.filter((id) => !told.has(id))]));
    };
    const fresh = due.filter((id) => !underWay.current.has(id));
    for (let first = 0; first < fresh.length; first += MOST_IN_ONE) ask(fresh.slice(first, first + MOST_IN_ONE));
  }, [due.join()]);
  return { names, isIncomplete: wanted.some((id) => untold.has(id)), retry: () => setUntold(new Set()) };
}

/** The names that the API tells; none where it tells nothing: the page has the ids. */
async function fetchNames(contactIds: readonly string[], signal: AbortSignal | undefined): Promise<NamesById> {
  try {
    const { body } = await api.send<NamesAnswer>('POST', '/api/contacts/names', { contactIds }, { signal });
    return new Map([
      ...body.names.map(({ contactId, ...rest }) => [contactId, rest] as const),
      ...body.missing.map((id) => [id, null] as const),
    ]);
  } catch (error) {
    if (!(error instanceof ApiProblem) && signal?.aborted !== true) throw error;
    return new Map();
  }
}
