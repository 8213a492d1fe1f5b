import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { useSession } from '../session/session.tsx';
import { api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { NamesAnswer } from '../api/types.ts';
import { useMessages } from '../words/messages.ts';
import { shared } from '../words/shared.ts';
import { Button } from './button.tsx';

interface Known {
  /** By contact id; null of who is gone. */
  readonly names: ReadonlyMap<string, Pick<NamesAnswer['names'][number], 'name' | 'email'> | null>;
}

const MOST_IN_ONE = 100;
const NamesContext = createContext<Known>({ names: new Map() });

/**
 * Fetches the names of the contacts on screen and keeps them only as long as it is there itself: nothing is stored. Where the policy
 * masks names they are fetched when somebody asks, which is noted in the trail. Who may see no names sees ids.
 */
export function Names({ ids, children }: { ids: readonly string[]; children: ComponentChildren }) {
  const t = useMessages(shared);
  const { can, namesAreMasked } = useSession();
  const mayAsk = can('officer', 'admin');
  const [asked, setAsked] = useState(false);
  const [names, setNames] = useState<Known['names']>(new Map());
  const wanted = [...new Set(ids)].filter((id) => !names.has(id)).sort();
  const isWanted = mayAsk && (asked || !namesAreMasked) && wanted.length > 0;
  useEffect(() => {
    if (!isWanted) return undefined;
    const stop = new AbortController();
    for (let first = 0; first < wanted.length; first += MOST_IN_ONE)
      fetchNames(wanted.slice(first, first + MOST_IN_ONE), stop.signal).then(
        (more) => setNames((before) => new Map([...before, ...more])),
        // Without names the page is as good: the ids are there.
        (error: unknown) => {
          if (!(error instanceof ApiProblem) && !stop.signal.aborted) throw error;
        },
      );
    return () => stop.abort();
  }, [isWanted, wanted.join()]);
  return (
    <NamesContext.Provider value={{ names }}>
      {mayAsk && namesAreMasked && !asked && ids.length > 0 && (
        <p class="names-asked">
          <Button onClick={() => setAsked(true)}>{t('showNames')}</Button> {t('namesNoted')}
        </p>
      )}
      {children}
    </NamesContext.Provider>
  );
}

/** The name of a contact with its id, or the id alone while the name is not known. */
export function PersonName({ id }: { id: string }) {
  const t = useMessages(shared);
  const known = useContext(NamesContext).names.get(id);
  const text = t('contact', { id });
  if (known === undefined) return <span class="person">{text}</span>;
  return (
    <span class="person">
      <span class="name">{known === null ? t('nameGone') : known.name || known.email || t('nameless')}</span>{' '}
      <span class="id">{text}</span>
    </span>
  );
}

async function fetchNames(contactIds: readonly string[], signal: AbortSignal) {
  const { body } = await api.send<NamesAnswer>('POST', '/api/contacts/names', { contactIds }, { signal });
  return new Map([
    ...body.names.map(({ contactId, ...rest }) => [contactId, rest] as const),
    ...body.missing.map((id) => [id, null] as const),
  ]);
}
