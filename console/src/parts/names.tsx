import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { useSession } from '../session/session.tsx';
import { useMessages } from '../words/messages.ts';
import { Button } from './button.tsx';
import { type NamesById, useNames } from './use-names.ts';

const NamesContext = createContext<NamesById>(new Map());

/**
 * Fetches the names of the contacts on screen and keeps them only as long as it is there itself: nothing is stored. Where the policy
 * masks names they are fetched when somebody asks, which is noted in the trail; asking counts for who is on screen then, and for
 * nobody who comes later. Who may see no names sees ids.
 */
export function Names({ ids, children }: { ids: readonly string[]; children: ComponentChildren }) {
  const t = useMessages('shared');
  const { can, namesAreMasked } = useSession();
  const mayAsk = can('officer', 'admin');
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const open = mayAsk ? ids.filter((id) => !namesAreMasked || asked.has(id)) : [];
  const { names, isIncomplete, retry } = useNames(open);
  return (
    <NamesContext.Provider value={names}>
      {mayAsk && open.length < ids.length && (
        <p class="names-asked">
          <Button onClick={() => setAsked((before) => new Set([...before, ...ids]))}>{t('showNames')}</Button>{' '}
          {t('namesNoted')}
        </p>
      )}
      {isIncomplete && (
        <p class="names-asked">
          <span role="status">{t('namesUntold')}</span> <Button onClick={retry}>{t('namesAgain')}</Button>
        </p>
      )}
      {children}
    </NamesContext.Provider>
  );
}

/** The name of a contact; undefined while it is not known, or there is none. */
export function useNameOf(id: string): string | undefined {
  const known = useContext(NamesContext).get(id);
  return known?.name || known?.email || undefined;
}

/** The name of a contact with its id, or the id alone while the name is not known. */
export function PersonName({ id }: { id: string }) {
  const t = useMessages('shared');
  const known = useContext(NamesContext).get(id);
  const text = t('contact', { id });
  if (known === undefined) return <span class="person">{text}</span>;
  return (
    <span class="person">
      {/* Apart from what follows: a name may hold signs that turn the direction of text, and the id has to be read as it is. */}
      <bdi>{known === null ? t('nameGone') : known.name || known.email || t('nameless')}</bdi>{' '}
      <span class="id">{text}</span>
    </span>
  );
}
