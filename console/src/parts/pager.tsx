import { useQuery } from '../routing/links.ts';
import { useMessages } from '../words/messages.ts';

/** Links to the next page of what is listed and back to the first; `next` is the continuation that the API gave. */
export function Pager({ next, param = 'continuation' }: { next: string | null; param?: string }) {
  const t = useMessages('shared');
  const { query, withQuery } = useQuery();
  const isFirst = query[param] === undefined;
  if (next === null && isFirst) return null;
  return (
    <nav aria-label={t('pages')} class="pager">
      {!isFirst && <a href={withQuery({ [param]: undefined })}>{t('firstPage')}</a>}
      {next !== null && <a href={withQuery({ [param]: next })}>{t('nextPage')}</a>}
    </nav>
  );
}
