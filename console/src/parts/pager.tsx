import { useQuery } from '../routing/links.ts';
import { useMessages } from '../words/messages.ts';
import { beginAt } from './begin-at.ts';

/**
 * Links to the next page of what is listed and back to the first, and to the beginning of the table above; `next` is the continuation that
 * the API gave.
 */
export function Pager({ next, param = 'continuation' }: { next: string | null; param?: string }) {
  const t = useMessages('shared');
  const { query, withQuery } = useQuery();
  const isFirst = query[param] === undefined;
  if (next === null && isFirst) return null;
  const to = (continuation: string | undefined) => ({ href: withQuery({ [param]: continuation }), onClick: goToTable });
  return (
    <nav aria-label={t('pages')} class="pager">
      {!isFirst && <a {...to(undefined)}>{t('firstPage')}</a>}
      {next !== null && <a {...to(next)}>{t('nextPage')}</a>}
    </nav>
  );
}

/** Who pages stands at the end of the rows, and reads on from their beginning. */
function goToTable({ ctrlKey, metaKey, currentTarget }: MouseEvent): void {
  if (ctrlKey || metaKey || !(currentTarget instanceof Element)) return;
  beginAt(currentTarget.closest('nav')?.parentElement?.querySelector<HTMLElement>('.scroller'));
}
